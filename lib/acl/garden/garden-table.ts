import type { Garden } from '../../../imports/operator.gardener.cloud/v1alpha1';
import type { Loose } from '../../core/loose';
import { tableOf, type AccessRow } from '../access-table';
import { isIPv6Only, type EntryPath } from '../entry-paths';
import type { FilterIndex } from '../evaluate/filter-index';
import { gardenChains, gardenGateway } from './garden-access';

/** Every host of the virtual garden's API server, and which filters protect it. */
export function gardenTable(garden: Loose<Garden>, ...filters: readonly FilterIndex[]): AccessRow[] {
  const families = garden.spec?.runtimeCluster?.networking?.ipFamilies;
  const listener = isIPv6Only(families) ? '::_9443' : '0.0.0.0_9443';
  const paths = gardenChains(garden).flatMap(serverNames =>
    serverNames.map((host): EntryPath => ({
      kind: 'api',
      name: host,
      chain: { gateway: gardenGateway, listener, entry: 'sni', serverNames },
      request: { sni: host, headers: {} },
      certain: true,
    })),
  );
  return tableOf(paths, filters);
}

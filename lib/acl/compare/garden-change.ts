import type { Garden } from '../../../imports/operator.gardener.cloud/v1alpha1';
import type { Loose } from '../../core/loose';
import { withoutNulls } from '../../core/null';
import { Report } from '../../rules/report';
import type { View, ViewObject } from '../../rules/view';
import type { AccessRow } from '../access-table';
import { FilterIndex } from '../evaluate/filter-index';
import { gardenTable } from '../garden/garden-table';
import { seedEgress } from '../garden/seed-egress';
import { reportAccess } from './access-findings';
import { reportDryRun } from './dry-run';
import { client, type VitalClient } from './vital-clients';

/** Who gains and who loses access to the API server of a virtual garden: gardenlets before all. */
export function* compareGardens(
  before: View,
  after: View,
): Iterable<{ readonly entry: ViewObject; readonly report: Report }> {
  for (const entry of after.ofKind(group, 'Garden')) {
    const twin = before.find(group, 'Garden', undefined, entry.object.metadata.name ?? '');
    if (twin === undefined || twin.malformed === true) continue;
    const report = new Report();
    const [old, now] = [sideOf(before, twin), sideOf(after, entry)];
    reportAccess(report, old, now, { path: '' });
    reportDryRun(report, '', old, now);
    yield { entry, report };
  }
}

const group = 'operator.gardener.cloud';

interface GardenSide {
  readonly table: readonly AccessRow[];
  readonly filters: FilterIndex;
  readonly clients: readonly VitalClient[];
}

function sideOf(view: View, { object, cluster }: ViewObject): GardenSide {
  const garden = withoutNulls(object) as Loose<Garden>;
  const filters = new FilterIndex(
    view
      .ofKind('networking.istio.io', 'EnvoyFilter')
      .filter(entry => entry.cluster === '' || entry.cluster === cluster)
      .map(entry => entry.object),
  );
  return { table: gardenTable(garden, filters), filters, clients: gardenClients(view, garden) };
}

/** The components of Gardener that talk to the virtual garden, and where they connect from. */
function gardenClients(view: View, garden: Loose<Garden>): VitalClient[] {
  const { nodes = [], pods = [] } = garden.spec?.runtimeCluster?.networking ?? {};
  const bySeed = new Map<string, string[]>();
  for (const { cidr, origin } of seedEgress(view).ranges) bySeed.set(origin, [...(bySeed.get(origin) ?? []), cidr]);
  return [
    ...[...bySeed].map(([seed, ranges]) => client(`clients of ${seed}, its gardenlet among them,`, ranges)),
    client('the nodes of the runtime cluster', nodes),
    client('the pods of the runtime cluster', pods),
  ].filter(({ addresses }) => !addresses.isEmpty());
}

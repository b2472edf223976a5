import type { Shoot } from '../../../imports/core.gardener.cloud/v1beta1';
import type { ManagedSeed } from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { gardenletOf } from './gardenlets';

const rule = ruleTable('gardener:pkg/operator/controller/gardenlet v1.150', {
  'GL-11': {
    severity: 'warning',
    reason: 'ManagedSeeds take the address of the garden from the gardenlet that deploys them, and this one has none',
    fix: 'set config.gardenClientConnection.gardenClusterAddress to https://api. and the first domain of the Garden',
  },
});

const seedmanagement = 'seedmanagement.gardener.cloud';

/** Gardenlets that deploy ManagedSeeds and do not name the address of the garden. */
export const gardenAddressCheck: Check = { rules: Object.values(rule), tree: checkAddresses };

function checkAddresses(view: View, reportFor: (entry: ViewObject) => Report): void {
  const hosts = new Set<string>();
  for (const { object } of view.ofKind(seedmanagement, 'ManagedSeed')) {
    const { metadata, spec } = object as Loose<ManagedSeed>;
    const shoot = view.find('core.gardener.cloud', 'Shoot', metadata?.namespace, spec?.shoot?.name ?? '');
    const seed = (shoot?.object as Loose<Shoot> | undefined)?.spec?.seedName;
    if (seed !== undefined) hosts.add(seed);
  }
  for (const entry of view.ofKind(seedmanagement, 'Gardenlet')) {
    if (!hosts.has(entry.object.metadata.name ?? '')) continue;
    const { config, configPath } = gardenletOf(entry.object);
    if ((config.gardenClientConnection?.gardenClusterAddress ?? '') === '')
      reportFor(entry).add(rule['GL-11'], configPath.child('gardenClientConnection', 'gardenClusterAddress'));
  }
}

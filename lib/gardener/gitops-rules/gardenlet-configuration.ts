import type { FieldPath } from '../../core/field-path';
import { suggest } from '../../core/suggest';
import { Version } from '../../core/version';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { gardenerFeatureGates } from '../garden/gardener-feature-gates';
import { gardenletKinds, gardenletOf, type DescribedGardenlet } from './gardenlets';

const rule = ruleTable('gardener:charts/gardener/gardenlet v1.150', {
  'GL-05': {
    reason:
      'a gardenlet ends at start when it does not know a feature gate, or when the gate is locked to another value',
    fix: 'remove the feature gate',
    source: 'gardener:pkg/gardenlet/features/features.go v1.150',
  },
  'GL-06': {
    reason: 'the gardenlet may use only the lock that its role names',
    fix: 'remove leaderElection.resourceName, or set it to gardenlet-leader-election',
  },
  'GL-07': {
    severity: 'warning',
    reason: 'the chart of the gardenlet passes on name and value of a variable alone',
    fix: 'write the value, or mount the Secret as a volume',
  },
  'GL-08': {
    severity: 'warning',
    reason: 'the chart of the gardenlet does not pass this field on, so it has no effect',
    fix: 'remove the field',
  },
});

const lockName = 'gardenlet-leader-election';
/** The minor whose feature gates are known here. */
const knownMinor = 150;
/** Gates that switch whole stages, which every component has. */
const stages = new Set(['AllAlpha', 'AllBeta']);

/** What a gardenlet and its chart make of a configuration that the API server accepts. */
export const gardenletConfigurationCheck: Check = {
  rules: Object.values(rule),
  kinds: gardenletKinds,
  object({ object }: ViewObject, report: Report, view: View): void {
    const gardenlet = gardenletOf(object);
    if (Version.parse(view.gardener)?.minor === knownMinor) checkFeatureGates(gardenlet, report);
    checkLock(gardenlet, report);
    checkDropped(gardenlet, report);
  },
};

function checkFeatureGates({ config, configPath }: DescribedGardenlet, report: Report): void {
  for (const [name, value] of Object.entries(config.featureGates ?? {})) {
    const path = configPath.child('featureGates', name);
    const gate = Object.hasOwn(gardenerFeatureGates, name) ? gardenerFeatureGates[name] : undefined;
    if (stages.has(name)) continue;
    if (gate?.components.includes('gardenlet') !== true) reportUnknown(name, gate?.components, path, report);
    else if (gate.locked && value !== gate.default) {
      const message = `the feature gate ${name} is locked to ${gate.default}, and the gardenlet ends at start`;
      report.add(rule['GL-05'], path, { value, message });
    }
  }
}

function reportUnknown(name: string, components: readonly string[] | undefined, path: FieldPath, report: Report): void {
  const known = Object.keys(gardenerFeatureGates).filter(gate =>
    gardenerFeatureGates[gate]?.components.includes('gardenlet'),
  );
  const near = suggest(name, known);
  const owner = components === undefined ? '' : `, only ${components.join(' and ')} has`;
  const message = `a gardenlet does not have the feature gate ${name}${owner}, and ends at start`;
  report.add(rule['GL-05'], path, { value: name, message, ...(near !== undefined && { fix: `write ${near}` }) });
}

function checkLock({ config, configPath }: DescribedGardenlet, report: Report): void {
  const name = config.leaderElection?.resourceName ?? '';
  if (name !== '' && name !== lockName)
    report.add(rule['GL-06'], configPath.child('leaderElection', 'resourceName'), { value: name });
}

function checkDropped({ config, configPath, deployment, deploymentPath }: DescribedGardenlet, report: Report): void {
  const dropped = (value: unknown, ...names: string[]): void => {
    if (value !== undefined && value !== '') report.add(rule['GL-08'], configPath.child(...names), { value });
  };
  dropped(config.nodeToleration, 'nodeToleration');
  dropped(config.resources?.reserved, 'resources', 'reserved');
  dropped(config.controllers?.cacheSyncTimeout, 'controllers', 'cacheSyncTimeout');
  dropped(config.shootClientConnection?.kubeconfig, 'shootClientConnection', 'kubeconfig');
  for (const [resource, amount] of Object.entries(config.resources?.capacity ?? {}))
    if (resource !== 'shoots') dropped(amount, 'resources', 'capacity', resource);
  for (const [index, { name, valueFrom }] of (deployment.env ?? []).entries())
    if (valueFrom !== undefined)
      report.add(rule['GL-07'], deploymentPath.child('env').index(index).child('valueFrom'), { value: name });
}

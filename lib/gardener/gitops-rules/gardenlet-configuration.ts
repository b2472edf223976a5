import type { FieldPath } from '../../core/field-path';
import { suggest } from '../../core/suggest';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { absenceOf, gardenerFeatureGate, gardenerFeatureGateNames, isLocked } from '../garden/gardener-feature-gates';
import { knownMinor } from '../garden/gardener-minor';
import { chartTag } from './chart-version';
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
/** Gates that switch whole stages, which every component has. */
const stages = new Set(['AllAlpha', 'AllBeta']);

/** What a gardenlet and its chart make of a configuration that the API server accepts. */
export const gardenletConfigurationCheck: Check = {
  rules: Object.values(rule),
  kinds: gardenletKinds,
  object({ object }: ViewObject, report: Report, view: View): void {
    const gardenlet = gardenletOf(object);
    const { helm } = gardenlet.deployment;
    // the chart decides which gardenlet it is
    const minor = knownMinor((helm?.ociRepository && chartTag(helm.ociRepository)) ?? view.gardener);
    if (minor !== undefined) checkFeatureGates(gardenlet, minor, report);
    checkLock(gardenlet, report);
    checkDropped(gardenlet, report);
  },
};

function checkFeatureGates({ config, configPath }: DescribedGardenlet, minor: number, report: Report): void {
  for (const [name, value] of Object.entries(config.featureGates ?? {})) {
    if (stages.has(name)) continue;
    const path = configPath.child('featureGates', name);
    const gate = gardenerFeatureGate(name, minor);
    if (gate?.components.includes('gardenlet') !== true) {
      const owner = gate && `only ${gate.components.join(' and ')} has`;
      reportUnknown({ name, minor, why: owner ?? absenceOf(name, minor) }, path, report);
    } else if (isLocked(gate, minor) && value !== true) {
      const message = `the feature gate ${name} is locked to true, and the gardenlet ends at start`;
      report.add(rule['GL-05'], path, { value, message });
    }
  }
}

interface UnknownGate {
  readonly name: string;
  readonly minor: number;
  /** What is known about the gate; absent when nobody has it. */
  readonly why: string | undefined;
}

function reportUnknown({ name, minor, why }: UnknownGate, path: FieldPath, report: Report): void {
  const near = why === undefined ? suggest(name, gardenerFeatureGateNames(minor, 'gardenlet')) : undefined;
  const reason = why === undefined ? '' : ` (${why})`;
  const message = `a gardenlet 1.${minor} does not have the feature gate ${name}${reason}, and ends at start`;
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

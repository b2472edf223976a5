import type { FieldPath } from '../../../core/field-path';
import { suggest } from '../../../core/suggest';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { rangeOf } from '../../kubernetes/feature-gates';
import { absenceOf, gardenerFeatureGate, gardenerFeatureGateNames, isLocked } from '../gardener-feature-gates';
import { knownMinor } from '../gardener-minor';

const rule = ruleTable(
  'gardener:pkg/api/operator/v1alpha1/validation/garden.go v1.150 (validateGardenerFeatureGates)',
  {
    'GD-06': 'Gardener must have the feature gate',
    'GARDEN-GATE-LOCKED': { reason: 'the feature gate is locked to its default', fix: 'remove the feature gate' },
  },
);

/** The rules about feature gates of Gardener's own components in the virtual garden. */
export const gardenFeatureGateRules = Object.values(rule);

type Gates = Readonly<Record<string, boolean | undefined>>;

/** Feature gates of a component of a Gardener version: any that some component has is accepted; `path` is the map. */
export function validateGardenerFeatureGates(
  gates: Gates | undefined,
  gardener: string,
  path: FieldPath,
  report: Report,
): void {
  const minor = knownMinor(gardener);
  if (minor === undefined) return;
  for (const [name, value] of Object.entries(gates ?? {})) {
    const gate = gardenerFeatureGate(name, minor);
    if (gate === undefined) reportUnknown(name, minor, path, report);
    else if (isLocked(gate, minor) && value !== true)
      report.forbidden(rule['GARDEN-GATE-LOCKED'], path.child(name), { value, allowed: [true] });
  }
}

const elsewhere =
  'set it for a component of Kubernetes, such as kubeAPIServer or kubelet: it is a feature gate of Kubernetes';

function reportUnknown(name: string, minor: number, path: FieldPath, report: Report): void {
  const absence = absenceOf(name, minor);
  const near = absence === undefined ? suggest(name, gardenerFeatureGateNames(minor)) : undefined;
  const message = `Gardener 1.${minor} has no feature gate ${name}${absence === undefined ? '' : `: ${absence}`}`;
  const isElsewhere = absence === undefined && rangeOf(name) !== undefined;
  const fix = isElsewhere ? elsewhere : near === undefined ? 'remove the feature gate' : `write ${near}`;
  report.forbidden(rule['GD-06'], path.child(name), { value: name, message, fix });
}

import type { FieldPath } from '../../../core/field-path';
import { suggest } from '../../../core/suggest';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { gardenerFeatureGates } from '../gardener-feature-gates';

const rule = ruleTable(
  'gardener:pkg/api/operator/v1alpha1/validation/garden.go v1.150 (validateGardenerFeatureGates)',
  {
    'GD-06': 'Gardener must have the feature gate',
    'GARDEN-GATE-LOCKED': { reason: 'the feature gate is locked to its default', fix: 'remove the feature gate' },
  },
);

/** The rules about feature gates of Gardener's own components in the virtual garden. */
export const gardenFeatureGateRules = Object.values(rule);

/** Feature gates of a component of Gardener: any that some component has is accepted; `path` is the map. */
export function validateGardenerFeatureGates(
  gates: Readonly<Record<string, boolean | undefined>> | undefined,
  path: FieldPath,
  report: Report,
): void {
  for (const [name, value] of Object.entries(gates ?? {})) {
    const gate = Object.hasOwn(gardenerFeatureGates, name) ? gardenerFeatureGates[name] : undefined;
    if (gate === undefined) reportUnknown(name, path, report);
    else if (gate.locked && value !== gate.default)
      report.forbidden(rule['GARDEN-GATE-LOCKED'], path.child(name), { value, allowed: [gate.default] });
  }
}

function reportUnknown(name: string, path: FieldPath, report: Report): void {
  const near = suggest(name, Object.keys(gardenerFeatureGates));
  const message = `Gardener has no feature gate ${name}`;
  const fix = near === undefined ? 'remove the feature gate' : `write ${near}`;
  report.forbidden(rule['GD-06'], path.child(name), { value: name, message, fix });
}

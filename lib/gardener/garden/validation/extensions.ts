import type { Extension, GardenSpecExtensions } from '../../../../imports/operator.gardener.cloud/v1alpha1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';

const rule = ruleTable('gardener:pkg/api/operator/v1alpha1/validation/garden.go v1.150 (validateExtensions)', {
  'GD-08': {
    reason: 'an extension of the Garden must be offered by an Extension for gardens',
    fix: 'add an Extension with this type and clusterCompatibility garden, or correct the type',
  },
  'GARDEN-EXTENSION-DUPLICATE': { reason: 'an extension is listed once', fix: 'remove the second entry' },
});

/** The rules about extensions of a Garden. */
export const gardenExtensionRules = Object.values(rule);

/** The extensions of a Garden, against the Extensions that are registered; without those only duplicates are judged. */
export function validateGardenExtensions(
  extensions: readonly Loose<GardenSpecExtensions>[] | undefined,
  registered: readonly Loose<Extension>[] | undefined,
  path: FieldPath,
  report: Report,
): void {
  const offered = registered === undefined ? undefined : typesForGardens(registered);
  const seen = new Set<string>();
  for (const [index, { type = '' }] of (extensions ?? []).entries()) {
    const at = path.index(index).child('type');
    if (offered !== undefined && !offered.has(type)) report.notSupported(rule['GD-08'], at, type, [...offered].sort());
    if (seen.has(type)) report.duplicate(rule['GARDEN-EXTENSION-DUPLICATE'], at, type);
    seen.add(type);
  }
}

function typesForGardens(extensions: readonly Loose<Extension>[]): ReadonlySet<string> {
  const resources = extensions.flatMap(({ spec }) => spec?.resources ?? []);
  const fitting = resources.filter(
    ({ kind, clusterCompatibility }) => kind === 'Extension' && clusterCompatibility?.includes('garden'),
  );
  return new Set(fitting.map(({ type = '' }) => type));
}

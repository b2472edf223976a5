import type { VolumeType } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { validateResourceQuantity } from '../../../kubernetes/quantities';
import { validateUnprefixedName } from './qualified-name';

const rule = ruleTable('gardener:pkg/api/core/validation/utils.go v1.150', {
  'CLOUDPROFILE-VOLUME-NAME-MISSING': { reason: 'a volume type needs a name', fix: 'set name' },
  'CLOUDPROFILE-VOLUME-NAME': 'the name of a volume type is a qualified name without prefix',
  'CLOUDPROFILE-VOLUME-DUPLICATE': { reason: 'a volume type is listed once', fix: 'remove the second entry' },
  'CLOUDPROFILE-VOLUME-CLASS-MISSING': { reason: 'a volume type has a class', fix: 'set class, for example standard' },
  'CLOUDPROFILE-VOLUME-CLASS': 'the class of a volume type is a qualified name without prefix',
});

/** The rules about volume types of profiles. */
export const volumeTypeRules = Object.values(rule);

const nameRules = { missing: rule['CLOUDPROFILE-VOLUME-NAME-MISSING'], wrong: rule['CLOUDPROFILE-VOLUME-NAME'] };
const classRules = { missing: rule['CLOUDPROFILE-VOLUME-CLASS-MISSING'], wrong: rule['CLOUDPROFILE-VOLUME-CLASS'] };

/** The volume types of either kind of profile (`validateVolumeTypes`). */
export function validateVolumeTypes(types: readonly Loose<VolumeType>[] = [], path: FieldPath, report: Report): void {
  const seen = new Set<string>();
  for (const [index, { name = '', class: volumeClass = '', minSize }] of types.entries()) {
    const at = path.index(index);
    validateUnprefixedName(name, nameRules, at.child('name'), report);
    if (seen.has(name)) report.duplicate(rule['CLOUDPROFILE-VOLUME-DUPLICATE'], at.child('name'), name);
    seen.add(name);
    validateUnprefixedName(volumeClass, classRules, at.child('class'), report);
    validateResourceQuantity(minSize, { resource: 'minSize', path: at.child('minSize') }, report);
  }
}

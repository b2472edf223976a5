import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('apimachinery:pkg/apis/meta/v1/validation/validation.go v0.36', {
  'META-MANAGED-OPERATION': {
    reason: 'who owns a field got it by Apply or by Update',
    fix: 'remove metadata.managedFields, the API server keeps them',
  },
  'META-MANAGED-TYPE': {
    reason: 'owned fields are written in the format FieldsV1',
    fix: 'remove metadata.managedFields, the API server keeps them',
  },
  'META-MANAGED-MANAGER': 'the name of a field manager is short and printable',
  'META-MANAGED-SUBRESOURCE': 'the name of a subresource is short',
});

/** The rules about the owners of fields. */
export const managedFieldsRules = Object.values(rule);

/** One entry of `metadata.managedFields`. */
export interface ManagedFields {
  readonly operation?: string;
  readonly fieldsType?: string;
  readonly manager?: string;
  readonly subresource?: string;
}

const operations = ['Apply', 'Update'];
const unprintable = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/u;
const byteLength = (text: string): number => new TextEncoder().encode(text).length;

/** The owners of fields (`ValidateManagedFields`). */
export function validateManagedFields(entries: readonly Loose<ManagedFields>[], path: FieldPath, report: Report): void {
  for (const [index, { operation = '', fieldsType = '', manager = '', subresource = '' }] of entries.entries()) {
    const at = path.index(index);
    // exports are often shortened; whoever applies one is told to remove the field anyway
    if (operation !== '' && !operations.includes(operation))
      report.invalid(rule['META-MANAGED-OPERATION'], at.child('operation'), operation);
    if (fieldsType !== '' && fieldsType !== 'FieldsV1')
      report.invalid(rule['META-MANAGED-TYPE'], at.child('fieldsType'), fieldsType);
    if (byteLength(manager) > 128) report.tooLong(rule['META-MANAGED-MANAGER'], at.child('manager'), manager, 128);
    if (unprintable.test(manager)) report.invalid(rule['META-MANAGED-MANAGER'], at.child('manager'), manager);
    if (byteLength(subresource) > 256)
      report.tooLong(rule['META-MANAGED-SUBRESOURCE'], at.child('subresource'), subresource, 256);
  }
}

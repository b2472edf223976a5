import type { PersistentVolumeClaimSpec, TypedObjectReference } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateLabelSelector } from '../meta/label-selector';
import { validateRequired } from '../required-fields';
import { optionalText } from '../text-field';
import { validateAccessModes } from './access-modes';
import { validateStorageAmount } from './storage-amount';
import { validateStorageName } from './storage-name';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'STORAGE-REQUEST': { reason: 'a claim says how much storage it needs', fix: 'set resources.requests.storage' },
  'STORAGE-DATA-SOURCE': 'the origin of data is named by kind and name, and by apiGroup unless it is a claim',
  'STORAGE-DATA-SOURCES': {
    reason: 'dataSource and dataSourceRef name the same object',
    fix: 'leave dataSourceRef only',
  },
});

const validateGroup = optionalText({
  rule: rule['STORAGE-DATA-SOURCE'],
  subject: 'an API group',
  problems: dns1123SubdomainProblems,
});

/** The spec of a PersistentVolumeClaim, or of a template for claims (`ValidatePersistentVolumeClaimSpec`). */
export function validateClaimSpec(spec: Loose<PersistentVolumeClaimSpec> = {}, path: FieldPath, report: Report): void {
  validateAccessModes(spec.accessModes, path.child('accessModes'), report);
  if (spec.selector) validateLabelSelector(spec.selector, path.child('selector'), report);
  const amount = spec.resources?.requests?.['storage'];
  // upstream leaves out requests
  const amountPath = path.child('resources').key('storage');
  if (amount === undefined) report.required(rule['STORAGE-REQUEST'], amountPath);
  else validateStorageAmount(amount, amountPath, report);
  for (const field of ['storageClassName', 'volumeAttributesClassName'] as const)
    validateStorageName(spec[field], path.child(field), report);
  validateDataSources(spec, path, report);
}

function validateDataSources(spec: Loose<PersistentVolumeClaimSpec>, path: FieldPath, report: Report): void {
  const { dataSource: source, dataSourceRef: reference } = spec;
  if (source !== undefined) validateDataSource(source, path.child('dataSource'), report);
  // the namespace of a reference is dropped: its feature gate is off by default
  if (reference !== undefined) validateDataSource(reference, path.child('dataSourceRef'), report);
  if (source === undefined || reference === undefined) return;
  const isSame = (['apiGroup', 'kind', 'name'] as const).every(field => source[field] === reference[field]);
  if (!isSame) report.invalid(rule['STORAGE-DATA-SOURCES'], path, path.child('dataSource').toString());
}

function validateDataSource(
  source: Omit<Loose<TypedObjectReference>, 'namespace'>,
  path: FieldPath,
  report: Report,
): void {
  const { kind = '', apiGroup = '' } = source;
  const fields = ['name', 'kind'] as const;
  validateRequired<TypedObjectReference>(source, { rule: rule['STORAGE-DATA-SOURCE'], fields, path }, report);
  if (apiGroup === '' && kind !== 'PersistentVolumeClaim') {
    const message = 'a source of data without apiGroup is a PersistentVolumeClaim';
    report.invalid(rule['STORAGE-DATA-SOURCE'], path, kind, { message, fix: 'set apiGroup' });
  }
  validateGroup(apiGroup, path.child('apiGroup'), report);
}

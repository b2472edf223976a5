import type { CustomResourceDefinition } from '../../../imports/apiextensions.k8s.io/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateApproval } from './approval';
import { validateConversion } from './conversion';
import { validateDefinitionMeta, validateGroup, validateNames, validateScope } from './names';
import { validateVersions } from './versions';

const rule = ruleTable('apiextensions-apiserver:pkg/apis/apiextensions/validation/validation.go v0.36', {
  'CRD-PRESERVE-UNKNOWN': {
    reason: 'a kind does not preserve unknown fields as a whole',
    fix: 'write x-kubernetes-preserve-unknown-fields: true in the schema, where they are wanted',
  },
});

const spec = FieldPath.of('spec');

/** A new definition of a kind (`ValidateCustomResourceDefinition`). */
export function validateDefinition(definition: Loose<CustomResourceDefinition>, report: Report): void {
  if (definition.spec === undefined) return;
  const { group = '', scope = '', names, conversion, preserveUnknownFields } = definition.spec;
  validateDefinitionMeta(definition, report);
  validateGroup(group, spec.child('group'), report);
  validateScope(scope, spec.child('scope'), report);
  if (names !== undefined) validateNames(names, spec.child('names'), report);
  validateVersions(definition.spec, spec.child('versions'), report);
  if (conversion !== undefined) validateConversion(conversion, spec.child('conversion'), report);
  if (preserveUnknownFields === true) {
    report.invalid(rule['CRD-PRESERVE-UNKNOWN'], spec.child('preserveUnknownFields'), true);
    if (conversion !== undefined && conversion.strategy !== 'None')
      report.invalid(rule['CRD-PRESERVE-UNKNOWN'], spec.child('conversion', 'strategy'), conversion.strategy ?? '', {
        message: 'objects that preserve unknown fields are not converted',
      });
  }
  validateApproval(definition, report);
}

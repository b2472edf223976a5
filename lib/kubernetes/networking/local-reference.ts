import type { TypedLocalObjectReference } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { pathSegmentProblems } from '../meta/manifest-metadata';

const rule = ruleTable('kubernetes:pkg/apis/networking/validation/validation.go v1.36', {
  'INGRESS-REFERENCE':
    'what an Ingress or its class refers to must have a kind and a name, and its group is a DNS name',
});

/** A reference to an object of any kind (`validateIngressTypedLocalObjectReference`). */
export function validateLocalReference(
  { apiGroup, kind = '', name = '' }: Loose<TypedLocalObjectReference>,
  path: FieldPath,
  report: Report,
): void {
  if (apiGroup !== undefined)
    for (const problem of dns1123SubdomainProblems(apiGroup))
      report.invalid(rule['INGRESS-REFERENCE'], path.child('apiGroup'), apiGroup, { message: `a group ${problem}` });
  for (const [field, value] of Object.entries({ kind, name })) {
    if (value === '') report.required(rule['INGRESS-REFERENCE'], path.child(field));
    for (const problem of pathSegmentProblems(value))
      report.invalid(rule['INGRESS-REFERENCE'], path.child(field), value, { message: `a ${field} ${problem}` });
  }
}

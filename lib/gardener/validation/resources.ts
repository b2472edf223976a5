import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateResourceReference, type ReferenceFields, type ResourceReferenceScope } from './references';

const rule = ruleTable('gardener:pkg/api/core/validation/utils.go v1.150', {
  'RESOURCE-NAME-MISSING': { reason: 'a resource needs a name, by which extensions find it', fix: 'set name' },
  'RESOURCE-NAME-DUPLICATE': { reason: 'the name of a resource is used once', fix: 'rename one of the two entries' },
  'RESOURCE-NAME-ALPHANUMERIC': {
    reason: 'the name of a resource that templates read consists of letters and digits only',
    fix: 'remove "-", "_" and "." from the name, here and in the templates',
  },
});

/** The rules about named resources. */
export const resourceRules = Object.values(rule);

/** An entry of `resources`: an object under a name of its own. */
export interface NamedResourceFields {
  readonly name: string;
  readonly resourceRef: ReferenceFields;
}

const alphanumeric = /^[a-zA-Z0-9]+$/;

/** The named resources of a Shoot, Seed, ControllerDeployment or Extension (`ValidateResources`). */
export function validateResources(
  resources: readonly Loose<NamedResourceFields>[] = [],
  path: FieldPath,
  report: Report,
  scope: ResourceReferenceScope,
): void {
  const seen = new Set<string>();
  for (const [index, { name = '', resourceRef }] of resources.entries()) {
    const entry = path.index(index);
    if (name === '') report.required(rule['RESOURCE-NAME-MISSING'], entry.child('name'));
    else if (seen.has(name)) report.duplicate(rule['RESOURCE-NAME-DUPLICATE'], entry.child('name'), name);
    seen.add(name);
    validateResourceReference(resourceRef, entry.child('resourceRef'), report, scope);
  }
}

/** Names that a template expression can spell; an empty name cannot (`ValidateAlphanumericResourceNames`). */
export function validateAlphanumericResourceNames(
  resources: readonly Loose<NamedResourceFields>[] = [],
  path: FieldPath,
  report: Report,
): void {
  for (const [index, { name = '' }] of resources.entries()) {
    if (!alphanumeric.test(name))
      report.invalid(rule['RESOURCE-NAME-ALPHANUMERIC'], path.index(index).child('name'), name);
  }
}

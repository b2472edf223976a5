import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('apimachinery:pkg/api/validation/objectmeta.go v0.36', {
  'META-OWNER-INCOMPLETE': 'an owner reference needs apiVersion, kind, name and uid',
  'META-OWNER-VERSION': 'the apiVersion of an owner is a version, or a group and a version: v1, apps/v1',
  'META-OWNER-EVENT': 'an Event never owns another object',
  'META-OWNER-CONTROLLER': {
    reason: 'at most one owner reference is the controller',
    fix: 'leave controller: true on one of them',
  },
});

/** The rules about owner references. */
export const ownerReferenceRules = Object.values(rule);

/** At most a group before the version; an absent one is reported as such. */
const versionFormat = /^(?:[^/]*\/)?[^/]+$|^$/;

/** An entry of metadata.ownerReferences. */
export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
}

/** The owner references of an object; `path` is the list, as upstream reports it. */
export function validateOwnerReferences(
  references: readonly Loose<OwnerReference>[] = [],
  path: FieldPath,
  report: Report,
): void {
  for (const reference of references) validateOwnerReference(reference, path, report);
  const controllers = references.filter(reference => reference.controller === true);
  if (controllers.length > 1)
    report.invalid(
      rule['META-OWNER-CONTROLLER'],
      path,
      controllers.map(({ kind, name }) => `${kind}/${name}`),
    );
}

function validateOwnerReference(reference: Loose<OwnerReference>, path: FieldPath, report: Report): void {
  for (const field of ['apiVersion', 'kind', 'name', 'uid'] as const) {
    const value = reference[field] ?? '';
    if (value === '') report.invalid(rule['META-OWNER-INCOMPLETE'], path.child(field), value);
  }
  if (!versionFormat.test(reference.apiVersion ?? ''))
    report.invalid(rule['META-OWNER-VERSION'], path.child('apiVersion'), reference.apiVersion);
  if (reference.apiVersion === 'v1' && reference.kind === 'Event')
    report.invalid(rule['META-OWNER-EVENT'], path, 'Event');
}

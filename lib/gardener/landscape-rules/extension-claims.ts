import { FieldPath } from '../../core/field-path';
import { displayName } from '../../core/object';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { registrationsOf, type Registration } from './registrations';

const rule = ruleTable('gardener:pkg/controllermanager/controller/controllerregistration v1.150', {
  'EX-05': {
    severity: 'warning',
    reason: 'two controllers are the primary one of a kind and type, and both act on its objects',
    fix: 'set primary: false on one of them, or remove it',
  },
});

/** Kinds and types that two controllers claim. */
export const extensionClaimCheck: Check = { rules: Object.values(rule), tree: checkClaims };

function checkClaims(view: View, reportFor: (entry: ViewObject) => Report): void {
  const claims = new Map<string, Registration>();
  for (const registration of registrationsOf(view)) {
    const { resource, entry, index } = registration;
    if (resource.primary === false) continue;
    const id = `${resource.kind ?? ''}/${resource.type ?? ''}`;
    const other = claims.get(id);
    if (other === undefined) claims.set(id, registration);
    else if (!isSameRegistration(other.entry, entry))
      reportFor(entry).add(rule['EX-05'], FieldPath.of('spec', 'resources').index(index), {
        value: id,
        message: `${id} is claimed by ${nameOf(other.entry)} too: ${rule['EX-05'].reason}`,
      });
  }
}

/** An Extension becomes a ControllerRegistration of the same name, which a tree may hold beside it. */
function isSameRegistration(a: ViewObject, b: ViewObject): boolean {
  return a.object.metadata.name === b.object.metadata.name && a.object.kind !== b.object.kind;
}

function nameOf({ object: { kind, metadata } }: ViewObject): string {
  return displayName({ kind, name: metadata.name ?? '' });
}

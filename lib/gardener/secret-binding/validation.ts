import type { SecretBinding } from '../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateImmutable } from '../../kubernetes/meta/immutable';
import { validateObjectMeta, validateObjectMetaUpdate } from '../../kubernetes/meta/object-meta';
import { validateNameReference } from '../validation/references';

const rule = ruleTable('gardener:pkg/api/core/validation/secretbinding.go v1.150', {
  'SECRETBINDING-PROVIDER': { reason: 'a binding tells which provider its credentials are for', fix: 'set provider' },
  'SECRETBINDING-PROVIDER-TYPE': { reason: 'a provider needs a type', fix: 'set provider.type, for example openstack' },
  'SECRETBINDING-IMMUTABLE': {
    reason: 'secret, quotas and provider of a binding never change',
    fix: 'create another binding and point the Shoots at it',
  },
});

/** The rules about SecretBindings. */
export const secretBindingRules = Object.values(rule);

const metadata = FieldPath.of('metadata');
const providerPath = FieldPath.of('provider');

/** A new SecretBinding (`ValidateSecretBinding`, `ValidateSecretBindingProvider`). */
export function validateSecretBinding(binding: Loose<SecretBinding>, report: Report): void {
  validateBinding(binding, report, true);
  if (!binding.provider) report.required(rule['SECRETBINDING-PROVIDER'], providerPath);
  else if ((binding.provider.type ?? '') === '')
    report.required(rule['SECRETBINDING-PROVIDER-TYPE'], providerPath.child('type'));
}

/** A changed SecretBinding; a provider that was never set may stay away (`ValidateSecretBindingUpdate`). */
export function validateSecretBindingUpdate(
  next: Loose<SecretBinding>,
  old: Loose<SecretBinding>,
  report: Report,
): void {
  validateObjectMetaUpdate(next.metadata, old.metadata, metadata, report);
  const fixed = ['secretRef', 'quotas', ...(old.provider ? (['provider'] as const) : [])] as const;
  for (const field of fixed) {
    const change = { next: next[field], old: old[field], path: FieldPath.of(field) };
    validateImmutable(rule['SECRETBINDING-IMMUTABLE'], change, report);
  }
  validateBinding(next, report, false);
}

function validateBinding(binding: Loose<SecretBinding>, report: Report, generatesNames: boolean): void {
  const scope = { namespaced: true, nameProblems: dns1123SubdomainProblems, generatesNames, path: metadata };
  validateObjectMeta(binding.metadata, scope, report);
  validateNameReference(binding.secretRef, FieldPath.of('secretRef'), report);
  for (const [index, quota] of (binding.quotas ?? []).entries())
    validateNameReference(quota, FieldPath.of('quotas').index(index), report);
}

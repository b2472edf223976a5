import type { CredentialsBinding } from '../../../imports/security.gardener.cloud/v1alpha1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateImmutable } from '../../kubernetes/meta/immutable';
import { validateObjectMeta, validateObjectMetaUpdate } from '../../kubernetes/meta/object-meta';
import { validateCredentialsRef, validateNameReference } from '../validation/references';

const rule = ruleTable('gardener:pkg/api/security/validation/credentialsbinding.go v1.150', {
  'CREDENTIALSBINDING-PROVIDER-TYPE': {
    reason: 'a binding tells which provider its credentials are for',
    fix: 'set provider.type, for example openstack',
  },
  'CREDENTIALSBINDING-PROVIDER-SINGLE': {
    reason: 'the credentials of a binding are for one provider only',
    fix: 'create one binding for each provider',
  },
  'CREDENTIALSBINDING-IMMUTABLE': {
    reason: 'credentials, quotas and provider of a binding never change',
    fix: 'create another binding and point the Shoots at it',
  },
});

/** The rules about CredentialsBindings. */
export const credentialsBindingRules = Object.values(rule);

const metadata = FieldPath.of('metadata');
const providerType = FieldPath.of('provider', 'type');

/** A new CredentialsBinding (`ValidateCredentialsBinding`). */
export function validateCredentialsBinding(binding: Loose<CredentialsBinding>, report: Report): void {
  validateBinding(binding, report, true);
}

/** A changed CredentialsBinding, judged as a new one too (`ValidateCredentialsBindingUpdate`). */
export function validateCredentialsBindingUpdate(
  next: Loose<CredentialsBinding>,
  old: Loose<CredentialsBinding>,
  report: Report,
): void {
  validateObjectMetaUpdate(next.metadata, old.metadata, metadata, report);
  for (const field of ['credentialsRef', 'quotas', 'provider'] as const) {
    const change = { next: next[field], old: old[field], path: FieldPath.of(field) };
    validateImmutable(rule['CREDENTIALSBINDING-IMMUTABLE'], change, report);
  }
  validateBinding(next, report, false);
}

function validateBinding(binding: Loose<CredentialsBinding>, report: Report, generatesNames: boolean): void {
  const scope = { namespaced: true, nameProblems: dns1123SubdomainProblems, generatesNames, path: metadata };
  validateObjectMeta(binding.metadata, scope, report);
  validateCredentialsRef(binding.credentialsRef, FieldPath.of('credentialsRef'), report);
  const type = binding.provider?.type ?? '';
  if (type === '') report.required(rule['CREDENTIALSBINDING-PROVIDER-TYPE'], providerType);
  if (type.includes(',')) report.invalid(rule['CREDENTIALSBINDING-PROVIDER-SINGLE'], providerType, type);
  for (const [index, quota] of (binding.quotas ?? []).entries())
    validateNameReference(quota, FieldPath.of('quotas').index(index), report);
}

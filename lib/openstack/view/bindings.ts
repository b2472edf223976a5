import type { SecretBinding } from '../../../imports/core.gardener.cloud/v1beta1';
import type { CredentialsBinding } from '../../../imports/security.gardener.cloud/v1alpha1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { View, ViewObject } from '../../rules/view';
import type { SecretTexts } from '../validation/credentials';
import { validateCredentials } from '../validation/secret';
import { referredSecret } from './credentials';
import { isOpenStack } from './profile';

const rule = ruleTable('provider-openstack:pkg/admission/validator/credentialsbinding.go v1.58', {
  'OS-BINDING-CREDENTIALS-KIND': {
    reason: 'credentials for OpenStack are a Secret or an InternalSecret',
    fix: 'refer to a Secret with apiVersion v1',
  },
});

/** Rules of bindings of OpenStack. */
export const bindingRules = Object.values(rule);

type Binding = Pick<CredentialsBinding, 'provider' | 'credentialsRef'> & Pick<SecretBinding, 'secretRef'>;

const accepted = ['v1/Secret', 'core.gardener.cloud/v1beta1/InternalSecret'];

/**
 * Judges a SecretBinding or CredentialsBinding of OpenStack with the Secret that it refers to, as far as the tree holds that in clear text.
 * `provider-openstack:pkg/admission/validator/{secretbinding,credentialsbinding}.go` v1.58.
 */
export function validateBindingInView({ object }: ViewObject, report: Report, view: View): void {
  const { provider, credentialsRef, secretRef } = object as unknown as Loose<Binding>;
  if (!(provider?.type ?? '').split(',').some(isOpenStack)) return;
  const { apiVersion = '', kind = '' } = credentialsRef ?? {};
  if (credentialsRef !== undefined && !accepted.includes(`${apiVersion}/${kind}`)) {
    report.forbidden(rule['OS-BINDING-CREDENTIALS-KIND'], 'credentialsRef', { value: kind, allowed: accepted });
    return;
  }
  const reference = credentialsRef === undefined ? { ...secretRef, kind: 'Secret' } : { ...credentialsRef, kind };
  const data = referredSecret(view, reference, object.metadata.namespace);
  if (data !== undefined && isComplete(data))
    validateCredentials(data, { path: FieldPath.of('secret'), forDNS: false, report });
}

/** Without data, or with variables in it, the Secret of the cluster is another one. */
function isComplete(data: SecretTexts): boolean {
  const values = Object.values(data);
  return values.length > 0 && !values.some(value => value.includes('${'));
}

import type { CredentialsBinding } from '../../../imports/security.gardener.cloud/v1alpha1';
import type { Loose } from '../../core/loose';
import { withNamespace } from '../validation/reference-defaults';

/**
 * Credentials and quotas without a namespace are in that of the binding.
 *
 * Source: gardener:pkg/apis/security/v1alpha1/defaults_credentialsbinding.go v1.150.
 */
export function defaultCredentialsBinding(binding: Loose<CredentialsBinding>): Loose<CredentialsBinding> {
  const namespace = binding.metadata?.namespace;
  const { credentialsRef = {}, quotas } = binding;
  return {
    ...binding,
    credentialsRef: withNamespace(credentialsRef, namespace),
    ...(quotas && { quotas: quotas.map(quota => withNamespace(quota, namespace)) }),
  };
}

import type { SecretBinding } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../core/loose';
import { withNamespace } from '../validation/reference-defaults';

/**
 * Secret and quotas without a namespace are in that of the binding.
 *
 * Source: gardener:pkg/apis/core/v1beta1/defaults_secretbinding.go v1.150.
 */
export function defaultSecretBinding(binding: Loose<SecretBinding>): Loose<SecretBinding> {
  const namespace = binding.metadata?.namespace;
  const { secretRef = {}, quotas } = binding;
  return {
    ...binding,
    secretRef: withNamespace(secretRef, namespace),
    ...(quotas && { quotas: quotas.map(quota => withNamespace(quota, namespace)) }),
  };
}

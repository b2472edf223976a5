import type { KubernetesObject } from '../../core/object';

/**
 * An export of what Gardener or one of its extensions has made: gardener-resource-manager says that it owns it, and nobody can change it here.
 * Source: gardener:pkg/apis/resources/v1alpha1/types.go (ManagedBy) v1.150.
 */
export function isManaged({ metadata }: KubernetesObject): boolean {
  return metadata.labels?.['resources.gardener.cloud/managed-by'] === 'gardener';
}

import { groupOf, type KubernetesObject } from '../../core/object';
import { pruneAnnotation } from '../../gardener/deletion';

/** Kinds whose loss takes clusters, data or access with it (flux.md 6.3). */
const protectedKinds: ReadonlySet<string> = new Set([
  'core.gardener.cloud/Shoot',
  'core.gardener.cloud/Seed',
  'core.gardener.cloud/Project',
  'core.gardener.cloud/BackupBucket',
  'core.gardener.cloud/BackupEntry',
  'core.gardener.cloud/SecretBinding',
  'core.gardener.cloud/InternalSecret',
  'security.gardener.cloud/CredentialsBinding',
  'security.gardener.cloud/WorkloadIdentity',
  'operator.gardener.cloud/Garden',
  'seedmanagement.gardener.cloud/Gardenlet',
  'seedmanagement.gardener.cloud/ManagedSeed',
  'seedmanagement.gardener.cloud/ManagedSeedSet',
  'extensions.gardener.cloud/BackupBucket',
  '/Namespace',
  '/Secret',
]);

/** Whether an object is never pruned unless somebody says so. */
export function isProtectedKind({ apiVersion, kind }: Pick<KubernetesObject, 'apiVersion' | 'kind'>): boolean {
  return protectedKinds.has(`${groupOf(apiVersion)}/${kind}`);
}

/** The object with the annotation that keeps it, if its kind is a protected one and nothing else was said. */
export function withProtection(object: KubernetesObject): KubernetesObject {
  const { annotations, labels } = object.metadata;
  const isDecided = annotations?.[pruneAnnotation] !== undefined || labels?.[pruneAnnotation] !== undefined;
  if (isDecided || !isProtectedKind(object)) return object;
  return {
    ...object,
    metadata: { ...object.metadata, annotations: { ...annotations, [pruneAnnotation]: 'disabled' } },
  };
}

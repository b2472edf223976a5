import type { Finding } from '../core/finding';
import type { KubernetesObject, ObjectMetadata } from '../core/object';
import { found } from './found';
import type { KindInfo } from './registry';

const nothing: readonly Finding[] = [];

/** What YAML gives may have no metadata, or something else in its place: the schema says so, the other checks pass over it. */
function metadataOf(object: { readonly metadata?: unknown }): ObjectMetadata {
  return typeof object.metadata === 'object' && object.metadata !== null ? (object.metadata as ObjectMetadata) : {};
}

/** A namespace on an object of a cluster-scoped kind. */
export function namespaceFinding(object: KubernetesObject, { kind }: KindInfo): readonly Finding[] {
  const { namespace } = metadataOf(object);
  if (namespace === undefined) return nothing;
  return [
    found({
      rule: 'SCHEMA-NAMESPACE',
      path: 'metadata.namespace',
      value: namespace,
      message: `${kind} is cluster-scoped: the API server drops the namespace`,
      fix: 'remove the field',
    }),
  ];
}

const ownedMetadata = ['uid', 'resourceVersion', 'generation', 'managedFields', 'creationTimestamp', 'selfLink'];

/** One warning for all of them: an exported object has the whole set. */
export function serverFields(object: KubernetesObject): readonly Finding[] {
  const metadata = metadataOf(object);
  const { status } = object;
  const hasStatus = typeof status === 'object' && status !== null && Object.keys(status).length > 0;
  const isOwned = (name: string): boolean => metadata[name] !== undefined && metadata[name] !== null;
  if (!hasStatus && !ownedMetadata.some(isOwned)) return nothing;
  const fields = ownedMetadata.filter(isOwned);
  const names = [...(hasStatus ? ['status'] : []), ...fields.map(name => `metadata.${name}`)];
  return [
    found({
      rule: 'SCHEMA-SERVER-FIELDS',
      path: names[0] ?? '',
      message: `the server owns ${names.join(', ')}`,
      fix: 'remove them: this looks like the export of a live object',
    }),
  ];
}

import type { KubernetesObject } from '../core/object';

/**
 * The objects that a List holds, for kubectl and kustomize take it apart; undefined for any other object. Items of a list of one kind may
 * leave out what the list says.
 */
export function listItems({ apiVersion, kind, items }: KubernetesObject): readonly KubernetesObject[] | undefined {
  if (typeof kind !== 'string' || !kind.endsWith('List') || !Array.isArray(items)) return undefined;
  const head = kind === 'List' ? {} : { apiVersion, kind: kind.slice(0, -'List'.length) };
  return items
    .filter((item): item is Partial<KubernetesObject> => typeof item === 'object' && item !== null)
    .map(item => ({ ...head, ...item, metadata: item.metadata ?? {} }) as KubernetesObject);
}

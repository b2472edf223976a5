import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '../core/object';
import type { View, ViewObject } from '../rules/view';
import { semanticEqual } from './meta/semantic-equal';

/** An object that two trees hold, and that is not the same in both. */
export interface ChangedPair {
  readonly next: ViewObject;
  readonly old: ViewObject;
}

/** The objects of a kind (`<group>/<Kind>`) that a change leaves in their cluster and alters. */
export function* changedPairs(kind: string, before: View, after: View): Iterable<ChangedPair> {
  const slash = kind.lastIndexOf('/');
  const [group, name] = [kind.slice(0, slash), kind.slice(slash + 1)];
  for (const next of after.ofKind(group, name)) {
    const { metadata } = next.object;
    const old = before.find(group, name, metadata.namespace, metadata.name ?? '');
    if (old === undefined || old.malformed === true || old.cluster !== next.cluster) continue;
    if (!isSame(old.object, next.object)) yield { next, old };
  }
}

/** An empty map means nothing in metadata; elsewhere it may, as the control plane of a pool does. */
function isSame({ metadata, ...content }: KubernetesObject, next: KubernetesObject): boolean {
  const { metadata: nextMetadata, ...nextContent } = next;
  return semanticEqual(metadata, nextMetadata) && isDeepStrictEqual(content, nextContent);
}

import { groupOf } from '../../core/object';
import { suggest } from '../../core/suggest';
import type { View, ViewObject } from '../../rules/view';

/** What names an object inside the cluster of the object that refers to it. */
export interface Target {
  readonly group: string;
  readonly kind: string;
  /** Undefined for cluster-scoped kinds. */
  readonly namespace: string | undefined;
  readonly name: string;
}

/** What a tree says about the target of a reference. */
export type Lookup =
  | { readonly state: 'found'; readonly entry: ViewObject }
  /** Kept elsewhere, or made by a controller from an object of the tree. */
  | { readonly state: 'elsewhere' }
  /** The tree would hold it if it existed; perhaps one that is called almost the same was meant. */
  | { readonly state: 'absent'; readonly near?: string }
  | { readonly state: 'unknown' };

/**
 * Looks for an object in the cluster of another one; a tree that does not tell its clusters counts as one. Absent is only what a
 * complete landscape lacks, or a tree that holds others of that kind in that cluster and namespace.
 */
export function lookUp(view: View, cluster: string, target: Target): Lookup {
  const { group, kind, namespace, name } = target;
  const { byName, siblings, made } = indexOf(view);
  const entry = (byName.get(nameKey(target)) ?? []).find(candidate => isSameCluster(candidate.cluster, cluster));
  if (entry !== undefined) return { state: 'found', entry };
  if (view.isExternal(group, kind, namespace, name)) return { state: 'elsewhere' };
  if (group === '' && kind === 'Secret' && made.has(`${namespace ?? ''}/${name}`)) return { state: 'elsewhere' };
  const neighbors = (siblings.get(placeKey(target)) ?? []).filter(other => isSameCluster(other.cluster, cluster));
  if (!view.complete && neighbors.length === 0) return { state: 'unknown' };
  const near = suggest(
    name,
    neighbors.map(other => other.object.metadata.name ?? ''),
  );
  return { state: 'absent', ...(near !== undefined && { near }) };
}

interface Index {
  readonly byName: ReadonlyMap<string, readonly ViewObject[]>;
  /** Objects of a kind in a namespace. */
  readonly siblings: ReadonlyMap<string, readonly ViewObject[]>;
  /** Secrets that controllers make, as `namespace/name`. */
  readonly made: ReadonlySet<string>;
}

const indexes = new WeakMap<View, Index>();

function indexOf(view: View): Index {
  let index = indexes.get(view);
  if (index === undefined) indexes.set(view, (index = makeIndex(view)));
  return index;
}

function makeIndex(view: View): Index {
  const byName = new Map<string, ViewObject[]>();
  const siblings = new Map<string, ViewObject[]>();
  for (const entry of view.objects) {
    const { apiVersion, kind, metadata } = entry.object;
    const target = { group: groupOf(apiVersion), kind, namespace: metadata.namespace, name: metadata.name ?? '' };
    append(byName, nameKey(target), entry);
    append(siblings, placeKey(target), entry);
  }
  return { byName, siblings, made: new Set(madeSecrets(view)) };
}

interface SecretMaker {
  readonly spec?: { readonly target?: { readonly name?: string }; readonly secretName?: string };
}

/** Secrets of External Secrets, Sealed Secrets and cert-manager, whose values are not in Git but which will exist. */
function* madeSecrets(view: View): Iterable<string> {
  for (const [group, kind] of secretMakers)
    for (const { object } of view.ofKind(group, kind)) {
      const { spec } = object as unknown as SecretMaker;
      const name = spec?.target?.name ?? spec?.secretName ?? object.metadata.name ?? '';
      yield `${object.metadata.namespace ?? ''}/${name}`;
    }
}

const secretMakers = [
  ['external-secrets.io', 'ExternalSecret'],
  ['bitnami.com', 'SealedSecret'],
  ['cert-manager.io', 'Certificate'],
] as const;

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

const placeKey = ({ group, kind, namespace }: Target): string => `${group}/${kind} ${namespace ?? ''}`;
const nameKey = (target: Target): string => `${placeKey(target)}/${target.name}`;
const isSameCluster = (a: string, b: string): boolean => a === b || a === '' || b === '';

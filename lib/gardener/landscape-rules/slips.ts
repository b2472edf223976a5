import { displayName, groupOf, type KubernetesObject } from '../../core/object';
import { memoizeByIdentity } from '../../core/memo';
import { editDistance } from '../../core/suggest';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import type { FoundField } from './field-pattern';
import { plainReferences, type PlainReference } from './plain-references';

const rule = ruleTable('design of cdk8s-gardener', {
  'OBJ-REFERENCE': {
    severity: 'warning',
    reason: 'the object that is referred to is not in the tree, and another one is called almost the same',
  },
});

/** Two letters at most: what is further away may well be another object that is kept elsewhere. */
const reach = 2;

/**
 * References between objects of Kubernetes and of Flux. Much of what they name is kept elsewhere than in the tree, so that only a name is found
 * that is almost right.
 */
export const slipCheck: Check = {
  rules: Object.values(rule),
  kinds: Object.keys(plainReferences),
  object(entry: ViewObject, report: Report, view: View): void {
    const { apiVersion, kind } = entry.object;
    for (const reference of plainReferences[`${groupOf(apiVersion)}/${kind}`] ?? [])
      for (const found of reference.pattern.find(entry.object))
        checkReference(found, { reference, entry, view }, report);
  },
};

interface Site {
  readonly reference: PlainReference;
  readonly entry: ViewObject;
  readonly view: View;
}

interface Target {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

function checkReference(found: FoundField, { reference, entry, view }: Site, report: Report): void {
  const target = targetOf(found.value, reference, entry.object);
  if (target === undefined || target.name === '' || target.name === '*') return;
  const { group, kind, namespace, name } = target;
  const wanted = `${namespace}/${name}`;
  const keys = keysOf(view).get(placeOf(entry.cluster, target)) ?? none;
  if (keys.has(wanted) || view.isExternal(group, kind, namespace === '' ? undefined : namespace, name)) return;
  const near = [...keys].find(key => editDistance(key, wanted, reach) <= reach);
  if (near === undefined) return;
  const isNamespace = near.endsWith(`/${name}`);
  const meant = isNamespace ? near.slice(0, near.indexOf('/')) : near.slice(near.indexOf('/') + 1);
  const shown = displayName({ kind, name, ...(namespace !== '' && { namespace }) });
  report.add(rule['OBJ-REFERENCE'], pathOf(found, isNamespace), {
    value: isNamespace ? namespace : name,
    message: `${shown} is not in the tree`,
    fix: `did you mean ${meant}`,
  });
}

const none: ReadonlySet<string> = new Set();

/** Roles that every API server brings along. */
const builtinRoles = ['cluster-admin', 'admin', 'edit', 'view'];
const clusterRole = { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', namespace: '' };

function placeOf(cluster: string, { group, kind, namespace }: Omit<Target, 'name'>): string {
  return `${cluster} ${group}/${kind} ${namespace === '' ? 'any' : 'own'}`;
}

/** `namespace/name` of all objects by cluster and kind, and the same without the namespace. */
const keysOf = memoizeByIdentity((view: View): ReadonlyMap<string, ReadonlySet<string>> => {
  const places = new Map<string, Set<string>>();
  const add = (place: string, key: string): void => {
    const keys = places.get(place);
    if (keys === undefined) places.set(place, new Set([key]));
    else keys.add(key);
  };
  for (const { cluster, object } of view.objects) {
    const { namespace = '', name = '' } = object.metadata;
    for (const role of builtinRoles) add(placeOf(cluster, clusterRole), `/${role}`);
    const target = { group: groupOf(object.apiVersion), kind: object.kind };
    add(placeOf(cluster, { ...target, namespace: '' }), `/${name}`);
    add(placeOf(cluster, { ...target, namespace: 'own' }), `${namespace}/${name}`);
  }
  return places;
});

/** A field holds a name, or an object with a name and perhaps more. */
function targetOf(value: unknown, reference: PlainReference, { metadata }: KubernetesObject): Target | undefined {
  const { group, kind, scope } = reference;
  const own = metadata.namespace ?? '';
  if (typeof value === 'string') return { group, kind, namespace: scope === 'cluster' ? '' : own, name: value };
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = value as Readonly<Record<string, unknown>>;
  const given = text(fields['kind']) ?? kind;
  if (reference.only !== undefined && reference.only !== given) return undefined;
  const isCluster = scope === 'cluster' || given === 'ClusterRole';
  return {
    group,
    kind: given,
    namespace: isCluster ? '' : (text(fields['namespace']) ?? own),
    name: text(fields['name']) ?? '',
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function pathOf({ value, path }: FoundField, isNamespace: boolean): FoundField['path'] {
  if (typeof value === 'string') return path;
  return path.child(isNamespace ? 'namespace' : 'name');
}

import { groupOf, type KubernetesObject } from '../../core/object';
import { mapAt, textOf } from '../plain';
import { neededBy } from './object-references';
import type { DeliveredUnit } from './unit';

/**
 * A key stands for something that one unit brings into a cluster and others need there: `crd <group>/<Kind>`, `namespace <name>`,
 * `object <group>/<Kind> <namespace>/<name>`.
 */
export type Provision = string;

/** What a unit brings. */
export function providedBy({ objects }: DeliveredUnit): readonly Provision[] {
  return objects.flatMap(object => [objectKey(identityOf(object)), ...definedKinds(object), ...namespaces(object)]);
}

/** What a unit needs of other units of the same cluster; what it brings itself is among it. */
export function requiredBy({ objects }: DeliveredUnit): readonly Provision[] {
  const required = new Set<Provision>();
  for (const object of objects) {
    const { group, kind, namespace } = identityOf(object);
    required.add(`crd ${group}/${kind}`);
    if (namespace !== '') required.add(`namespace ${namespace}`);
    for (const needed of neededBy(object)) required.add(objectKey(needed));
  }
  return [...required];
}

function identityOf(object: KubernetesObject): { group: string; kind: string; namespace: string; name: string } {
  const { namespace = '', name = '' } = object.metadata;
  return { group: groupOf(object.apiVersion), kind: object.kind, namespace, name };
}

function objectKey({ group, kind, namespace, name }: ReturnType<typeof identityOf>): Provision {
  return `object ${group}/${kind} ${namespace}/${name}`;
}

function definedKinds(object: KubernetesObject): Provision[] {
  if (object.kind !== 'CustomResourceDefinition') return [];
  const spec = mapAt(object, 'spec');
  return [`crd ${textOf(spec['group'])}/${textOf(mapAt(spec, 'names')['kind'])}`];
}

/** A Project brings its namespace, under the name that it gives or that Gardener derives. */
function namespaces(object: KubernetesObject): Provision[] {
  const name = object.metadata.name ?? '';
  if (object.kind === 'Namespace' && object.apiVersion === 'v1') return [`namespace ${name}`];
  if (object.kind !== 'Project' || groupOf(object.apiVersion) !== 'core.gardener.cloud') return [];
  const given = textOf(mapAt(object, 'spec')['namespace']);
  return [`namespace ${given === '' ? `garden-${name}` : given}`];
}

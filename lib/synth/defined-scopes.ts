import { ApiObject, type App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { KubernetesObject } from '../core/object';
import { childrenOf } from './node-internals';

/**
 * The kinds, as `group/kind`, that a CustomResourceDefinition of the tree defines for the whole cluster.
 *
 * @param made the object as it will be printed
 */
export function clusterKindsOf(app: App, made: (object: ApiObject) => KubernetesObject): ReadonlySet<string> {
  const kinds = new Set<string>();
  for (const definition of definitionsIn(app)) {
    const { group, names, scope } = (made(definition)['spec'] ?? {}) as Partial<Definition>;
    if (scope === 'Cluster' && group !== undefined && names?.kind !== undefined) kinds.add(`${group}/${names.kind}`);
  }
  return kinds;
}

interface Definition {
  readonly group: string;
  readonly names: { readonly kind?: string };
  readonly scope: string;
}

function definitionsIn(app: App): readonly ApiObject[] {
  const found: ApiObject[] = [];
  const waiting: IConstruct[] = [app];
  for (let construct = waiting.pop(); construct !== undefined; construct = waiting.pop()) {
    if (ApiObject.isApiObject(construct) && isDefinition(construct)) found.push(construct);
    for (const child of childrenOf(construct)) waiting.push(child);
  }
  return found;
}

const isDefinition = ({ apiGroup, kind }: ApiObject): boolean =>
  apiGroup === 'apiextensions.k8s.io' && kind === 'CustomResourceDefinition';

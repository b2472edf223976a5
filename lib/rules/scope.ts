import type { Scope } from '../../imports/kind';
import { builtinRegistry } from '../api/registry';
import type { View } from './view';

/** Tells the scope of a kind, whatever its version; undefined when nobody knows it. */
export type ScopeOf = (group: string, kind: string) => Scope | undefined;

let builtin: ReadonlyMap<string, Scope> | undefined;

/** The scope of the kinds that have a schema. */
export const builtinScope: ScopeOf = (group, kind) => {
  builtin ??= new Map([...builtinRegistry().all()].map(info => [`${info.group}/${info.kind}`, info.scope]));
  return builtin.get(`${group}/${kind}`);
};

/** The scope of the kinds that have a schema, or a CustomResourceDefinition in the tree. */
export function scopeIn(view: View): ScopeOf {
  const defined = new Map<string, Scope>();
  for (const { object } of view.ofKind('apiextensions.k8s.io', 'CustomResourceDefinition')) {
    const { group, names, scope } = (object['spec'] ?? {}) as {
      group?: string;
      names?: { kind?: string };
      scope?: Scope;
    };
    if (scope !== undefined) defined.set(`${group ?? ''}/${names?.kind ?? ''}`, scope);
  }
  return (group, kind) => defined.get(`${group}/${kind}`) ?? builtinScope(group, kind);
}

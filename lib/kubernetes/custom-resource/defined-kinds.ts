import { isDefinition, kindsOfDefinition } from '../../api/crd';
import type { KindInfo, Registry } from '../../api/registry';
import { schemaProblem } from '../../api/schema-problem';
import { validateObject } from '../../api/validate';
import { groupOf, type KubernetesObject } from '../../core/object';
import type * as definitionModule from './definition-errors';

/**
 * A registry that also knows the kinds which the objects of a tree define, where it has no schema for them: the API server will judge the other
 * objects of the tree by these. A definition that no API server would take defines nothing, and neither do two that differ.
 */
export function withDefinedKinds(registry: Registry, objects: readonly KubernetesObject[]): Registry {
  const definitions = objects.filter(isDefinition);
  if (definitions.length === 0) return registry;
  const used = new Set(objects.map(groupKind));
  const found = new Map<string, KindInfo>();
  const doubtful = new Set<string>();
  for (const definition of definitions)
    for (const info of newKinds(definition, { registry, used })) {
      const name = `${info.apiVersion} ${info.kind}`;
      const other = found.get(name);
      if (other !== undefined && other.schemaText() !== info.schemaText()) doubtful.add(groupKind(info));
      found.set(name, info);
    }
  const kinds = [...found.values()].filter(info => !doubtful.has(groupKind(info)));
  return kinds.length === 0 ? registry : registry.with(kinds);
}

interface Wanted {
  readonly registry: Registry;
  /** Groups and kinds of the objects that are to be judged. */
  readonly used: ReadonlySet<string>;
}

function newKinds(definition: KubernetesObject, { registry, used }: Wanted): readonly KindInfo[] {
  const kinds = kindsOfDefinition(definition, 'the definition in the tree').filter(
    info => used.has(groupKind(info)) && registry.versionsOf(info.apiVersion, info.kind).length === 0,
  );
  if (kinds.length === 0 || !isSound(definition)) return [];
  return kinds.filter(info => schemaProblem(info.schema()) === undefined);
}

function isSound(definition: KubernetesObject): boolean {
  if (validateObject(definition).some(({ severity }) => severity === 'error')) return false;
  // loaded only when a tree defines kinds
  const { definitionErrors } = require('./definition-errors') as typeof definitionModule;
  return definitionErrors(definition).length === 0;
}

function groupKind({ apiVersion, kind }: Pick<KubernetesObject, 'apiVersion' | 'kind'>): string {
  return `${groupOf(apiVersion)}/${kind}`;
}

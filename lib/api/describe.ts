import { describeField, entryOf, type FieldDescription } from './describe-field';
import { closestPlaces } from './field-places';
import { fieldAvailability, historyOf, type Availability } from './history';
import { resolveSchema, type Schema } from './json-schema';
import { builtinRegistry, type KindInfo, type Registry } from './registry';
import { propertiesOf } from './schema-place';
import { similarField } from './unknown-field';

/** A kind, or an object or a value inside it. */
export interface Description {
  readonly kind: KindInfo;
  /** Path of what is described, without positions; empty for the kind itself. */
  readonly path: string;
  readonly type: string;
  /** What is described, as a field of the object around it; undefined for the kind itself. */
  readonly field?: FieldDescription;
  /** Prose of the definition. */
  readonly description?: string;
  readonly fields: readonly FieldDescription[];
  /** Minors of Gardener that have it. */
  readonly availability: Availability;
  /** Fields that earlier minors had here, with the minor that dropped them. */
  readonly removed: readonly { readonly name: string; readonly removedIn: number }[];
}

/** The end of a path that exists, and what was meant by the name that follows. */
export interface PathProblem {
  /** The part that exists; empty for the kind itself. */
  readonly parent: Description;
  readonly name: string;
  /** A field of the parent that is spelled almost alike. */
  readonly meant?: string;
  /** Another object of the kind that has a field of that name. */
  readonly elsewhere?: string;
}

/**
 * What stands at a path of a kind (`spec.provider.workers`, positions may be left out); undefined when there is no such field.
 *
 * @param registry kinds that configurations inside may have. @default those of this package
 */
export function describePath(kind: KindInfo, path: string, registry?: Registry): Description | undefined {
  const described = follow(kind, path, registry ?? builtinRegistry());
  return 'missing' in described ? undefined : described.found;
}

/** Why {@link describePath} finds nothing; undefined when it does. */
export function problemOfPath(kind: KindInfo, path: string, registry?: Registry): PathProblem | undefined {
  const described = follow(kind, path, registry ?? builtinRegistry());
  if (!('missing' in described)) return undefined;
  const { found: parent, missing: name } = described;
  const meant = similarField(
    name,
    parent.fields.map(field => field.name),
  );
  const [elsewhere] = closestPlaces({ name, path: parent.path }, kind.schema());
  return { parent, name, ...(meant !== undefined && { meant }), ...(elsewhere !== undefined && { elsewhere }) };
}

/** Describes the longest part of a path that exists, and names what is missing below it. */
function follow(
  kind: KindInfo,
  path: string,
  registry: Registry,
): { readonly found: Description } | { readonly found: Description; readonly missing: string } {
  const root = kind.schema();
  let place: Place = { schema: root, path: '' };
  for (const segment of path.split('.').filter(name => name !== '')) {
    const name = segment.replace(/\[\d*\]$/, '');
    const next = childOf(place, name, { kind, registry });
    if (next === undefined) return { found: describePlace(place, kind, registry), missing: name };
    place = next;
  }
  return { found: describePlace(place, kind, registry) };
}

interface Place {
  readonly schema: Schema;
  readonly path: string;
  readonly field?: FieldDescription;
}

interface Subject {
  readonly kind: KindInfo;
  readonly registry: Registry;
}

function childOf({ schema, path }: Place, name: string, { kind, registry }: Subject): Place | undefined {
  const root = kind.schema();
  const parent = entryOf(schema, root);
  const declared = propertiesOf(parent, root)[name];
  if (declared === undefined) return undefined;
  const below = path === '' ? name : `${path}.${name}`;
  const required = requiredOf(parent, root).has(name);
  const isList = resolveSchema(declared, root).type === 'array';
  return {
    schema: declared,
    path: isList ? `${below}[]` : below,
    field: describeField(declared, { name, required, kind, path: below, registry }),
  };
}

function describePlace({ schema, path, field }: Place, kind: KindInfo, registry: Registry): Description {
  const root = kind.schema();
  const parent = entryOf(schema, root);
  const required = requiredOf(parent, root);
  const description = field?.description ?? root.description;
  return {
    kind,
    path,
    type: field?.type ?? 'object',
    ...(field && { field }),
    ...(description !== undefined && { description }),
    fields: Object.entries(propertiesOf(parent, root)).map(([name, declared]) => {
      const below = path === '' ? name : `${path}.${name}`;
      return describeField(declared, { name, required: required.has(name), kind, path: below, registry });
    }),
    availability: fieldAvailability(kind.apiVersion, kind.kind, path),
    removed: removedFields(kind, path),
  };
}

function requiredOf(schema: Schema, root: Schema): ReadonlySet<string> {
  return new Set([...(schema.required ?? []), ...(resolveSchema(schema, root).required ?? [])]);
}

function removedFields({ apiVersion, kind }: KindInfo, path: string): Description['removed'] {
  const prefix = path === '' ? '' : `${path}.`;
  return [...(historyOf(apiVersion, kind) ?? [])].flatMap(([field, { removedIn }]) => {
    const name = field.slice(prefix.length);
    const isHere = field.startsWith(prefix) && !name.includes('.') && !name.startsWith('(');
    return isHere && removedIn !== undefined ? [{ name, removedIn }] : [];
  });
}

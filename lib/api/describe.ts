import { suggest } from '../core/suggest';
import { fieldAvailability, historyOf, type Availability } from './history';
import { resolveSchema, type Schema } from './json-schema';
import type { KindInfo, Registry } from './registry';
import { propertiesOf } from './schema-place';
import { typeText } from './type-text';

/** What a default is: declared in the schema, set by upstream's defaulting, only under conditions, or computed from other values. */
export type DefaultOrigin = 'schema' | 'server' | 'conditional' | 'computed';

/** One field of a kind. */
export interface FieldDescription {
  readonly name: string;
  /** `string`, `integer`, `[]object`, `map[string]string`, `integer or string`. */
  readonly type: string;
  readonly required: boolean;
  /** There is more to describe below it. */
  readonly hasFields: boolean;
  readonly default?: { readonly value?: unknown; readonly origin: DefaultOrigin };
  /** Values of a closed set. */
  readonly allowed?: readonly unknown[];
  /** Values that upstream knows; others are legal. */
  readonly known?: readonly string[];
  /** `always`, `once-set`, or a condition. */
  readonly immutable?: string;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Minors of Gardener that have the field. */
  readonly availability: Availability;
}

/** A kind, or an object inside it. */
export interface Description {
  readonly kind: KindInfo;
  /** Path of the described object without positions; empty for the kind itself. */
  readonly path: string;
  readonly type: string;
  readonly fields: readonly FieldDescription[];
  /** Fields that earlier minors had here, with the minor that dropped them. */
  readonly removed: readonly { readonly name: string; readonly removedIn: number }[];
}

/**
 * The kinds that a name means: `Shoot`, `shoots`, `shoot`, or with the group and version before it
 * (`core.gardener.cloud/v1beta1/Shoot`, `core.gardener.cloud/Shoot`). Several API groups have kinds of the same name.
 */
export function findKinds(name: string, registry: Registry): readonly KindInfo[] {
  const [last = '', ...before] = name.split('/').reverse();
  const group = before.reverse().join('/');
  const wanted = last.toLowerCase();
  return [...registry.all()].filter(info => {
    const isNamed = info.kind.toLowerCase() === wanted || pluralOf(info) === wanted;
    return isNamed && (group === '' || info.apiVersion === group || info.group === group);
  });
}

/** The name of a kind that somebody most likely meant. */
export function suggestKind(name: string, registry: Registry): string | undefined {
  return suggest(name, new Set([...registry.all()].map(({ kind }) => kind)));
}

/** Plural as the CRD says; aggregated APIs follow the rule of English. */
export function pluralOf({ kind, plural }: KindInfo): string {
  if (plural !== undefined) return plural;
  const name = kind.toLowerCase();
  if (/(?:s|x|ch|sh)$/.test(name)) return `${name}es`;
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}

/** What stands at a path of a kind (`spec.provider.workers`, positions may be left out); undefined when there is no such field. */
export function describePath(kind: KindInfo, path: string): Description | undefined {
  const root = kind.schema();
  const names = path.split('.').filter(name => name !== '');
  let schema: Schema | undefined = root;
  const pattern: string[] = [];
  for (const name of names) {
    const field = name.replace(/\[\d*\]$/, '');
    schema = propertiesOf(entryOf(schema, root), root)[field];
    if (schema === undefined) return undefined;
    pattern.push(resolveSchema(schema, root).type === 'array' ? `${field}[]` : field);
  }
  const described: string = pattern.join('.');
  return {
    kind,
    path: described,
    type: typeText(schema, root),
    fields: fieldsOf(entryOf(schema, root), kind, described),
    removed: removedFields(kind, described),
  };
}

/** What a field of the wrong name in a path most likely was. */
export function suggestField(kind: KindInfo, parentPath: string, name: string): string | undefined {
  const parent = describePath(kind, parentPath);
  return (
    parent &&
    suggest(
      name,
      parent.fields.map(field => field.name),
    )
  );
}

/** The entries of a list and the values of a map are described in their place. */
function entryOf(schema: Schema, root: Schema): Schema {
  const resolved = resolveSchema(schema, root);
  if (resolved.items !== undefined) return entryOf(resolved.items, root);
  if (resolved.properties === undefined && typeof resolved.additionalProperties === 'object') {
    return entryOf(resolved.additionalProperties, root);
  }
  return schema;
}

function fieldsOf(schema: Schema, kind: KindInfo, path: string): FieldDescription[] {
  const root = kind.schema();
  const required = new Set([...(schema.required ?? []), ...(resolveSchema(schema, root).required ?? [])]);
  return Object.entries(propertiesOf(schema, root)).map(([name, field]) => {
    const below = path === '' ? name : `${path}.${name}`;
    return describeField(field, { name, root, required: required.has(name), kind, path: below });
  });
}

interface FieldContext {
  readonly name: string;
  readonly root: Schema;
  readonly required: boolean;
  readonly kind: KindInfo;
  readonly path: string;
}

function describeField(declared: Schema, { name, root, required, kind, path }: FieldContext): FieldDescription {
  // keywords beside a reference win over those of its target
  const schema = { ...resolveSchema(declared, root), ...declared };
  const { enum: allowed, pattern, format, minimum, maximum } = schema;
  const known = schema['x-known-values'];
  const immutable = schema['x-gardener-immutable'];
  const value = defaultOf(schema);
  return {
    name,
    type: typeText(declared, root),
    required,
    hasFields: Object.keys(propertiesOf(entryOf(declared, root), root)).length > 0,
    ...(value && { default: value }),
    ...(allowed && { allowed }),
    ...(known && { known }),
    ...(immutable !== undefined && { immutable }),
    ...(pattern !== undefined && { pattern }),
    ...(format !== undefined && { format }),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    availability: fieldAvailability(kind.apiVersion, kind.kind, path),
  };
}

function defaultOf(schema: Schema): FieldDescription['default'] {
  if (schema.default !== undefined) return { value: schema.default, origin: 'schema' };
  const defaulted = schema['x-go-defaulted'];
  const value = schema['x-go-default'];
  if (value !== undefined) return { value, origin: defaulted ?? 'server' };
  return defaulted === undefined ? undefined : { origin: defaulted };
}

function removedFields({ apiVersion, kind }: KindInfo, path: string): Description['removed'] {
  const prefix = path === '' ? '' : `${path}.`;
  return [...(historyOf(apiVersion, kind) ?? [])].flatMap(([field, { removedIn }]) => {
    const name = field.slice(prefix.length);
    const isHere = field.startsWith(prefix) && !name.includes('.') && !name.startsWith('(');
    return isHere && removedIn !== undefined ? [{ name, removedIn }] : [];
  });
}

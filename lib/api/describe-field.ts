import { embeddedFields } from './embedded-fields';
import { kindsOfRole } from './embedded-kinds';
import { fieldAvailability, type Availability } from './history';
import { resolveSchema, type Schema } from './json-schema';
import { limitsOf } from './limits';
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
  /** Bounds in words: `1 to 5`, `at most 63 characters`. */
  readonly limits?: readonly string[];
  /** Rules in CEL that the value must obey, by their messages or, without one, by their text. */
  readonly rules?: readonly string[];
  /** Kinds of the configurations that may stand here, as `<apiVersion>/<kind>`. */
  readonly holds?: readonly string[];
  /** Prose of the definition; the kinds of this package have none. */
  readonly description?: string;
  /** Minors of Gardener that have the field. */
  readonly availability: Availability;
}

/** Where a field is declared. */
export interface FieldContext {
  readonly name: string;
  readonly required: boolean;
  readonly kind: KindInfo;
  /** Path of the field from its kind, without positions. */
  readonly path: string;
  readonly registry: Registry;
}

/** What a declaration says about a field. */
export function describeField(declared: Schema, context: FieldContext): FieldDescription {
  const { name, required, kind, path } = context;
  const root = kind.schema();
  // keywords beside a reference win over those of its target
  const schema = { ...resolveSchema(declared, root), ...declared };
  const { enum: allowed, pattern, format, description } = schema;
  const known = schema['x-known-values'];
  const immutable = schema['x-gardener-immutable'];
  const value = defaultOf(schema);
  const limits = limitsOf(schema);
  const rules = (schema['x-kubernetes-validations'] ?? []).map(({ message, rule }) => message ?? rule);
  const holds = heldBy(context);
  return {
    name,
    type: typeText(declared, root),
    required,
    hasFields: Object.keys(propertiesOf(entryOf(declared, root), root)).length > 0,
    ...(value && { default: value }),
    ...(allowed && { allowed }),
    ...(known && { known }),
    ...(immutable !== undefined && { immutable }),
    ...(pattern !== undefined && { pattern: schema['x-pattern-re2'] ?? pattern }),
    ...(format !== undefined && { format }),
    ...(limits.length > 0 && { limits }),
    ...(rules.length > 0 && { rules }),
    ...(holds.length > 0 && { holds }),
    ...(description !== undefined && { description }),
    availability: fieldAvailability(kind.apiVersion, kind.kind, path),
  };
}

/** The entries of a list and the values of a map are described in their place. */
export function entryOf(schema: Schema, root: Schema): Schema {
  const resolved = resolveSchema(schema, root);
  if (resolved.items !== undefined) return entryOf(resolved.items, root);
  if (resolved.properties === undefined && typeof resolved.additionalProperties === 'object') {
    return entryOf(resolved.additionalProperties, root);
  }
  return schema;
}

function defaultOf(schema: Schema): FieldDescription['default'] {
  if (schema.default !== undefined) return { value: schema.default, origin: 'schema' };
  const defaulted = schema['x-go-defaulted'];
  const value = schema['x-go-default'];
  if (value !== undefined) return { value, origin: defaulted ?? 'server' };
  return defaulted === undefined ? undefined : { origin: defaulted };
}

function heldBy({ kind: { group, kind }, path, registry }: FieldContext): readonly string[] {
  const embedded = embeddedFields[`${group}/${kind}`]?.find(field => field.path === path);
  if (embedded === undefined) return [];
  return kindsOfRole(embedded.role, registry).map(info => `${info.apiVersion}/${info.kind}`);
}

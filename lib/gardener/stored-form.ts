import { builtinRegistry } from '../api/registry';
import { propertiesOf } from '../api/schema-place';
import { resolveSchema, type Schema } from '../api/json-schema';
import { Duration } from '../core/duration';
import { Quantity } from '../core/quantity';
import { structTags } from './go-structs';

/** Structs that Go writes even when they hold nothing, for they are no pointers. */
const alwaysWritten = ['metadata', 'spec', 'status'];

type Map = Readonly<Record<string, unknown>>;

/** The object of a known kind in its stored form; other objects as they are. */
export function encoded<T extends object>(object: T, apiVersion?: string, kind?: string): T {
  const own = object as { readonly apiVersion?: string; readonly kind?: string };
  const schema = builtinRegistry()
    .find(apiVersion ?? own.apiVersion ?? '', kind ?? own.kind ?? '')
    ?.schema();
  return schema === undefined ? object : (storedForm(object, schema) as T);
}

/**
 * The same as validation sees it, which takes null for absent and knows empty lists: whatever is written differently and means the same is equal
 * in it.
 */
export function decoded<T extends object>(object: T): T {
  return asValidated(encoded(object), object) as T;
}

function asValidated(value: unknown, original: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const source = (original ?? {}) as Map;
  if (Array.isArray(value)) return value.map((entry, index) => asValidated(entry, source[index]));
  const result: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value))
    if (field !== null && field !== undefined) result[name] = asValidated(field, source[name]);
  for (const [name, field] of Object.entries(source))
    if (!(name in result) && typeof field === 'object' && field !== null) result[name] = field;
  return result;
}

/**
 * The value as it comes back from a server that decoded it into Go structs and encoded it again: amounts and durations in their
 * canonical text, unknown fields, empty lists and maps left out, and fields that Go always writes filled with their zero value.
 * Empty texts are kept, for most are pointers; those that are none are known by their struct.
 */
export function storedForm(value: unknown, schema: Schema, root: Schema = schema): unknown {
  const { items, additionalProperties, ...resolved } = resolveSchema(schema, root);
  if (typeof value === 'string' || typeof value === 'number') return storedScalar(value, resolved);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return items === undefined ? value : value.map(entry => storedForm(entry, items, root));
  if (typeof additionalProperties === 'object') return storedMap(value as Map, additionalProperties, root);
  const properties = propertiesOf(schema, root);
  return Object.keys(properties).length === 0 ? value : storedStruct(value as Map, schema, root);
}

function storedScalar(value: string | number, schema: Schema): unknown {
  if (isQuantity(schema)) return Quantity.parse(value)?.toString() ?? value;
  if (isDuration(schema) && typeof value === 'string') return Duration.parse(value)?.toString() ?? value;
  return value;
}

function storedMap(map: Map, values: Schema, root: Schema): Map {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(map)) result[key] = storedForm(value, values, root);
  return result;
}

function storedStruct(struct: Map, schema: Schema, root: Schema): Map {
  const properties = propertiesOf(schema, root);
  const written = writtenFields(schema, root);
  const { omitted = [], nulls = [] } = structTags(schema);
  const isOpen = isOpenStruct(resolveSchema(schema, root));
  const result: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(struct)) {
    const property = properties[field];
    if (property === undefined ? !isOpen : isIgnored(property)) continue;
    if (omitted.includes(field) && isZero(value)) continue;
    const stored = property === undefined ? value : storedForm(value, property, root);
    if (stored === undefined || stored === null || (isEmptyCollection(stored, property, root) && !written.has(field)))
      continue;
    result[field] = stored;
  }
  for (const field of written) {
    const property = properties[field];
    if (property !== undefined && !(field in result))
      result[field] = nulls.includes(field) ? null : zeroOf(property, root);
  }
  return result;
}

/** Fields without `omitempty`, and the structs of every Kubernetes object. */
function writtenFields(schema: Schema, root: Schema): ReadonlySet<string> {
  const { required = [], 'x-required-by-tag': byTag = [] } = resolveSchema(schema, root) as Schema & {
    readonly 'x-required-by-tag'?: readonly string[];
  };
  return new Set([...required, ...byTag, ...alwaysWritten, ...(structTags(schema).written ?? [])]);
}

/** Keeps fields that its definition does not name; elsewhere they have no place in a Go struct. */
function isOpenStruct(schema: Schema): boolean {
  return schema.additionalProperties !== false;
}

/** A field that people write and no decoder reads. */
function isIgnored(property: Schema & { readonly 'x-ignored'?: boolean }): boolean {
  return property['x-ignored'] === true;
}

function isZero(value: unknown): boolean {
  return value === '' || value === 0 || value === false;
}

/** A list or map; a struct without fields is a pointer to an empty struct, which Go writes. */
function isEmptyCollection(value: unknown, schema: Schema | undefined, root: Schema): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value !== 'object' || value === null || schema === undefined) return false;
  return typeof resolveSchema(schema, root).additionalProperties === 'object' && Object.keys(value).length === 0;
}

function zeroOf(schema: Schema, root: Schema): unknown {
  const resolved = resolveSchema(schema, root);
  if (isQuantity(resolved)) return '0';
  if (isDuration(resolved)) return '0s';
  if (typeof resolved.additionalProperties === 'object') return null;
  const types = Array.isArray(resolved.type) ? (resolved.type as readonly string[]) : [resolved.type];
  if (types.includes('string')) return types.includes('null') ? null : '';
  if (types.includes('integer') || types.includes('number')) return 0;
  if (types.includes('boolean')) return false;
  if (types.includes('array')) return null;
  return storedForm({}, schema, root);
}

/** In a CRD every field for a number or a text with a pattern is an amount. */
function isQuantity(schema: Schema): boolean {
  return (
    schema['x-go-type'] === 'resource.Quantity' ||
    (schema['x-kubernetes-int-or-string'] === true && schema.pattern !== undefined)
  );
}

/** In a CRD the units tell. */
function isDuration(schema: Schema): boolean {
  return schema['x-go-type'] === 'metav1.Duration' || schema.pattern?.includes('(ns|us|') === true;
}

import { resolveSchema, type Schema } from '../api/json-schema';
import { propertiesOf } from '../api/schema-place';

type Map = Readonly<Record<string, unknown>>;

/**
 * The value with the defaults of a CRD schema, as an API server fills them in: a field is filled where the struct that holds it is
 * there. Parts that lack nothing are shared.
 *
 * Source: apiextensions-apiserver:pkg/apiserver/schema/defaulting/algorithm.go v0.36.
 */
export function withSchemaDefaults<T>(value: T, schema: Schema): T {
  return fill(value, schema, schema) as T;
}

function fill(value: unknown, schema: Schema, root: Schema): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { items, additionalProperties } = resolveSchema(schema, root);
  if (Array.isArray(value)) return items === undefined ? value : fillList(value, items, root);
  if (typeof additionalProperties === 'object') return fillFields(value as Map, () => additionalProperties, root);
  const properties = propertiesOf(schema, root);
  return fillFields(withMissing(value as Map, properties, root), field => properties[field], root);
}

function withMissing(struct: Map, properties: Readonly<Record<string, Schema>>, root: Schema): Map {
  let result: Record<string, unknown> | undefined;
  for (const [field, property] of Object.entries(properties)) {
    if (struct[field] !== undefined) continue;
    const fallback = property.default ?? resolveSchema(property, root).default;
    if (fallback !== undefined) (result ??= { ...struct })[field] = fallback;
  }
  return result ?? struct;
}

function fillFields(map: Map, schemaOf: (field: string) => Schema | undefined, root: Schema): Map {
  let result: Record<string, unknown> | undefined;
  for (const [field, value] of Object.entries(map)) {
    const schema = schemaOf(field);
    const filled = schema === undefined ? value : fill(value, schema, root);
    if (filled !== value) (result ??= { ...map })[field] = filled;
  }
  return result ?? map;
}

function fillList(list: readonly unknown[], items: Schema, root: Schema): readonly unknown[] {
  const result = list.map(entry => fill(entry, items, root));
  return result.every((entry, index) => entry === list[index]) ? list : result;
}

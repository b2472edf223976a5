import { resolveSchema, type Schema } from './json-schema';
import { propertiesOf } from './schema-place';

/**
 * A value as CEL sees it: integers are int (a BigInt), fields that are absent have their default, nulls of objects are absent.
 * With `fields` only those of an object are converted.
 */
export function celValue(
  value: unknown,
  schema: Schema | undefined,
  { root, fields }: { readonly root: Schema; readonly fields?: readonly string[] | undefined },
): unknown {
  if (typeof value === 'number') return Number.isInteger(value) && !isDouble(schema, root) ? BigInt(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  const resolved = schema && resolveSchema(schema, root);
  if (Array.isArray(value)) return value.map(entry => celValue(entry, resolved?.items, { root }));
  return celMap(value as Readonly<Record<string, unknown>>, schema, { root, fields });
}

function celMap(
  map: Readonly<Record<string, unknown>>,
  schema: Schema | undefined,
  { root, fields }: { readonly root: Schema; readonly fields?: readonly string[] | undefined },
): Record<string, unknown> {
  const declared = schema === undefined ? {} : propertiesOf(schema, root);
  const values = valuesOf(schema, root);
  const result: Record<string, unknown> = {};
  for (const name of fields ?? [...Object.keys(map), ...Object.keys(declared)]) {
    if (Object.hasOwn(result, name)) continue;
    const field = Object.hasOwn(declared, name) ? declared[name] : values;
    const value = map[name] ?? field?.default;
    if (value !== undefined && value !== null) result[name] = celValue(value, field, { root });
  }
  return result;
}

function valuesOf(schema: Schema | undefined, root: Schema): Schema | undefined {
  const values = schema && resolveSchema(schema, root).additionalProperties;
  return typeof values === 'object' ? values : undefined;
}

function isDouble(schema: Schema | undefined, root: Schema): boolean {
  const type = schema && resolveSchema(schema, root).type;
  return type === 'number' || (Array.isArray(type) && type.includes('number'));
}

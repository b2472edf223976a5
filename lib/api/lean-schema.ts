import { formats } from './formats';
import type { Schema } from './json-schema';

/** How much of a schema holds: `partial` objects are completed later, so nothing in them is required. */
export type Mode = 'full' | 'partial';

/** The keywords that decide about validity; everything else is documentation and would only make the validator larger. */
const deciding = new Set([
  '$ref',
  'type',
  'const',
  'enum',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'dependencies',
  'definitions',
  'format',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'uniqueItems',
  'x-kubernetes-list-type',
  'x-kubernetes-list-map-keys',
  // an entry of a list without a key has its default
  'default',
  'x-go-default',
]);

const literals = new Set(['const', 'enum', 'required', 'x-kubernetes-list-map-keys', 'default', 'x-go-default']);
const named = new Set(['properties', 'definitions', 'dependencies']);

/** The schema as the compiler wants it. Every remaining keyword keeps its place, so that error paths fit the original too. */
export function leanSchema(schema: Schema, mode: Mode): Schema {
  return lean(schema, mode) as Schema;
}

function lean(node: unknown, mode: Mode): unknown {
  if (Array.isArray(node)) return node.map(entry => lean(entry, mode));
  if (typeof node !== 'object' || node === null) return node;
  const fields: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(node)) {
    if (!deciding.has(keyword) || (keyword === 'required' && mode === 'partial')) continue;
    // the API server ignores formats that it does not know
    if (keyword === 'format' && !Object.hasOwn(formats, String(value))) continue;
    if (literals.has(keyword)) fields[keyword] = value;
    else fields[keyword] = named.has(keyword) ? mapValues(value as object, mode) : lean(value, mode);
  }
  return fields;
}

function mapValues(named: object, mode: Mode): object {
  return Object.fromEntries(Object.entries(named).map(([name, value]) => [name, lean(value, mode)]));
}

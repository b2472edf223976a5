import type AjvClass from 'ajv';
import type { Schema } from './json-schema';

/** Keywords that we evaluate, or that decide about nothing. */
const known = new Set([
  ...['$id', '$schema', '$comment', '$ref', 'id', 'title', 'description', 'default', 'example', 'examples'],
  ...['externalDocs', 'nullable', 'readOnly', 'writeOnly', 'deprecated', 'format', 'pattern', 'type', 'const', 'enum'],
  ...['properties', 'required', 'additionalProperties', 'items', 'allOf', 'anyOf', 'oneOf', 'not', 'dependencies'],
  ...['definitions', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength'],
  ...['maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties', 'uniqueItems'],
]);

/** Why the validator of a schema cannot be made: it is none, or it uses what is not evaluated here. Undefined when it can. */
export function schemaProblem(schema: Schema): string | undefined {
  return foreignKeyword(schema, schema) ?? metaProblem(schema);
}

/** Schemas of the user come after the own ones: only then is ajv loaded. */
function metaProblem(schema: Schema): string | undefined {
  const { Ajv } = require('ajv') as { readonly Ajv: typeof AjvClass };
  const ajv = new Ajv({ strict: false, validateFormats: false, logger: false });
  const { $schema: _, $id: __, ...rest } = schema as Node;
  if (ajv.validateSchema(rest) === true) return undefined;
  const [first] = ajv.errors ?? [];
  return `${first?.instancePath ?? ''} ${first?.message ?? 'is no JSON Schema'}`;
}

type Node = Readonly<Record<string, unknown>>;

function foreignKeyword(node: unknown, root: Schema): string | undefined {
  // the names of a dependency, or a value that is true for everything
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return undefined;
  const { $ref } = node as Node;
  if ($ref !== undefined && !isLocal($ref, root)) return `the reference ${JSON.stringify($ref)} leads to another file`;
  for (const [keyword, value] of Object.entries(node)) {
    if (!known.has(keyword) && !keyword.startsWith('x-')) return `the keyword ${keyword} is not evaluated`;
    if (keyword === 'items' && Array.isArray(value)) return 'a schema for each position of a list is not evaluated';
    const problem = childrenOf(keyword, value)
      .map(child => foreignKeyword(child, root))
      .find(found => found !== undefined);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function isLocal(reference: unknown, { definitions = {} }: Schema): boolean {
  const prefix = '#/definitions/';
  return typeof reference === 'string' && reference.startsWith(prefix) && reference.slice(prefix.length) in definitions;
}

/** The schemas below a keyword. */
function childrenOf(keyword: string, value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (['properties', 'definitions', 'dependencies'].includes(keyword)) return Object.values(value);
  if (['allOf', 'anyOf', 'oneOf'].includes(keyword) && Array.isArray(value)) return value;
  return ['items', 'additionalProperties', 'not'].includes(keyword) ? [value] : [];
}

import { isDeepStrictEqual } from 'node:util';
import type { SchemaProps } from './schema-props';
import { writtenKeywords } from './written';

/** Whether two schemas are one to the API server: lists and maps without entries are like none. */
export function isSameSchema(a: SchemaProps | undefined, b: SchemaProps | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return isDeepStrictEqual(normal(a), normal(b));
}

const schemaKeywords = new Set(['items', 'not', 'additionalProperties', 'additionalItems', 'allOf', 'anyOf', 'oneOf']);
const mapKeywords = new Set(['properties', 'patternProperties', 'definitions']);
/** Values, whose lists are what they are. */
const keepsEmpty = new Set(['default', 'example']);

function normal(schema: SchemaProps): unknown {
  const values = schema as Readonly<Record<string, unknown>>;
  const entries = writtenKeywords(schema).map(keyword => [keyword, normalMember(keyword, values[keyword])] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function normalMember(keyword: string, value: unknown): unknown {
  const isPlural = Array.isArray(value) || mapKeywords.has(keyword) || keyword === 'dependencies';
  const isEmpty = isPlural && !keepsEmpty.has(keyword) && Object.keys(value as object).length === 0;
  if (isEmpty) return undefined;
  if (mapKeywords.has(keyword)) {
    const fields = Object.entries(value as Readonly<Record<string, SchemaProps>>);
    return Object.fromEntries(fields.map(([name, field]) => [name, normal(field)]));
  }
  if (!schemaKeywords.has(keyword) || typeof value === 'boolean') return value;
  return Array.isArray(value) ? (value as SchemaProps[]).map(normal) : normal(value as SchemaProps);
}

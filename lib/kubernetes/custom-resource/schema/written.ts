import type { SchemaProps } from './schema-props';

/** The order in which upstream looks at keywords: that of its type. */
const order = [
  ...['id', '$schema', '$ref', 'description', 'type', 'nullable', 'format', 'title', 'default', 'maximum'],
  ...['exclusiveMaximum', 'minimum', 'exclusiveMinimum', 'maxLength', 'minLength', 'pattern', 'maxItems', 'minItems'],
  ...['uniqueItems', 'multipleOf', 'enum', 'maxProperties', 'minProperties', 'required', 'items', 'allOf', 'oneOf'],
  ...['anyOf', 'not', 'properties', 'additionalProperties', 'patternProperties', 'dependencies', 'additionalItems'],
  ...['definitions', 'externalDocs', 'example', 'x-kubernetes-preserve-unknown-fields'],
  ...['x-kubernetes-embedded-resource', 'x-kubernetes-int-or-string', 'x-kubernetes-list-map-keys'],
  ...['x-kubernetes-list-type', 'x-kubernetes-map-type', 'x-kubernetes-validations'],
];

/** Keywords whose empty text counts, because upstream keeps a pointer. */
const pointers = new Set(['$ref', 'x-kubernetes-list-type', 'x-kubernetes-map-type', 'default', 'example']);
const flags = new Set([
  ...['nullable', 'exclusiveMaximum', 'exclusiveMinimum', 'uniqueItems'],
  ...['x-kubernetes-embedded-resource', 'x-kubernetes-int-or-string'],
]);

/** The keywords of a schema that say something, in upstream's order: not empty texts, and not false. */
export function writtenKeywords(schema: SchemaProps): readonly string[] {
  const values = schema as Readonly<Record<string, unknown>>;
  return order.filter(keyword => {
    const value = values[keyword];
    if (value === undefined || value === null) return false;
    return pointers.has(keyword) || (value !== '' && !(value === false && flags.has(keyword)));
  });
}

/** What upstream has no place for in a structural schema. */
const lost = new Set(['id', '$schema', '$ref', 'patternProperties', 'dependencies', 'additionalItems', 'definitions']);

/** The same without what no structural schema holds. */
export function structuralKeywords(schema: SchemaProps): readonly string[] {
  return writtenKeywords(schema).filter(keyword => !lost.has(keyword));
}

/** Whether a schema says its type and nothing else. */
export function saysTypeOnly(schema: SchemaProps | undefined, type: string): boolean {
  return schema?.type === type && structuralKeywords(schema).length === 1;
}

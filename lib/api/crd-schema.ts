import type { Schema } from './json-schema';
import { patternForJavaScript } from './re2';

/** A schema as custom resource definitions write it: OpenAPI v3 with the extensions of Kubernetes. */
export interface OpenApiSchema extends Omit<
  Schema,
  | 'properties'
  | 'items'
  | 'additionalProperties'
  | 'allOf'
  | 'anyOf'
  | 'oneOf'
  | 'not'
  | 'exclusiveMinimum'
  | 'exclusiveMaximum'
> {
  readonly nullable?: boolean;
  readonly description?: string;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly items?: OpenApiSchema;
  readonly additionalProperties?: boolean | OpenApiSchema;
  readonly allOf?: readonly OpenApiSchema[];
  readonly anyOf?: readonly OpenApiSchema[];
  readonly oneOf?: readonly OpenApiSchema[];
  readonly not?: OpenApiSchema;
}

/**
 * The schema as JSON Schema (draft-07), closed: the server prunes every field that is not declared, so an undeclared field is a
 * mistake. An object that declares nothing and does not keep unknown fields is closed and empty, because everything below it
 * is lost. `nullable` is a union with null; a value that is an integer or a string needs no declared type.
 */
export function closedSchema(schema: OpenApiSchema): Schema {
  return convert(schema, true);
}

const dropped = new Set([
  'nullable',
  'title',
  'example',
  'externalDocs',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'pattern',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
]);

function convert(schema: OpenApiSchema, isDeclaration: boolean): Schema {
  const kept = Object.entries(schema).filter(([keyword]) => !dropped.has(keyword));
  return {
    ...(Object.fromEntries(kept) as Schema),
    ...typeOf(schema),
    ...bounds(schema),
    ...patternOf(schema),
    ...children(schema, isDeclaration),
    ...branches(schema),
    ...(isDeclaration && closing(schema)),
  };
}

function typeOf(schema: OpenApiSchema): Pick<Schema, 'type' | 'enum'> {
  const declared = schema.type ?? (schema['x-kubernetes-int-or-string'] === true ? ['integer', 'string'] : undefined);
  if (declared === undefined || schema.nullable !== true) return declared === undefined ? {} : { type: declared };
  return {
    type: [...[declared].flat(), 'null'],
    ...(schema.enum && { enum: [...new Set([...schema.enum, null])] }),
  };
}

function bounds({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: OpenApiSchema): Schema {
  return {
    ...(exclusiveMinimum === true && minimum !== undefined && { exclusiveMinimum: minimum }),
    ...(exclusiveMaximum === true && maximum !== undefined && { exclusiveMaximum: maximum }),
  };
}

/** A pattern that JavaScript cannot evaluate is kept for readers only; {@link uncheckedPatterns} lists it. */
function patternOf({ pattern }: OpenApiSchema): Schema {
  if (pattern === undefined) return {};
  const translated = patternForJavaScript(pattern);
  return {
    ...(translated !== undefined && { pattern: translated }),
    ...(translated !== pattern && { 'x-pattern-re2': pattern }),
  };
}

/** The patterns of a converted schema that are not evaluated here. */
export function uncheckedPatterns(schema: Schema): readonly string[] {
  const { properties = {}, items, additionalProperties, allOf = [], anyOf = [], oneOf = [], not } = schema;
  const below = [...Object.values(properties), ...allOf, ...anyOf, ...oneOf];
  if (items !== undefined) below.push(items);
  if (not !== undefined) below.push(not);
  if (typeof additionalProperties === 'object') below.push(additionalProperties);
  const own = schema['x-pattern-re2'];
  return [...(own !== undefined && schema.pattern === undefined ? [own] : []), ...below.flatMap(uncheckedPatterns)];
}

function children({ properties, items, additionalProperties }: OpenApiSchema, isDeclaration: boolean): Schema {
  const fields = Object.entries(properties ?? {}).map(
    ([name, field]) => [name, convert(field, isDeclaration)] as const,
  );
  return {
    ...(properties && { properties: Object.fromEntries(fields) }),
    ...(items && { items: convert(items, isDeclaration) }),
    ...(typeof additionalProperties === 'object' && {
      additionalProperties: convert(additionalProperties, isDeclaration),
    }),
  };
}

/** Branches constrain what the node declares: they are not closed themselves. */
function branches(schema: OpenApiSchema): Schema {
  const { allOf, anyOf, oneOf, not, 'x-kubernetes-int-or-string': isIntOrString = false } = schema;
  const all = (list: readonly OpenApiSchema[]): Schema[] => list.map(branch => convert(branch, false));
  return {
    ...(allOf && { allOf: all(allOf) }),
    // an integer or a string: the type says it already
    ...(anyOf && !isIntOrString && { anyOf: all(anyOf) }),
    ...(oneOf && { oneOf: all(oneOf) }),
    ...(not && { not: convert(not, false) }),
  };
}

function closing(schema: OpenApiSchema): Schema {
  if (schema['x-kubernetes-embedded-resource'] === true) return embedded(schema);
  const isObject = schema.type === 'object' && schema.additionalProperties === undefined;
  return isObject && schema['x-kubernetes-preserve-unknown-fields'] !== true ? { additionalProperties: false } : {};
}

/** An embedded object has a type of its own, and metadata that the definition need not declare. */
function embedded({ properties, required }: OpenApiSchema): Schema {
  const fields = Object.entries(properties ?? {}).map(([name, field]) => [name, convert(field, true)] as const);
  return {
    required: [...new Set(['apiVersion', 'kind', ...(required ?? [])])],
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object' },
      ...Object.fromEntries(fields),
    },
  };
}

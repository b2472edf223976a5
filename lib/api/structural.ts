import type { Schema } from './json-schema';

/** Who reads the schema: `strict` tools want closed objects, the API server refuses the keyword. */
export type Closing = 'strict' | 'crd';

type Fields = Record<string, unknown>;

/** Keywords that a structural schema (OpenAPI v3 as CRDs have it) may hold as they are. */
const kept = new Set([
  'format',
  'pattern',
  'minimum',
  'maximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'required',
  'default',
  'enum',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-list-type',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-map-type',
  'x-kubernetes-validations',
]);

/**
 * The schema without what structural schemas do not know: references are written out, a union with null is `nullable`, integer
 * or string is `x-kubernetes-int-or-string`, a constant is a set of one. A type that contains itself is open at its second level.
 */
export function structuralSchema(root: Schema, closing: Closing): Fields {
  return new Converter(root, closing).node(root, []);
}

class Converter {
  private readonly root: Schema;
  private readonly closing: Closing;

  constructor(root: Schema, closing: Closing) {
    this.root = root;
    this.closing = closing;
  }

  node(declared: Schema, above: readonly Schema[]): Fields {
    const target = this.target(declared);
    if (target !== undefined && above.includes(target)) return open;
    const schema = this.merged(declared, target);
    const inside = target === undefined ? above : [...above, target];
    const result: Fields = {};
    for (const [keyword, value] of Object.entries(schema)) if (kept.has(keyword)) result[keyword] = value;
    if ('const' in schema) result['enum'] = [schema.const];
    if (schema['x-pattern-re2'] !== undefined) result['pattern'] = schema['x-pattern-re2'];
    if (schema.uniqueItems === true) result['x-kubernetes-list-type'] = 'set';
    Object.assign(result, typeOf(schema), exclusiveBounds(schema), this.alternatives(schema));
    this.children(result, schema, inside);
    return this.mapKeys(result, schema);
  }

  private children(result: Fields, schema: Schema, above: readonly Schema[]): void {
    if (schema.items !== undefined) result['items'] = this.node(schema.items, above);
    else if (result['type'] === 'array') result['items'] = open;
    if (schema.properties !== undefined) {
      const entries = Object.entries(schema.properties).map(
        ([name, field]) => [name, this.node(field, above)] as const,
      );
      result['properties'] = Object.fromEntries(entries);
    }
    const { additionalProperties: values } = schema;
    if (typeof values === 'object') result['additionalProperties'] = this.node(values, above);
    else if (values === true) result['x-kubernetes-preserve-unknown-fields'] = true;
    else if (values === false && this.closing === 'strict') result['additionalProperties'] = false;
    const isOpen = values === undefined && schema.properties === undefined && result['type'] === 'object';
    if (isOpen || result['type'] === undefined) markOpen(result);
  }

  /** What a reference means, alone or wrapped because keywords stand beside it. */
  private target(schema: Schema): Schema | undefined {
    const reference = schema.$ref ?? (schema.allOf?.length === 1 ? schema.allOf[0]?.$ref : undefined);
    return reference === undefined ? undefined : this.root.definitions?.[reference.slice('#/definitions/'.length)];
  }

  private merged(declared: Schema, target: Schema | undefined): Schema {
    if (target === undefined) return declared;
    const { $ref: _, allOf: __, ...beside } = declared;
    const below = this.merged(target, this.target(target));
    const required = [...new Set([...(below.required ?? []), ...(beside.required ?? [])])];
    const properties = { ...below.properties, ...beside.properties };
    return {
      ...below,
      ...beside,
      ...(required.length > 0 && { required }),
      ...(Object.keys(properties).length > 0 && { properties }),
    };
  }

  /** Branches constrain and never declare: their types and closings are left to the node itself. */
  private alternatives(schema: Schema): Fields {
    const result: Fields = {};
    for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
      const branches = schema[keyword]?.filter(branch => branch.$ref === undefined);
      if (branches !== undefined && branches.length > 0 && !isTypeChoice(branches))
        result[keyword] = branches.map(branchOf);
    }
    if (schema.not !== undefined) result['not'] = branchOf(schema.not);
    return result;
  }

  /** Keys of a map list must be required or have a default, or the API server refuses the definition. */
  private mapKeys(result: Fields, { items }: Schema): Fields {
    if (result['x-kubernetes-list-type'] !== 'map' || items === undefined) return result;
    const entry = this.merged(items, this.target(items));
    const keys = (result['x-kubernetes-list-map-keys'] ?? []) as readonly string[];
    const isUsable = (key: string): boolean =>
      entry.required?.includes(key) === true || entry.properties?.[key]?.default !== undefined;
    if (keys.every(isUsable)) return result;
    const { 'x-kubernetes-list-type': _, 'x-kubernetes-list-map-keys': __, ...rest } = result;
    return rest;
  }
}

const open: Fields = { 'x-kubernetes-preserve-unknown-fields': true };

function markOpen(result: Fields): void {
  if (result['x-kubernetes-int-or-string'] !== true) result['x-kubernetes-preserve-unknown-fields'] = true;
}

function typeOf(schema: Schema): Fields {
  const types = [schema.type ?? []].flat();
  const nullable = types.includes('null') ? { nullable: true } : {};
  const [only, ...others] = types.filter(type => type !== 'null');
  if (schema['x-kubernetes-int-or-string'] === true || others.length > 0) {
    return { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }], ...nullable };
  }
  const type = only ?? (schema.properties === undefined ? literalType(schema) : 'object');
  return type === undefined ? {} : { type, ...nullable };
}

/** A set of values without a type has that of its values. */
function literalType(schema: Schema): string | undefined {
  const [value] = schema.enum ?? ('const' in schema ? [schema.const] : []);
  return ['string', 'boolean', 'number'].find(type => typeof value === type);
}

function exclusiveBounds({ exclusiveMinimum, exclusiveMaximum }: Schema): Fields {
  return {
    ...(exclusiveMinimum !== undefined && { minimum: exclusiveMinimum, exclusiveMinimum: true }),
    ...(exclusiveMaximum !== undefined && { maximum: exclusiveMaximum, exclusiveMaximum: true }),
  };
}

function isTypeChoice(branches: readonly Schema[]): boolean {
  return branches.every(branch => Object.keys(branch).every(keyword => keyword === 'type'));
}

function branchOf(branch: Schema): Fields {
  const result: Fields = {};
  for (const [keyword, value] of Object.entries(branch)) {
    if (keyword === 'allOf' || keyword === 'anyOf' || keyword === 'oneOf')
      result[keyword] = (value as Schema[]).map(branchOf);
    else if (keyword === 'not' || keyword === 'items') result[keyword] = branchOf(value as Schema);
    else if (keyword === 'properties') {
      const entries = Object.entries(value as Record<string, Schema>).map(
        ([name, field]) => [name, branchOf(field)] as const,
      );
      result[keyword] = Object.fromEntries(entries);
    } else if (keyword !== 'type' && keyword !== 'additionalProperties' && kept.has(keyword)) result[keyword] = value;
  }
  return result;
}

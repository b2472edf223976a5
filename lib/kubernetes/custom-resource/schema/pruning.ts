import { itemsOf, valuesOf, type SchemaProps } from './schema-props';

const metadataFields = new Set(['metadata', 'kind', 'apiVersion']);

/**
 * Whether the API server keeps a value as it is: every field is declared, or unknown ones are preserved.
 *
 * Upstream: `apiextensions-apiserver:pkg/apiserver/schema/pruning/algorithm.go v0.36`.
 */
export function isKept(value: unknown, schema: SchemaProps | undefined): boolean {
  return keeps(value, schema, false);
}

function keeps(value: unknown, schema: SchemaProps | undefined, isPreserved: boolean): boolean {
  if (typeof value !== 'object' || value === null) return true;
  const preserves = isPreserved || schema?.['x-kubernetes-preserve-unknown-fields'] === true;
  if (Array.isArray(value)) {
    const items = schema && itemsOf(schema);
    // entries of a list that preserves, do as well, and what is not described at all is kept with it
    if (preserves && items === undefined) return true;
    return value.every(entry => keeps(entry, items, preserves));
  }
  return Object.entries(value).every(([name, member]) => keepsMember([name, member], schema, preserves));
}

function keepsMember(
  [name, member]: readonly [string, unknown],
  schema: SchemaProps | undefined,
  preserves: boolean,
): boolean {
  if (schema === undefined) return false;
  if (schema['x-kubernetes-embedded-resource'] === true && metadataFields.has(name)) return true;
  const { properties = {}, additionalProperties } = schema;
  if (Object.hasOwn(properties, name)) return keeps(member, properties[name], false);
  return additionalProperties === undefined ? preserves : keeps(member, valuesOf(schema), false);
}

import { resolveSchema, type Schema } from './json-schema';

/** The type of a value in words that readers of Go and of YAML know: `[]string`, `map[string]integer`, `duration`, `quantity`. */
export function typeText(declared: Schema, root: Schema): string {
  const schema = { ...resolveSchema(declared, root), ...declared };
  const named = namedTypes[schema['x-go-type'] ?? ''];
  if (named !== undefined) return named;
  if (schema['x-kubernetes-int-or-string'] === true) return 'integer or string';
  const types = [schema.type ?? []].flat().filter(type => type !== 'null');
  if (types.length === 0) return 'any';
  return types.map(type => singleType(type, schema, root)).join(' or ');
}

const namedTypes: Readonly<Record<string, string>> = {
  'metav1.Duration': 'duration',
  'metav1.Time': 'time',
  'metav1.MicroTime': 'time',
  'resource.Quantity': 'quantity',
  'runtime.RawExtension': 'any object',
};

function singleType(type: string, schema: Schema, root: Schema): string {
  if (type === 'array') return `[]${typeText(schema.items ?? {}, root)}`;
  if (type !== 'object') return type;
  if (schema.properties !== undefined) return 'object';
  if (typeof schema.additionalProperties === 'object')
    return `map[string]${typeText(schema.additionalProperties, root)}`;
  return 'any object';
}

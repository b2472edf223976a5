import { celType, dyn, listOf, mapOf, structType, type CelType } from '../../cel/type';
import { itemsOf, valuesOf, type SchemaProps } from './schema-props';

const known = new WeakMap<SchemaProps, CelType>();

/**
 * The type that values of a schema have in expressions; undefined where they have none, because nothing is known about them. The root of a resource
 * has its type and its name in any case.
 *
 * Upstream: `apiserver:pkg/cel/common/schemas.go v0.36`.
 */
export function schemaType(schema: SchemaProps, isResource = isEmbedded(schema)): CelType | undefined {
  if (schema['x-kubernetes-int-or-string'] === true) return dyn;
  switch (schema.type) {
    case 'array':
      return collection(itemsOf(schema), listOf);
    case 'object': {
      const values = valuesOf(schema);
      return values === undefined
        ? objectType(schema, isResource)
        : collection(values, type => mapOf(celType('string'), type));
    }
    case 'string':
      return celType(textTypes[schema.format ?? ''] ?? 'string');
    case 'boolean':
      return celType('bool');
    case 'number':
      return celType('double');
    case 'integer':
      return celType('int');
    default:
      return undefined;
  }
}

const textTypes: Readonly<Record<string, string>> = {
  byte: 'bytes',
  duration: 'duration',
  date: 'timestamp',
  'date-time': 'timestamp',
};

function collection(values: SchemaProps | undefined, of: (type: CelType) => CelType): CelType | undefined {
  const type = values && schemaType(values);
  return type && of(type);
}

/** Two objects with other fields count as one type: a comparison of them, which the API server refuses, is let pass. */
function objectType(schema: SchemaProps, isResource: boolean): CelType {
  const type = known.get(schema);
  if (type !== undefined) return type;
  const { properties = {} } = isResource ? withResourceFields(schema) : schema;
  const fields = Object.entries(properties).flatMap(([name, field]) => {
    const [written, fieldType] = [escaped(name), schemaType(field)];
    if (written === undefined || fieldType === undefined) return [];
    // the one reserved word that may be written as it is
    return name === 'namespace'
      ? [[name, fieldType] as const, [written, fieldType] as const]
      : [[written, fieldType] as const];
  });
  const made = structType('object', Object.fromEntries(fields));
  known.set(schema, made);
  return made;
}

function isEmbedded(schema: SchemaProps): boolean {
  return schema['x-kubernetes-embedded-resource'] === true;
}

function withResourceFields(schema: SchemaProps): SchemaProps {
  const text: SchemaProps = { type: 'string' };
  const metadata: SchemaProps = { type: 'object', properties: { name: text, generateName: text } };
  return { ...schema, properties: { ...schema.properties, apiVersion: text, kind: text, metadata } };
}

const reserved = new Set([
  ...['true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import'],
  ...['let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while'],
]);
const escapes: Readonly<Record<string, string>> = {
  __: '__underscores__',
  '.': '__dot__',
  '-': '__dash__',
  '/': '__slash__',
};

/** A name as expressions write it; undefined where they cannot. Upstream: `apiserver:pkg/cel/escaping.go v0.36`. */
export function escaped(name: string): string | undefined {
  if (reserved.has(name)) return `__${name}__`;
  const text = name.replace(/__|[.\-/]/g, part => escapes[part] ?? part);
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) ? text : undefined;
}

import { itemsOf, valuesOf, type SchemaProps } from './schema-props';

/** What an expression knows about a value: `dyn` may be anything, `other` is an object of the library. */
export type CelType =
  | {
      readonly kind:
        'bool' | 'int' | 'double' | 'string' | 'bytes' | 'duration' | 'timestamp' | 'null' | 'dyn' | 'other';
    }
  | { readonly kind: 'list' | 'map'; readonly values: CelType }
  | { readonly kind: 'object'; readonly schema: SchemaProps };

/** A kind as messages name it: `an int`. */
export const named = (kind: CelType['kind']): string => (/^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`);

/** Any value: nothing about it is judged. */
export const anything: CelType = { kind: 'dyn' };

/**
 * The type that values of a schema have in expressions; undefined where they have none, because nothing is known about them. The root of a resource
 * has its type and its name in any case.
 *
 * Upstream: `apiserver:pkg/cel/common/schemas.go v0.36`.
 */
export function celType(schema: SchemaProps, isResource: boolean): CelType | undefined {
  if (schema['x-kubernetes-int-or-string'] === true) return anything;
  switch (schema.type) {
    case 'array':
      return collection('list', itemsOf(schema));
    case 'object':
      if (valuesOf(schema) !== undefined) return collection('map', valuesOf(schema));
      return { kind: 'object', schema: isResource ? withResourceFields(schema) : schema };
    case 'string':
      return { kind: textKinds[schema.format ?? ''] ?? 'string' };
    case 'boolean':
      return { kind: 'bool' };
    case 'number':
      return { kind: 'double' };
    case 'integer':
      return { kind: 'int' };
    default:
      return undefined;
  }
}

const textKinds: Readonly<Record<string, 'bytes' | 'duration' | 'timestamp'>> = {
  byte: 'bytes',
  duration: 'duration',
  date: 'timestamp',
  'date-time': 'timestamp',
};

function collection(kind: 'list' | 'map', values: SchemaProps | undefined): CelType | undefined {
  const type = values && celType(values, isEmbedded(values));
  return type && { kind, values: type };
}

const isEmbedded = (schema: SchemaProps): boolean => schema['x-kubernetes-embedded-resource'] === true;

function withResourceFields(schema: SchemaProps): SchemaProps {
  const text: SchemaProps = { type: 'string' };
  const metadata: SchemaProps = { type: 'object', properties: { name: text, generateName: text } };
  return { ...schema, properties: { ...schema.properties, apiVersion: text, kind: text, metadata } };
}

/** The type of a field that an expression names; undefined when the object has no such field. */
export function fieldType({ properties = {} }: SchemaProps, name: string): CelType | undefined {
  const isWritten = Object.hasOwn(properties, name) && (escaped(name) === name || name === 'namespace');
  const field = isWritten ? name : unescaped(name, properties);
  const schema = field === undefined ? undefined : properties[field];
  return schema && celType(schema, isEmbedded(schema));
}

function unescaped(name: string, properties: Readonly<Record<string, SchemaProps>>): string | undefined {
  return name.includes('__') ? Object.keys(properties).find(field => escaped(field) === name) : undefined;
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

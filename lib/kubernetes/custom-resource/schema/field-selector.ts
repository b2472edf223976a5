import { valuesOf, type SchemaProps } from './schema-props';

/** Where a path such as `.spec.name` or `.spec['max-size']` leads. */
export interface Selection {
  /** The fields and keys on the way, outermost first. */
  readonly names: readonly string[];
  /** What is known there; nothing below a map whose values are free. */
  readonly schema: SchemaProps | undefined;
}

const token = /'(?:|[^]*?[^\\])'|'[^]*$|[.[\]]|[^.[\]]+/g;

/**
 * Follows a path through fields and maps of a schema (`ValidFieldPath`); tells why it leads nowhere. Lists have no place in it.
 *
 * Upstream: `apiextensions-apiserver:pkg/apiserver/schema/cel/validation.go v0.36`.
 */
export function selectField(path: string, schema: SchemaProps, allowsBrackets: boolean): Selection | string {
  const tokens = path.match(token) ?? [];
  const names: string[] = [];
  let current: SchemaProps | undefined = schema;
  for (let position = 0; position < tokens.length;) {
    const step = stepAt(tokens, position, allowsBrackets);
    if (typeof step === 'string') return step;
    const below: SchemaProps | 'free' | undefined = current === undefined ? undefined : memberOf(current, step.name);
    if (below === undefined) return `there is no field ${step.name}`;
    current = below === 'free' ? undefined : below;
    names.push(step.name);
    position += step.length;
  }
  return { names, schema: current };
}

interface Step {
  readonly name: string;
  /** Tokens that it takes. */
  readonly length: number;
}

function stepAt(tokens: readonly string[], position: number, allowsBrackets: boolean): Step | string {
  const [first, name, end] = tokens.slice(position, position + 3);
  if (first === '.') return name === undefined ? 'a field must follow the last dot' : { name, length: 2 };
  if (first !== '[') return 'every field begins with a dot, or stands in brackets';
  if (!allowsBrackets) return 'brackets are not allowed';
  const quoted = name === undefined ? undefined : /^'([^]*)'$/.exec(name)?.[1];
  if (quoted === undefined) return 'a name in brackets stands in single quotes';
  const text = unescaped(quoted);
  if (text === undefined) return 'a backslash begins an escape that CEL knows';
  return end === ']' ? { name: text, length: 3 } : 'a bracket is not closed';
}

function memberOf(schema: SchemaProps, name: string): SchemaProps | 'free' | undefined {
  const { properties = {}, additionalProperties } = schema;
  if (Object.keys(properties).length > 0) return Object.hasOwn(properties, name) ? properties[name] : undefined;
  return additionalProperties === undefined ? undefined : (valuesOf(schema) ?? 'free');
}

const escapes: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  "'": "'",
  '\\': '\\',
};

function unescaped(text: string): string | undefined {
  const parts = text.match(/\\[^]|[^\\]+|\\$/g) ?? [];
  const written = parts.map(part => (part.length === 2 && part.startsWith('\\') ? escapes[part.charAt(1)] : part));
  return written.includes(undefined) ? undefined : written.join('');
}

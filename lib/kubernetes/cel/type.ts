/** A type of CEL: `int`, `list(string)`, the name of a message, or a variable for a type that is not known yet. */
export interface CelType {
  readonly kind: 'plain' | 'struct' | 'opaque' | 'variable';
  readonly name: string;
  readonly parameters: readonly CelType[];
  /** Fields of a struct; any field of type dyn where there are none. */
  readonly fields?: ReadonlyMap<string, CelType>;
}

const cache = new Map<string, CelType>();
const plainNames = new Set(
  'int uint double string bytes bool null dyn timestamp duration list map type error'.split(' '),
);

/** Reads a type: `map(string,list(A))`; one capital letter is a variable, and unknown names are types of their own. */
export function celType(text: string): CelType {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const open = text.indexOf('(');
  const name = open < 0 ? text : text.slice(0, open);
  const parameters = open < 0 ? [] : splitTypes(text.slice(open + 1, -1)).map(celType);
  const made: CelType = { kind: kindOf(name), name, parameters };
  cache.set(text, made);
  return made;
}

/** A message with these fields. */
export function structType(name: string, fields?: Readonly<Record<string, CelType | string>>): CelType {
  const read = (type: CelType | string): CelType => (typeof type === 'string' ? celType(type) : type);
  const entries = Object.entries(fields ?? {}).map(([field, type]) => [field, read(type)] as const);
  return { kind: 'struct', name, parameters: [], ...(fields && { fields: new Map(entries) }) };
}

/** `int,map(string,int)` as two types. */
export function splitTypes(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')') depth--;
    else if (text[at] === ',' && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return text === '' ? [] : [...parts, text.slice(start)];
}

/** Names as upstream prints them. */
export function typeText({ name, parameters }: CelType): string {
  return parameters.length === 0 ? name : `${name}(${parameters.map(typeText).join(', ')})`;
}

/** Whether two types are the same, parameters included. */
export function isExactType(a: CelType, b: CelType): boolean {
  return (
    a.kind === b.kind &&
    a.name === b.name &&
    a.parameters.length === b.parameters.length &&
    a.parameters.every((parameter, index) => isExactType(parameter, b.parameters[index] ?? dyn))
  );
}

function kindOf(name: string): CelType['kind'] {
  if (/^[A-Z]$|^_/.test(name)) return 'variable';
  return plainNames.has(name) ? 'plain' : 'opaque';
}

/** A list of elements of that type. */
export function listOf(element: CelType): CelType {
  return { ...celType('list(dyn)'), parameters: [element] };
}

/** A map with keys and values of those types. */
export function mapOf(key: CelType, value: CelType): CelType {
  return { ...celType('map(dyn,dyn)'), parameters: [key, value] };
}

/** A value of that type, or none. */
export function optionalOf(type: CelType): CelType {
  return { ...celType('optional_type(dyn)'), parameters: [type] };
}

/** Anything. */
export const dyn = celType('dyn');
/** Stands for what is wrong already. */
export const errorType = celType('error');
/** True or false. */
export const bool = celType('bool');

/** Whether nothing is known of a type, or something else is wrong with it already. */
export function isDyn({ name }: CelType): boolean {
  return name === 'dyn' || name === 'error';
}

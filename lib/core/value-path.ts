/** What leads to a value in a plain object: field names and list positions, outermost first. */
export type Segments = readonly (string | number)[];

/**
 * The segments of a path as findings print it (`spec.labels[app.kubernetes.io/name]`), as far as it leads into a value. Names may hold
 * dots and brackets themselves, so the longest name that is there and fits is taken at each step. Undefined when the path leads nowhere.
 */
export function segmentsOf(value: unknown, path: string): Segments | undefined {
  const segments: (string | number)[] = [];
  let current = value;
  let rest = path;
  while (rest !== '') {
    const step = itemStep(current, rest) ?? nameStep(current, rest);
    if (step === undefined) return undefined;
    segments.push(step.segment);
    current = step.value;
    rest = step.rest;
  }
  return segments;
}

/** The value at a path as findings print it; undefined when there is none. */
export function valueAt(value: unknown, path: string): unknown {
  return segmentsOf(value, path)?.reduce<unknown>(
    (current, segment) => (current as Readonly<Record<string | number, unknown>>)[segment],
    value,
  );
}

interface Step {
  readonly segment: string | number;
  readonly value: unknown;
  readonly rest: string;
}

function itemStep(value: unknown, rest: string): Step | undefined {
  const [text, digits] = /^\[(\d+)\]/.exec(rest) ?? [];
  if (text === undefined || !Array.isArray(value) || Number(digits) >= value.length) return undefined;
  return { segment: Number(digits), value: value[Number(digits)] as unknown, rest: rest.slice(text.length) };
}

function nameStep(value: unknown, rest: string): Step | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const isKey = rest.startsWith('[');
  const text = isKey || rest.startsWith('.') ? rest.slice(1) : rest;
  const ends = [...text.matchAll(isKey ? /\](?=[.[]|$)/g : /[.[]|$/g)].map(({ index }) => index).reverse();
  const end = ends.find(candidate => Object.hasOwn(value, text.slice(0, candidate)));
  if (end === undefined) return undefined;
  const segment = text.slice(0, end);
  return {
    segment,
    value: (value as Readonly<Record<string, unknown>>)[segment],
    rest: text.slice(end + (isKey ? 1 : 0)),
  };
}

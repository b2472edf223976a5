/** A field of a printed object and its new value; undefined removes it. */
export interface Override {
  /** Field names and list positions, separated by dots; a dot inside a name is written `\.`. */
  readonly path: string;
  readonly value: unknown;
}

/** The object with all overrides applied in order; the given object is left alone, missing parents are created. */
export function applyOverrides(object: unknown, overrides: readonly Override[]): unknown {
  return overrides.reduce((current, { path, value }) => withValue(current, segmentsOf(path), value), object);
}

function segmentsOf(path: string): string[] {
  const segments = path.split(/(?<!\\)\./).map(segment => segment.replaceAll('\\.', '.'));
  if (segments.includes('')) throw new Error(`override path ${JSON.stringify(path)} has an empty segment`);
  return segments;
}

function withValue(node: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  if (Array.isArray(node)) return withEntry(node, { name, rest, value });
  const before = typeof node === 'object' && node !== null ? (node as Readonly<Record<string, unknown>>) : {};
  const { [name]: child, ...others } = before;
  const next = withValue(child, rest, value);
  if (next === undefined) return others;
  return name in before ? { ...before, [name]: next } : { ...others, [name]: next };
}

interface Target {
  readonly name: string;
  readonly rest: readonly string[];
  readonly value: unknown;
}

function withEntry(list: readonly unknown[], { name, rest, value }: Target): unknown {
  const position = Number(name);
  if (!/^\d+$/.test(name) || position > list.length) {
    throw new Error(`override: ${JSON.stringify(name)} is no position in a list of ${list.length}`);
  }
  const next = withValue(list[position], rest, value);
  return next === undefined ? list.toSpliced(position, 1) : list.toSpliced(position, 1, next);
}

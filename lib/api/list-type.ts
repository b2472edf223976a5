/** `x-kubernetes-list-type`: what must be unique in a list, and the values that absent keys have. */
export interface ListKeys {
  readonly type: 'set' | 'map';
  /** Key fields of a map list; empty for a set. */
  readonly keys: readonly string[];
  /** Default of each key, in the same order; an entry without the key counts as having it. */
  readonly defaults: readonly unknown[];
}

/** Whether no two entries are equal (set) or have the same keys (map). Compiled validators call it. */
export function hasUniqueEntries(list: readonly unknown[], rule: ListKeys): boolean {
  return list.length < 2 || duplicatePositions(list, rule).length === 0;
}

/** Positions of the entries that repeat an earlier one. */
export function duplicatePositions(list: readonly unknown[], rule: ListKeys): number[] {
  const seen = new Set<string>();
  const duplicates: number[] = [];
  list.forEach((entry, position) => {
    const key = identity(entry, rule);
    if (key === undefined) return;
    if (seen.has(key)) duplicates.push(position);
    seen.add(key);
  });
  return duplicates;
}

/** The keys of an entry, as the API server prints a duplicate: `{"name":"x"}`. */
export function keyValues(entry: unknown, rule: ListKeys): unknown {
  if (rule.type === 'set') return entry;
  const fields = entry as Readonly<Record<string, unknown>>;
  return Object.fromEntries(rule.keys.map((key, position) => [key, fields[key] ?? rule.defaults[position]]));
}

/** Undefined for an entry of the wrong type, which another keyword reports. */
function identity(entry: unknown, rule: ListKeys): string | undefined {
  if (rule.type === 'set') return JSON.stringify(entry);
  if (typeof entry !== 'object' || entry === null) return undefined;
  const fields = entry as Readonly<Record<string, unknown>>;
  const [only, second] = rule.keys;
  if (only === undefined) return undefined;
  if (second === undefined) return keyText(fields[only] ?? rule.defaults[0]);
  return JSON.stringify(rule.keys.map((key, position) => fields[key] ?? rule.defaults[position] ?? null));
}

const keyText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null));

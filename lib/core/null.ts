/**
 * The same value without map entries that are `null`, which every Kubernetes decoder takes for absent. A `null` in a list
 * becomes the zero value of its siblings' type; a list of nothing but `null` becomes empty. Parts without `null` are shared.
 */
export function withoutNulls<T>(value: T): T {
  if (typeof value !== 'object' || value === null || isWithout.has(value)) return value;
  const stripped = strip(value) as T & object;
  isWithout.add(stripped);
  return stripped;
}

/** Objects that were looked through already: every topic asks about the objects of a tree. */
const isWithout = new WeakSet();

function strip(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? stripList(value) : stripMap(value as Readonly<Record<string, unknown>>);
}

function stripMap(map: Readonly<Record<string, unknown>>): unknown {
  let result: Record<string, unknown> | undefined;
  for (const key in map) {
    const value = map[key];
    if (typeof value !== 'object') continue;
    const stripped = strip(value);
    if (stripped === value && value !== null) continue;
    result ??= { ...map };
    if (stripped === null) Reflect.deleteProperty(result, key);
    else result[key] = stripped;
  }
  return result ?? map;
}

function stripList(list: readonly unknown[]): readonly unknown[] {
  let result: unknown[] | undefined;
  for (let index = 0; index < list.length; index++) {
    const value = list[index];
    if (typeof value !== 'object') continue;
    const stripped = value === null ? zeroOf(list) : strip(value);
    if (stripped === value) continue;
    if (stripped === undefined) return [];
    result ??= [...list];
    result[index] = stripped;
  }
  return result ?? list;
}

/** The zero value of the list's type, as far as its entries tell. */
function zeroOf(list: readonly unknown[]): unknown {
  const sibling = list.find(value => value !== null && value !== undefined);
  if (sibling === undefined) return undefined;
  if (typeof sibling === 'string') return '';
  if (typeof sibling === 'number') return 0;
  if (typeof sibling === 'boolean') return false;
  return Array.isArray(sibling) ? [] : {};
}

/**
 * Values that many objects have in common: one frozen value instead of many equal ones. A landscape is made from few templates, so most parts of
 * its objects are equal to parts of others; what was found out about a shared part need not be found out again, because it can never change.
 */
const shared = new WeakSet();

/** Makes a value one that is shared from now on: it and everything in it can no longer change. */
export function share<T extends object>(value: T): T {
  if (shared.has(value)) return value;
  for (const part of Object.values(value) as readonly unknown[])
    if (typeof part === 'object' && part !== null) share(part);
  shared.add(Object.freeze(value));
  return value;
}

/** Whether a value is shared, so that it pays to remember something about it. */
export function isShared(value: object): boolean {
  return shared.has(value);
}

/** A pure function of an object that remembers its answers about shared ones, which are shared in turn. */
export function memoizeShared<Key extends object, Answer extends object>(
  compute: (key: Key) => Answer,
): (key: Key) => Answer {
  const answers = new WeakMap<Key, Answer>();
  return key => {
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = compute(key);
    if (shared.has(key)) answers.set(key, share(answer));
    return answer;
  };
}

let lastNumber = 0;
const numbers = new WeakMap<object, number>();

/** A text that equal values have in common, and only they: shared parts are numbers in it, so that it is short and soon made. */
export function contentKey(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (!shared.has(value))
    return Array.isArray(value) ? listKey(value) : mapKey(value as Readonly<Record<string, unknown>>);
  let number = numbers.get(value);
  if (number === undefined) numbers.set(value, (number = ++lastNumber));
  return `#${number}`;
}

function listKey(list: readonly unknown[]): string {
  let key = '[';
  for (const value of list) key += `${contentKey(value)},`;
  return `${key}]`;
}

function mapKey(map: Readonly<Record<string, unknown>>): string {
  let key = '{';
  for (const field in map) key += `${JSON.stringify(field)}:${contentKey(map[field])},`;
  return `${key}}`;
}

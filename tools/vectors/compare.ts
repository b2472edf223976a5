/** The first place where two values differ, in the words of a person who has to find it. */
export interface Difference {
  /** Which part of the case: `objects`, `derived.hosts`, ... */
  readonly part: string;
  /** Path below that part. */
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

type Json = Record<string, unknown>;
const isMap = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** "equal" of FORMAT.md 2: maps without order, lists with order, absent and `null` different. */
export function equal(part: string, expected: unknown, actual: unknown, path = ''): Difference | undefined {
  return walk(part, expected, actual, path, false);
}

/** "subset" of FORMAT.md 2: each expected map entry is present and itself a subset; lists have equal length and order. */
export function subset(part: string, expected: unknown, actual: unknown, path = ''): Difference | undefined {
  return walk(part, expected, actual, path, true);
}

function walk(
  part: string,
  expected: unknown,
  actual: unknown,
  path: string,
  partial: boolean,
): Difference | undefined {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return { part, path, expected, actual };
    const shared = Math.min(expected.length, actual.length);
    for (let i = 0; i < shared; i++) {
      const difference = walk(part, expected[i], actual[i], `${path}[${i}]`, partial);
      if (difference) return difference;
    }
    if (expected.length === actual.length) return undefined;
    return { part, path: `${path}[${shared}]`, expected: expected[shared], actual: actual[shared] };
  }
  if (isMap(expected)) {
    if (!isMap(actual)) return { part, path, expected, actual };
    for (const key of Object.keys(expected)) {
      const difference = walk(part, expected[key], actual[key], path === '' ? key : `${path}.${key}`, partial);
      if (difference) return difference;
    }
    if (partial) return undefined;
    for (const key of Object.keys(actual)) {
      if (!(key in expected) && actual[key] !== undefined)
        return { part, path: path === '' ? key : `${path}.${key}`, expected: undefined, actual: actual[key] };
    }
    return undefined;
  }
  return Object.is(expected, actual) ? undefined : { part, path, expected, actual };
}

/** "same set" of FORMAT.md 2: Kubernetes objects by (apiVersion, kind, namespace, name); none missing, none more, each equal. */
export function sameSet(
  part: string,
  expected: readonly unknown[],
  actual: readonly unknown[],
): Difference | undefined {
  const remaining = byIdentity(actual);
  for (const object of expected) {
    const key = identity(object);
    const twins = remaining.get(key) ?? [];
    const twin = twins.shift();
    if (twin === undefined) return { part, path: key, expected: 'the object', actual: undefined };
    const difference = equal(part, object, twin, key);
    if (difference) return difference;
  }
  for (const [key, twins] of remaining) {
    if (twins.length > 0) return { part, path: key, expected: undefined, actual: 'an object too many' };
  }
  return undefined;
}

function byIdentity(objects: readonly unknown[]): Map<string, unknown[]> {
  const map = new Map<string, unknown[]>();
  for (const object of objects) map.set(identity(object), [...(map.get(identity(object)) ?? []), object]);
  return map;
}

function identity(object: unknown): string {
  const { apiVersion, kind, metadata } = object as {
    apiVersion: string;
    kind: string;
    metadata?: { namespace?: string; name?: string };
  };
  return `${apiVersion} ${kind} ${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;
}

/** Two lists as multisets of values, order aside. */
export function sameMultiset(
  part: string,
  expected: readonly unknown[],
  actual: readonly unknown[],
): Difference | undefined {
  const text = (values: readonly unknown[]): string[] => values.map(value => JSON.stringify(value)).sort();
  return equal(part, text(expected), text(actual));
}

/** "at least" of FORMAT.md 2: every listed value is there; others may be. */
export function atLeast(
  part: string,
  expected: readonly unknown[],
  actual: readonly unknown[],
): Difference | undefined {
  const have = new Set(actual.map(value => JSON.stringify(value)));
  const missing = expected.find(value => !have.has(JSON.stringify(value)));
  return missing === undefined ? undefined : { part, path: '', expected: missing, actual };
}

/** "contains" of FORMAT.md 2: case-sensitive substring. */
export function contains(part: string, expected: string, actual: string | undefined): Difference | undefined {
  return actual?.includes(expected)
    ? undefined
    : { part, path: '', expected: `a text with ${JSON.stringify(expected)}`, actual };
}

/** The first difference of several comparisons, each made only when the ones before it agreed. */
export function firstOf(...comparisons: (() => Difference | undefined)[]): Difference | undefined {
  for (const compare of comparisons) {
    const difference = compare();
    if (difference) return difference;
  }
  return undefined;
}

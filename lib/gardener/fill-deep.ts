import { isMap } from '../core/plain-map';

/** Whether a value stands for "not set" in a field. */
export type IsUnset = (field: string, value: unknown) => boolean;

type Map = Readonly<Record<string, unknown>>;

/** The object with the fields of `defaults` that it lacks, at any depth of maps; lists are never merged. Parts that lack nothing are shared. */
export function fillDeep<T extends object>(object: T, defaults: T, isUnset: IsUnset): T {
  return fill(object as Map, defaults as Map, isUnset) as T;
}

function fill(object: Map, defaults: Map, isUnset: IsUnset): Map {
  let result: Record<string, unknown> | undefined;
  for (const [field, fallback] of Object.entries(defaults)) {
    const value = object[field];
    const filled = isUnset(field, value) ? fallback : fillValue(value, fallback, isUnset);
    if (filled !== value) (result ??= { ...object })[field] = filled;
  }
  return result ?? object;
}

function fillValue(value: unknown, fallback: unknown, isUnset: IsUnset): unknown {
  return isMap(value) && isMap(fallback) ? fill(value, fallback, isUnset) : value;
}

import { isDeepStrictEqual } from 'node:util';

/** Whether a field means the same before and after a change, once the API has decoded it. */
export type Same = (next: unknown, old: unknown) => boolean;

/** A field that is a value in Go: none is its zero value. */
export const plain =
  (zero: string | number | boolean): Same =>
  (next, old) =>
    (next ?? zero) === (old ?? zero);

/** A text that is a value in Go: none is empty. */
export const text = plain('');

/** A field that is a pointer in Go: none is not the same as an empty one. */
export const pointer =
  (same: Same): Same =>
  (next, old) =>
    isNone(next) || isNone(old) ? isNone(next) && isNone(old) : same(next, old);

/** A struct; what it does not know is dropped when it is decoded. */
export const struct =
  (fields: Readonly<Record<string, Same>>): Same =>
  (next, old) =>
    Object.entries(fields).every(([name, same]) => same(fieldOf(next, name), fieldOf(old, name)));

/** A list: none is empty. */
export const list =
  (same: Same): Same =>
  (next, old) => {
    const [entries, before] = [entriesOf(next), entriesOf(old)];
    return entries.length === before.length && entries.every((entry, index) => same(entry, before[index]));
  };

/**
 * A configuration that is not decoded: its bytes count, so that an empty field is not the same as none. The order of its keys does not count
 * here, because clients write them sorted.
 */
export const raw: Same = pointer(isDeepStrictEqual);

const isNone = (value: unknown): boolean => value === undefined || value === null;

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;

const entriesOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

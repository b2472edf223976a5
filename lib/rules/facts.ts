import type { Origin } from '../core/finding';

/** One typed observation that no spec contains, with where it was read. */
export interface Fact<Value> {
  readonly value: Value;
  readonly origin: Origin;
}

/**
 * Observations about one object, by name of the fact. Each topic documents and types the names that it reads, and reads them
 * through {@link factOf}; the file format is `apps/<landscape>/facts/*.yaml`.
 */
export type ObjectFacts = ReadonlyMap<string, Fact<unknown>>;

/** Facts by object: keys are `seed/<name>`, `shoot/<project>/<name>`, `garden/<name>`, or `landscape`. */
export type Facts = ReadonlyMap<string, ObjectFacts>;

/** A tree without observations. */
export const noFacts: Facts = new Map();

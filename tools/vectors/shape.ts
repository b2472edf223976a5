import type { Difference } from './compare';

/** What is counted once: one list entry with an id, or one row of a table. */
export interface VectorCase {
  readonly id: string;
  readonly group: string;
  /** Value of `--topic` that selects it. */
  readonly topics: readonly string[];
  /** Computes our answer first, then compares it with the expected one; undefined when all parts agree. */
  readonly run: () => Difference | undefined;
  /** Why the case cannot be run here; it is then listed and not counted. */
  readonly notRun?: string;
}

/** Measurements and pointers of a file that are not executable. */
export interface Evidence {
  readonly group: string;
  readonly count: number;
  readonly topics: readonly string[];
}

/** One kind of vector file, recognised by what it holds, never by its name. */
export interface Shape {
  readonly name: string;
  matches(data: unknown): boolean;
  cases(data: never): Iterable<VectorCase | Evidence>;
}

/** Marks a group that no code of ours answers yet: its cases fail, and say so. */
export class NotBuilt extends Error {}

/** The `run` of a case whose group or topic is not built yet. */
export function notBuilt(group: string): () => never {
  return () => {
    throw new NotBuilt(`${group} is not built yet`);
  };
}

/** Ids of the entries of a list: their own, else `<list name>#<index>`. */
export function entryId(list: string, entry: unknown, index: number): string {
  const id = (entry as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id : `${list}#${index}`;
}

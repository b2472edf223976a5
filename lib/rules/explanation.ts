import type { Origin } from '../core/finding';
import type { ViewObject } from './view';

/** What is to be explained: an object of the tree, or a named part of it. */
export interface ExplainedSubject {
  readonly entry: ViewObject;
  /** For a Shoot the name of a worker pool. @default the object as a whole */
  readonly part?: string | undefined;
}

/** One value with who sets it and why; everything but the name may be missing. */
export interface ExplainedValue {
  /** A field path as findings print it, or what is named. */
  readonly name: string;
  readonly value?: unknown;
  /** Who sets the value: `written`, `API default`, `ShootMutator`, `CloudProfile eu01`, `fact` ... */
  readonly by?: string;
  /** Where it is written, or observed. */
  readonly origin?: Origin;
  /** What else there is to say. */
  readonly note?: string;
}

/** A group of values under one heading. */
export interface ExplanationSection {
  readonly title: string;
  readonly values: readonly ExplainedValue[];
}

/** A value of a manifest, as {@link ExplainedValue.by} names its author. */
export const writtenBy = 'written';

/** The origin as a field of an explained value, where there is one. */
export function originOf(entry: ViewObject, path?: string): { readonly origin?: Origin } {
  const origin = entry.origin(path);
  return origin === undefined ? {} : { origin };
}

import type { Loose } from '../core/loose';
import type { Report } from '../rules/report';

/** What the API server of Kubernetes asks of objects of one kind, beyond the schema; `T` is the type of the kind. */
export interface KindFunctions<T> {
  /** Judges a new object as the user wrote it: a field that is missing has the value that the API server fills in. */
  readonly create: (object: Loose<T>, report: Report) => void;
  /**
   * Judges what a change of the object does, beyond what `create` says about the new one: fields that never change.
   * @default every change is allowed that leaves a valid object
   */
  readonly update?: (next: Loose<T>, old: Loose<T>, report: Report) => void;
}

/** The functions of one kind, for objects as they are read. */
export interface KindValidation extends KindFunctions<unknown> {
  /** `<group>/<Kind>`, for example `apps/Deployment`. */
  readonly kind: string;
}

/**
 * Names the functions of one kind. That an object has the JSON types of its kind is what the schema check confirms; here it is taken for
 * granted, and everything may be missing.
 */
export function kindValidation<T>(kind: string, functions: KindFunctions<T>): KindValidation {
  return { kind, ...(functions as unknown as KindFunctions<unknown>) };
}

import type { FieldPath } from '../core/field-path';
import type { Loose } from '../core/loose';
import type { Report } from './report';
import type { Rule } from './rule';

/** What one field must be like when it is there. */
export interface FieldCheck<Value> {
  readonly rule: Rule;
  /** Reported as invalid when it does not hold. */
  readonly holds?: (value: Value) => boolean;
  /** Reported as not supported when the value is none of these. */
  readonly allowed?: readonly string[];
}

/** Fields of an object with what each must be like on its own, whatever the others say. */
export type FieldChecks<T> = { readonly [Field in keyof T]?: FieldCheck<Loose<NonNullable<T[Field]>>> };

/** Judges the fields of one object. */
export type CheckFields<T> = (object: Loose<T>, path: FieldPath, report: Report) => void;

/** A validator made of a table; a path is made only for a finding. */
export function fieldChecks<T extends object>(checks: FieldChecks<T>): CheckFields<T> {
  const entries = Object.entries(checks) as [string, FieldCheck<unknown>][];
  return (object, path, report) => {
    for (const [field, { rule, holds, allowed }] of entries) {
      const value = (object as Readonly<Record<string, unknown>>)[field];
      if (value === undefined || value === null) continue;
      if (holds !== undefined && !holds(value)) report.invalid(rule, path.child(field), value);
      if (allowed !== undefined && !allowed.includes(value as string))
        report.notSupported(rule, path.child(field), value, allowed);
    }
  };
}

/** 0 and more. */
export const isCount = (value: number): boolean => value >= 0;

/** A number between two bounds, both included. */
export const isWithin = (minimum: number, maximum: number) => (value: number) => value >= minimum && value <= maximum;

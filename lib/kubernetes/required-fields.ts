import type { FieldPath } from '../core/field-path';
import type { Loose } from '../core/loose';
import type { Report } from '../rules/report';
import type { Rule } from '../rules/rule';

/** Fields of an object that must not be missing, nor be an empty text, list or map. */
export interface RequiredFields<T> {
  readonly rule: Rule;
  readonly fields: readonly (string & keyof T)[];
}

/** Reports the fields that are missing or empty. */
export function validateRequired<T extends object>(
  object: Loose<T>,
  { rule, fields, path }: RequiredFields<T> & { readonly path: FieldPath },
  report: Report,
): void {
  const values = object as Readonly<Record<string, unknown>>;
  for (const field of fields) {
    const value = values[field];
    if (isEmpty(value)) report.required(rule, path.child(field), value === undefined ? {} : { value });
  }
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

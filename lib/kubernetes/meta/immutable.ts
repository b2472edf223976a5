import type { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import type { Rule } from '../../rules/rule';
import { semanticEqual } from './semantic-equal';

/** The value of one field before and after a change. */
export interface FieldChange {
  readonly next: unknown;
  readonly old: unknown;
  readonly path: FieldPath;
  /** A pointer in Go, so that an empty value is not the same as none. @default false */
  readonly isPointer?: boolean;
}

/** A field that must stay as it is (apimachinery `ValidateImmutableField`); absent and empty are alike, unless it is a pointer. */
export function validateImmutable(rule: Rule, { next, old, path, isPointer }: FieldChange, report: Report): void {
  const isSame = semanticEqual(next, old) && (isPointer !== true || (next === undefined) === (old === undefined));
  if (!isSame) report.invalid(rule, path, next, { message: `${rule.reason}, it was ${text(old)}` });
}

function text(value: unknown): string {
  const json = value === undefined ? 'not set' : JSON.stringify(value);
  return json.length <= 60 ? json : 'different';
}

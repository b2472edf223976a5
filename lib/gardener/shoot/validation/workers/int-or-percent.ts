import type { FieldPath } from '../../../../core/field-path';
import { isPercent } from '../../../../core/names';
import type { Report } from '../../../../rules/report';
import type { Rule } from '../../../../rules/rule';

/** A number, or a percentage such as `25%`. */
export type IntOrPercent = number | string;

/** The number itself, or that of the percentage; a text that is neither counts as in Go: its number, else 0. */
export function amountOf(value: IntOrPercent): number {
  if (typeof value === 'number') return value;
  const number = Number(isPercent(value) ? value.slice(0, -1) : value);
  return Number.isInteger(number) ? number : 0;
}

/** The percentage that a value is; undefined for numbers. */
export function percentOf(value: IntOrPercent): number | undefined {
  return typeof value === 'string' && isPercent(value) ? Number(value.slice(0, -1)) : undefined;
}

/** 0 or more, or a percentage (`ValidatePositiveIntOrPercent`). */
export function validateIntOrPercent(
  rule: Rule,
  value: IntOrPercent | undefined,
  path: FieldPath,
  report: Report,
): void {
  if (value === undefined) return;
  const holds = typeof value === 'number' ? value >= 0 : isPercent(value);
  if (!holds) report.invalid(rule, path, value);
}

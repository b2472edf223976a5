import type { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import type { Rule } from '../../rules/rule';

/** A number that counts something: absent, or 0 and more (apimachinery `ValidateNonnegativeField`). */
export function validateCount(rule: Rule, count: number | undefined, path: FieldPath, report: Report): void {
  if (count !== undefined && count < 0) report.invalid(rule, path, count, { message: `${rule.reason}, got ${count}` });
}

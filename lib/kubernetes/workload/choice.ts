import type { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import type { Rule } from '../../rules/rule';

/** Judges a field that must have one of these values. */
export function requiredChoice(rule: Rule, allowed: readonly string[]) {
  return (value: string | undefined, path: FieldPath, report: Report): void => {
    if (value === undefined) report.required(rule, path, { allowed });
    else if (!allowed.includes(value)) report.notSupported(rule, path, value, allowed);
  };
}

import type { FieldPath } from '../../../core/field-path';
import { qualifiedNameProblems } from '../../../core/names';
import type { Report } from '../../../rules/report';
import type { Rule } from '../../../rules/rule';

/** The rules that a name can break. */
export interface NameRules {
  readonly missing: Rule;
  readonly wrong: Rule;
}

/** A name that must be given and be a qualified name without a prefix (`validateUnprefixedQualifiedName`). */
export function validateUnprefixedName(name: string, rules: NameRules, path: FieldPath, report: Report): void {
  if (name === '') report.required(rules.missing, path);
  else validateUnprefixed(name, rules.wrong, path, report);
}

/** A name, empty ones included, that must be a qualified name without a prefix. */
export function validateUnprefixed(name: string, rule: Rule, path: FieldPath, report: Report): void {
  const problems = name.includes('/') ? ['must not have a prefix'] : qualifiedNameProblems(name);
  if (problems.length > 0) report.invalid(rule, path, name, { message: `${rule.reason}: it ${problems.join(', ')}` });
}

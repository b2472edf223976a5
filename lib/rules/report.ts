import type { FieldPath } from '../core/field-path';
import type { ErrorType, Finding } from '../core/finding';
import type { Rule } from './rule';

/** What a finding may say beyond its rule and its path. */
export interface Details {
  readonly value?: unknown;
  /** Instead of the rule's reason, when something more exact can be said. */
  readonly message?: string;
  readonly allowed?: readonly (string | number | boolean)[];
  readonly fix?: string;
  readonly effect?: string;
}

/**
 * Collects the findings of one object, in the vocabulary of apimachinery's `field.Error`: a validator that ports upstream code
 * reads like it. Nothing throws; all problems of an object are found in one run.
 */
export class Report {
  readonly findings: Finding[] = [];

  /** A finding without an upstream error type: what upstream accepts and we advise against, or a cross-object rule. */
  add(rule: Rule, path: FieldPath | string, details: Details = {}): void {
    this.push(rule, undefined, path, details);
  }

  required(rule: Rule, path: FieldPath | string, details: Details = {}): void {
    this.push(rule, 'required', path, details);
  }

  invalid(rule: Rule, path: FieldPath | string, value: unknown, details: Details = {}): void {
    this.push(rule, 'invalid', path, { value, ...details });
  }

  notSupported(
    rule: Rule,
    path: FieldPath | string,
    value: unknown,
    allowed: readonly (string | number | boolean)[],
    details: Details = {},
  ): void {
    this.push(rule, 'notSupported', path, { value, allowed, ...details });
  }

  forbidden(rule: Rule, path: FieldPath | string, details: Details = {}): void {
    this.push(rule, 'forbidden', path, details);
  }

  duplicate(rule: Rule, path: FieldPath | string, value: unknown, details: Details = {}): void {
    this.push(rule, 'duplicate', path, { value, ...details });
  }

  notFound(rule: Rule, path: FieldPath | string, value: unknown, details: Details = {}): void {
    this.push(rule, 'notFound', path, { value, ...details });
  }

  tooLong(rule: Rule, path: FieldPath | string, value: unknown, maximum: number, details: Details = {}): void {
    this.push(rule, 'tooLong', path, { value, message: `${rule.reason} (at most ${maximum} characters)`, ...details });
  }

  tooMany(rule: Rule, path: FieldPath | string, count: number, maximum: number, details: Details = {}): void {
    this.push(rule, 'tooMany', path, { value: count, message: `${rule.reason} (at most ${maximum})`, ...details });
  }

  typeInvalid(rule: Rule, path: FieldPath | string, value: unknown, details: Details = {}): void {
    this.push(rule, 'typeInvalid', path, { value, ...details });
  }

  unknownField(rule: Rule, path: FieldPath | string, details: Details = {}): void {
    this.push(rule, 'unknownField', path, details);
  }

  internal(rule: Rule, path: FieldPath | string, details: Details = {}): void {
    this.push(rule, 'internal', path, details);
  }

  private push(rule: Rule, type: ErrorType | undefined, path: FieldPath | string, details: Details): void {
    const fix = details.fix ?? rule.fix;
    this.findings.push({
      rule: rule.id,
      severity: rule.severity,
      ...(type && { type }),
      path: path.toString(),
      message: details.message ?? rule.reason,
      ...('value' in details && { value: details.value }),
      ...(details.allowed && { allowed: details.allowed }),
      ...(fix !== undefined && { fix }),
      ...(details.effect !== undefined && { effect: details.effect }),
      source: rule.source,
    });
  }
}

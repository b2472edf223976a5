import type { FieldPath } from '../../../core/field-path';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { selectField } from './field-selector';
import type { SchemaProps, ValidationRule } from './schema-props';
import { isConvertible } from './unsupported';

const rule = ruleTable('apiextensions-apiserver:pkg/apis/apiextensions/validation/validation.go v0.36', {
  'CRD-CEL-RULE': 'an entry of x-kubernetes-validations has a rule',
  'CRD-CEL-MESSAGE': 'the message of a rule is one line, and a rule of several lines needs one',
  'CRD-CEL-REASON': 'the reason of a rule is one of the types of errors about values',
  'CRD-CEL-FIELD-PATH': {
    reason: 'the fieldPath of a rule leads from its schema to a field, in one line: .spec.name',
    fix: "begin with a dot, and write names with other characters as ['name']",
  },
});

const reasons = ['FieldValueDuplicate', 'FieldValueForbidden', 'FieldValueInvalid', 'FieldValueRequired'];
const lineBreak = /[\n\r]/;

/** The entries of `x-kubernetes-validations` without their expressions. */
export function validateValidationRules(schema: SchemaProps, path: FieldPath, report: Report): void {
  for (const [index, entry] of (schema['x-kubernetes-validations'] ?? []).entries()) {
    const place = path.child('x-kubernetes-validations').index(index);
    validateTexts(entry, place, report);
    if (entry.reason !== undefined && !reasons.includes(entry.reason))
      report.notSupported(rule['CRD-CEL-REASON'], place.child('reason'), entry.reason, reasons);
    validateFieldPath(entry, schema, place.child('fieldPath'), report);
  }
}

function validateTexts(entry: ValidationRule, path: FieldPath, report: Report): void {
  const { message = '', messageExpression = '' } = entry;
  const [text, said] = [trimmed(entry.rule), trimmed(message)];
  if (text === '') report.required(rule['CRD-CEL-RULE'], path.child('rule'));
  else if (message !== '' && said === '')
    report.invalid(rule['CRD-CEL-MESSAGE'], path.child('message'), message, { message: 'must not be blank' });
  else if (lineBreak.test(said)) report.invalid(rule['CRD-CEL-MESSAGE'], path.child('message'), message);
  else if (lineBreak.test(text) && said === '') report.required(rule['CRD-CEL-MESSAGE'], path.child('message'));
  if (messageExpression !== '' && trimmed(messageExpression) === '')
    report.required(rule['CRD-CEL-MESSAGE'], path.child('messageExpression'), { message: 'must not be blank' });
}

function validateFieldPath(
  { fieldPath = '' }: ValidationRule,
  schema: SchemaProps,
  path: FieldPath,
  report: Report,
): void {
  if (fieldPath === '') return;
  const problems = [
    trimmed(fieldPath) === '' && 'must not be blank',
    lineBreak.test(fieldPath) && 'must not contain line breaks',
    isConvertible(schema) && problemOf(fieldPath, schema),
  ].filter(problem => typeof problem === 'string');
  if (problems.length > 0)
    report.invalid(rule['CRD-CEL-FIELD-PATH'], path, fieldPath, { message: problems.join(', ') });
}

function problemOf(fieldPath: string, schema: SchemaProps): string | false {
  const selected = selectField(fieldPath, schema, true);
  return typeof selected === 'string' && selected;
}

/** Without spaces around, as Go trims them. */
function trimmed(text = ''): string {
  return text.replace(/^[\p{White_Space}]+|[\p{White_Space}]+$/gu, '');
}

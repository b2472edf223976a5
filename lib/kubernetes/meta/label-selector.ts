import type { LabelSelector, LabelSelectorRequirement } from '../../../imports/meta/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { labelValueProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateLabelKey, validateLabels } from './labels';

const rule = ruleTable('apimachinery:pkg/apis/meta/v1/validation/validation.go v0.36', {
  'SELECTOR-VALUES-MISSING': {
    reason: 'the operators In and NotIn compare with at least one value',
    fix: 'list values, or use Exists or DoesNotExist',
  },
  'SELECTOR-VALUES': {
    reason: 'the operators Exists and DoesNotExist take no values',
    fix: 'remove values, or use In or NotIn',
  },
  'SELECTOR-OPERATOR': 'the operator must be In, NotIn, Exists or DoesNotExist',
  'SELECTOR-VALUE': 'a value to compare with must be a label value',
});

/** The rules about label selectors. */
export const labelSelectorRules = Object.values(rule);

const withValues = new Set(['In', 'NotIn']);
const withoutValues = new Set(['Exists', 'DoesNotExist']);

/** Keys, operators and values of a label selector (`ValidateLabelSelector`). */
export function validateLabelSelector(
  selector: Loose<LabelSelector> | undefined,
  path: FieldPath,
  report: Report,
): void {
  validateLabels(selector?.matchLabels, path.child('matchLabels'), report);
  for (const [index, requirement] of (selector?.matchExpressions ?? []).entries())
    validateRequirement(requirement, path.child('matchExpressions').index(index), report);
}

function validateRequirement(requirement: Loose<LabelSelectorRequirement>, path: FieldPath, report: Report): void {
  const { key = '', operator = '', values = [] } = requirement;
  if (withValues.has(operator)) {
    if (values.length === 0) report.required(rule['SELECTOR-VALUES-MISSING'], path.child('values'));
  } else if (withoutValues.has(operator)) {
    if (values.length > 0) report.forbidden(rule['SELECTOR-VALUES'], path.child('values'));
  } else report.invalid(rule['SELECTOR-OPERATOR'], path.child('operator'), operator);
  validateLabelKey(key, path.child('key'), report);
  for (const [index, value] of values.entries()) {
    for (const problem of labelValueProblems(value)) {
      const message = `a value to compare with ${problem}`;
      report.invalid(rule['SELECTOR-VALUE'], path.child('values').index(index), value, { message });
    }
  }
}

/** Whether the selector holds no condition at all. */
export function isEmptySelector(selector: Loose<LabelSelector> | undefined): boolean {
  return Object.keys(selector?.matchLabels ?? {}).length === 0 && (selector?.matchExpressions ?? []).length === 0;
}

/** Whether all conditions of a valid selector hold for these labels; an empty selector matches everything. */
export function matchesSelector(
  selector: Loose<LabelSelector> | undefined,
  labels: Readonly<Record<string, string | undefined>> | undefined,
): boolean {
  const equal = Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => labels?.[key] === value);
  return equal && (selector?.matchExpressions ?? []).every(requirement => holds(requirement, labels ?? {}));
}

function holds(
  { key = '', operator, values = [] }: Loose<LabelSelectorRequirement>,
  labels: Readonly<Record<string, string | undefined>>,
): boolean {
  const value = labels[key];
  if (operator === 'Exists') return value !== undefined;
  if (operator === 'DoesNotExist') return value === undefined;
  const among = value !== undefined && values.includes(value);
  return operator === 'In' ? among : !among;
}

import type { MetricTarget } from '../../../../imports/autoscaling/v2';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { Quantity } from '../../../core/quantity';
import { fieldChecks } from '../../../rules/field-checks';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { requiredChoice } from '../choice';

const rule = ruleTable('kubernetes:pkg/apis/autoscaling/validation/validation.go v1.36', {
  'HPA-TARGET-TYPE': 'a target is a value, an average value or a utilization',
  'HPA-TARGET-VALUE': { reason: 'the value to keep to is above 0', fix: 'write a number above 0' },
  'HPA-TARGET-NONE': 'a metric needs the value that the autoscaler keeps to',
  'HPA-TARGET-BOTH': { reason: 'a target is one of two values', fix: 'remove one of them' },
});

/**
 * Which values a target must have: `value` or `averageValue`; one of these (`oneValue`); `averageValue` (`average`); `averageValue` or
 * `averageUtilization`, one of them (`oneUsage`).
 */
export type TargetNeed = 'value' | 'oneValue' | 'average' | 'oneUsage';

const validateType = requiredChoice(rule['HPA-TARGET-TYPE'], ['AverageValue', 'Utilization', 'Value']);
const isPositive = (amount: string | number): boolean => {
  const quantity = Quantity.parse(amount);
  return quantity === undefined || !(quantity.isZero() || quantity.isNegative());
};
const validateFields = fieldChecks<MetricTarget>({
  value: { rule: rule['HPA-TARGET-VALUE'], holds: isPositive },
  averageValue: { rule: rule['HPA-TARGET-VALUE'], holds: isPositive },
  averageUtilization: { rule: rule['HPA-TARGET-VALUE'], holds: percent => percent >= 1 },
});

/** What an autoscaler keeps a metric to. */
export function validateTarget(
  target: Loose<MetricTarget> | undefined,
  { path, need }: { readonly path: FieldPath; readonly need: TargetNeed },
  report: Report,
): void {
  if (target === undefined) {
    report.required(rule['HPA-TARGET-NONE'], path);
    return;
  }
  validateType(target.type, path.child('type'), report);
  validateFields(target, path, report);
  const { value, averageValue, averageUtilization } = target;
  const other = need === 'oneUsage' ? averageUtilization : need === 'average' ? undefined : value;
  const missing = need === 'oneUsage' ? 'averageUtilization' : 'averageValue';
  const forbidden = need === 'oneUsage' ? 'averageValue' : 'value';
  if (averageValue === undefined && other === undefined) report.required(rule['HPA-TARGET-NONE'], path.child(missing));
  if (averageValue !== undefined && other !== undefined && need !== 'value')
    report.forbidden(rule['HPA-TARGET-BOTH'], path.child(forbidden));
}

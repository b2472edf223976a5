import type {
  HorizontalPodAutoscalerBehavior,
  HPAScalingPolicy,
  HPAScalingRules,
} from '../../../../imports/autoscaling/v2';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { Quantity } from '../../../core/quantity';
import { fieldChecks, isWithin } from '../../../rules/field-checks';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';

const rule = ruleTable('kubernetes:pkg/apis/autoscaling/validation/validation.go v1.36', {
  'HPA-WINDOW': { reason: 'a stabilization window has 0 to 3600 seconds', fix: 'write at most 3600' },
  'HPA-SELECT': 'of several policies the one with the largest change counts, or the smallest, or none',
  'HPA-POLICIES': {
    reason: 'a list of policies has at least one',
    fix: 'remove policies for the default ones, or set selectPolicy: Disabled',
  },
  'HPA-POLICY': 'a policy allows so many pods or so many percent, 1 or more, in 1 to 1800 seconds',
  'HPA-TOLERANCE': { reason: 'a tolerance is 0 or more', fix: 'write a fraction such as 0.05' },
});

const validateRules = fieldChecks<HPAScalingRules>({
  stabilizationWindowSeconds: { rule: rule['HPA-WINDOW'], holds: isWithin(0, 3600) },
  selectPolicy: { rule: rule['HPA-SELECT'], allowed: ['Disabled', 'Max', 'Min'] },
  tolerance: { rule: rule['HPA-TOLERANCE'], holds: amount => Quantity.parse(amount)?.isNegative() !== true },
});
const validatePolicy = fieldChecks<HPAScalingPolicy>({
  type: { rule: rule['HPA-POLICY'], allowed: ['Percent', 'Pods'] },
  value: { rule: rule['HPA-POLICY'], holds: value => value > 0 },
  periodSeconds: { rule: rule['HPA-POLICY'], holds: isWithin(1, 1800) },
});

/** How fast an autoscaler may add and remove pods. Without a list of policies there are default ones. */
export function validateBehavior(
  behavior: Loose<HorizontalPodAutoscalerBehavior> = {},
  path: FieldPath,
  report: Report,
): void {
  for (const direction of ['scaleUp', 'scaleDown'] as const) {
    const rules = behavior[direction] ?? {};
    validateRules(rules, path.child(direction), report);
    const policiesPath = path.child(direction, 'policies');
    if (rules.policies?.length === 0) report.required(rule['HPA-POLICIES'], policiesPath);
    // that nothing is missing in a policy is what the schema says
    for (const [index, policy] of (rules.policies ?? []).entries())
      validatePolicy(policy, policiesPath.index(index), report);
  }
}

import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { labelValueProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateLabelKey } from '../meta/labels';

const rule = ruleTable('gardener:pkg/utils/validation/kubernetes/core/validation.go v1.150', {
  'POD-TOLERATION-OPERATOR-WITHOUT-KEY': {
    reason: 'a toleration without key matches every taint and needs the operator Exists',
    fix: 'set operator: Exists, or a key',
  },
  'POD-TOLERATION-SECONDS': {
    reason: 'tolerationSeconds delay an eviction, which only the effect NoExecute causes',
    fix: 'set effect: NoExecute, or remove tolerationSeconds',
  },
  'POD-TOLERATION-VALUE': 'the value that a taint is compared with must be a label value',
  'POD-TOLERATION-VALUE-UNUSED': {
    reason: 'the operator Exists compares no value',
    fix: 'remove value, or set operator: Equal',
  },
  'POD-TOLERATION-OPERATOR': 'the operator is Equal or Exists',
  'POD-TOLERATION-EFFECT': 'the effect of a taint must be one that Kubernetes knows',
});

/** The rules about tolerations of pods. */
export const podTolerationRules = Object.values(rule);

/** A toleration of a pod (core/v1 Toleration). */
export interface PodTolerationFields {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
  readonly tolerationSeconds?: number;
}

/** The effects of taints on nodes. */
export const taintEffects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const;

const operators = ['Equal', 'Exists'];
const knownEffects: ReadonlySet<string> = new Set(taintEffects);

/** Tolerations of a pod, as the API server of the seed would judge them (`ValidateTolerations`). */
export function validatePodTolerations(
  tolerations: readonly Loose<PodTolerationFields>[] = [],
  path: FieldPath,
  report: Report,
): void {
  for (const [index, toleration] of tolerations.entries()) validatePodToleration(toleration, path.index(index), report);
}

function validatePodToleration(toleration: Loose<PodTolerationFields>, path: FieldPath, report: Report): void {
  const { key = '', operator = '', effect = '', tolerationSeconds } = toleration;
  if (key !== '') validateLabelKey(key, path.child('key'), report);
  else if (operator !== 'Exists')
    report.invalid(rule['POD-TOLERATION-OPERATOR-WITHOUT-KEY'], path.child('operator'), operator);
  if (tolerationSeconds !== undefined && effect !== 'NoExecute')
    report.invalid(rule['POD-TOLERATION-SECONDS'], path.child('effect'), effect);
  validateValue(toleration, path, report);
  if (effect !== '' && !knownEffects.has(effect))
    report.notSupported(rule['POD-TOLERATION-EFFECT'], path.child('effect'), effect, taintEffects);
}

/** Upstream reports a wrong value at the operator that gives it its meaning. */
function validateValue(toleration: Loose<PodTolerationFields>, path: FieldPath, report: Report): void {
  const { operator = '', value = '' } = toleration;
  if (operator === 'Exists') {
    if (value !== '') report.invalid(rule['POD-TOLERATION-VALUE-UNUSED'], path.child('operator'), value);
  } else if (operator === 'Equal' || operator === '') {
    const problems = labelValueProblems(value);
    if (problems.length > 0)
      report.invalid(rule['POD-TOLERATION-VALUE'], path.child('operator'), value, {
        message: `the value that a taint is compared with ${problems.join(', ')}`,
      });
  } else report.notSupported(rule['POD-TOLERATION-OPERATOR'], path.child('operator'), operator, operators);
}

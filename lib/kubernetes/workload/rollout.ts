import type { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

/** The rules about how a change reaches the pods of a workload. */
export const rolloutRule = ruleTable('kubernetes:pkg/apis/apps/validation/validation.go v1.36', {
  'WORKLOAD-STRATEGY': 'this is no way to replace pods of this kind of workload',
  'WORKLOAD-STRATEGY-UNUSED': {
    reason: 'only the strategy RollingUpdate has the settings of rollingUpdate',
    fix: 'remove rollingUpdate, or set type: RollingUpdate',
  },
  'WORKLOAD-ROLLOUT-STUCK': {
    reason: 'with neither a pod more nor a pod less than wanted, no pod is ever replaced',
    fix: 'set maxUnavailable or maxSurge above 0',
  },
  'WORKLOAD-ROLLOUT-BOTH': {
    reason: 'on a node either the old pod goes first, or the new one comes first',
    fix: 'set maxUnavailable: 0, or remove maxSurge',
  },
});

/** The strategy of a workload, whatever it is for. */
export interface Strategy {
  /** @default 'RollingUpdate' */
  readonly type?: string | undefined;
  readonly rollingUpdate?: object | undefined;
}

/** The name of a strategy, judged; reported where it was written, which is one level below what upstream names. */
export function validateStrategyType(
  { type = 'RollingUpdate' }: Strategy,
  { other, path }: { readonly other: 'OnDelete' | 'Recreate'; readonly path: FieldPath },
  report: Report,
): string {
  const allowed = [other, 'RollingUpdate'];
  if (!allowed.includes(type)) report.notSupported(rolloutRule['WORKLOAD-STRATEGY'], path.child('type'), type, allowed);
  return type;
}

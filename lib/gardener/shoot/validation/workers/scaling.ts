import type { Worker } from '../../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../../core/field-path';
import type { Loose } from '../../../../core/loose';
import type { Report } from '../../../../rules/report';
import { ruleTable } from '../../../../rules/rule';
import { amountOf, percentOf, validateIntOrPercent } from './int-or-percent';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (ValidateWorker)', {
  'SHOOT-WORKER-MINIMUM': 'the minimum of a pool must be 0 or more',
  'SHOOT-WORKER-MAXIMUM': 'the maximum of a pool must be 0 or more',
  'SHOOT-WORKER-ORDER': { reason: 'the maximum of a pool must not be less than its minimum', fix: 'raise maximum' },
  'SHOOT-WORKER-SURGE': 'maxSurge and maxUnavailable are numbers of 0 or more, or percentages such as 25%',
  'SHOOT-WORKER-UNAVAILABLE': 'no more than 100% of the machines can be unavailable',
  'SHOOT-WORKER-MANUAL': {
    reason: 'a pool that is updated manually has no maxSurge and no maxUnavailable',
    fix: 'remove the field',
  },
  'SHOOT-WORKER-STUCK': {
    reason: 'a pool whose maxSurge and maxUnavailable are both 0 can never be updated',
    fix: 'set maxSurge to at least 1',
  },
});

/** The rules about the size of pools. */
export const scalingRules = Object.values(rule);

/** Size of a pool, and how many machines an update may add and take away; `path` is the pool. */
export function validateScaling(worker: Loose<Worker>, path: FieldPath, report: Report): void {
  const { minimum = 0, maximum = 0 } = worker;
  if (minimum < 0) report.invalid(rule['SHOOT-WORKER-MINIMUM'], path.child('minimum'), minimum);
  if (maximum < 0) report.invalid(rule['SHOOT-WORKER-MAXIMUM'], path.child('maximum'), maximum);
  if (maximum < minimum) {
    const message = `the maximum of a pool must not be less than its minimum, which is ${minimum}`;
    report.forbidden(rule['SHOOT-WORKER-ORDER'], path.child('maximum'), { value: maximum, message });
  }
  validateSurge(worker, path, report);
}

function validateSurge(worker: Loose<Worker>, path: FieldPath, report: Report): void {
  const { maxSurge, maxUnavailable } = worker;
  validateIntOrPercent(rule['SHOOT-WORKER-SURGE'], maxSurge, path.child('maxSurge'), report);
  validateIntOrPercent(rule['SHOOT-WORKER-SURGE'], maxUnavailable, path.child('maxUnavailable'), report);
  if ((percentOf(maxUnavailable ?? 0) ?? 0) > 100)
    report.invalid(rule['SHOOT-WORKER-UNAVAILABLE'], path.child('maxUnavailable'), maxUnavailable);
  if (worker.updateStrategy === 'ManualInPlaceUpdate') {
    for (const field of ['maxSurge', 'maxUnavailable'] as const)
      if (worker[field] !== undefined) report.invalid(rule['SHOOT-WORKER-MANUAL'], path.child(field), worker[field]);
  } else if (amountOf(maxUnavailable ?? 0) === 0 && amountOf(maxSurge ?? 0) === 0)
    report.invalid(rule['SHOOT-WORKER-STUCK'], path.child('maxUnavailable'), maxUnavailable);
}

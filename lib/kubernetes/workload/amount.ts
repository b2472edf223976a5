import type { IntOrString } from '../../../imports/kind';
import type { FieldPath } from '../../core/field-path';
import { isPercent } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('kubernetes:pkg/apis/apps/validation/validation.go v1.36', {
  'WORKLOAD-AMOUNT': {
    reason: 'an amount of pods is a whole number from 0, or a percentage such as 25%',
    fix: 'write a number without quotes, or a whole number and %',
  },
  'WORKLOAD-AMOUNT-ALL': { reason: 'more than all pods, 100%, there are not', fix: 'write at most 100%' },
});

/** A number of pods, or their percentage (`ValidatePositiveIntOrPercent`). */
export function validateAmount(amount: IntOrString | undefined, path: FieldPath, report: Report): void {
  if (amount === undefined) return;
  if (!isAmount(amount)) report.invalid(rule['WORKLOAD-AMOUNT'], path, amount);
}

/** Whether a value is a number of pods or a percentage. */
export function isAmount(value: IntOrString): boolean {
  return typeof value === 'string' ? isPercent(value) : value >= 0;
}

/** A part of the pods that there are: a number, or a percentage up to 100 (`IsNotMoreThan100Percent`). */
export function validateShare(share: IntOrString | undefined, path: FieldPath, report: Report): void {
  validateAmount(share, path, report);
  if (typeof share === 'string' && isPercent(share) && sizeOf(share) > 100)
    report.invalid(rule['WORKLOAD-AMOUNT-ALL'], path, share);
}

/** Whether an amount is 0, be it pods or per cent; a text that is neither number nor percentage counts as 0. */
export function isNone(amount: IntOrString): boolean {
  return sizeOf(amount) === 0;
}

function sizeOf(amount: IntOrString): number {
  if (typeof amount === 'number') return amount;
  const [, digits] = /^([-+]?[0-9]+)%?$/.exec(amount) ?? [];
  return digits === undefined ? 0 : Number(digits);
}

import type { FieldPath } from '../../core/field-path';
import { Quantity } from '../../core/quantity';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'STORAGE-AMOUNT': 'an amount of storage is more than 0',
  'STORAGE-AMOUNT-FRACTION': {
    severity: 'warning',
    reason: 'storage comes in whole bytes, and this amount has a fraction of one',
    fix: 'write a unit, such as 10Gi',
    source: 'kubernetes:pkg/api/persistentvolumeclaim/util.go v1.36',
  },
});

/** An amount of storage; a text that is no quantity is left to the schema. */
export function validateStorageAmount(value: string | number, path: FieldPath, report: Report): void {
  const amount = Quantity.parse(value);
  if (amount !== undefined && (amount.isZero() || amount.isNegative()))
    report.invalid(rule['STORAGE-AMOUNT'], path, value);
  if (amount !== undefined && amount.value(-3) % 1000n !== 0n)
    report.add(rule['STORAGE-AMOUNT-FRACTION'], path, { value });
}

import { isCount, type FieldCheck } from '../../rules/field-checks';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'WORKLOAD-COUNT': { reason: 'a number of pods, of revisions or of seconds is 0 or more', fix: 'write 0 or more' },
});

/** A number of something: 0 and more (`ValidateNonnegativeField`). */
export const count: FieldCheck<number> = { rule: rule['WORKLOAD-COUNT'], holds: isCount };

import type { JobSpec, SuccessPolicyRule } from '../../../../imports/batch/v1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { isCount } from '../../../rules/field-checks';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { isIndexed, reportIndexedOnly } from './indexed';
import { parseIndexes } from './indexes';

const rule = ruleTable('kubernetes:pkg/apis/batch/validation/validation.go v1.36', {
  'JOB-SUCCESS-RULES': 'a successPolicy has 1 to 20 rules, each with a number of indexes, a list of them, or both',
  'JOB-SUCCESS-INDEXES': {
    reason: 'succeededIndexes are intervals in ascending order below completions, at most 65536 characters',
    fix: 'write them as 0,2-4,7',
  },
  'JOB-SUCCESS-COUNT': {
    reason: 'succeededCount is 0 to completions, and not more than the indexes that are listed beside it',
    fix: 'write a lower number',
  },
});

const maxRules = 20;
const maxListLength = 65_536;

/** When an indexed Job is complete although not all of its indexes are. */
export function validateSuccessPolicy(spec: Loose<JobSpec>, path: FieldPath, report: Report): void {
  if (!isIndexed(spec)) {
    reportIndexedOnly(spec.successPolicy, path, report);
    return;
  }
  const rules = spec.successPolicy?.rules ?? [];
  const rulesPath = path.child('rules');
  if (rules.length === 0) report.required(rule['JOB-SUCCESS-RULES'], rulesPath);
  if (rules.length > maxRules) report.tooMany(rule['JOB-SUCCESS-RULES'], rulesPath, rules.length, maxRules);
  for (const [index, entry] of rules.entries())
    validateRule(entry, { completions: spec.completions, path: rulesPath.index(index) }, report);
}

interface RuleScope {
  /** Undefined where it is missing, which is reported elsewhere. */
  readonly completions: number | undefined;
  readonly path: FieldPath;
}

function validateRule(entry: Loose<SuccessPolicyRule>, { completions, path }: RuleScope, report: Report): void {
  const { succeededCount, succeededIndexes } = entry;
  if (succeededCount === undefined && succeededIndexes === undefined)
    report.required(rule['JOB-SUCCESS-RULES'], path, { message: 'succeededCount or succeededIndexes is needed' });
  const listed = validateList(succeededIndexes, { completions, path: path.child('succeededIndexes') }, report);
  if (succeededCount === undefined) return;
  const maximum = Math.min(completions ?? Infinity, listed ?? Infinity);
  if (!isCount(succeededCount) || succeededCount > maximum)
    report.invalid(rule['JOB-SUCCESS-COUNT'], path.child('succeededCount'), succeededCount);
}

/** The number of indexes that are listed; upstream takes a list that is wrong for an empty one. */
function validateList(list: string | undefined, { completions, path }: RuleScope, report: Report): number | undefined {
  if (list === undefined) return undefined;
  if (Buffer.byteLength(list) > maxListLength)
    report.tooLong(rule['JOB-SUCCESS-INDEXES'], path, Buffer.byteLength(list), maxListLength);
  const count = parseIndexes(list, completions ?? Infinity);
  if (typeof count === 'number') return count;
  report.invalid(rule['JOB-SUCCESS-INDEXES'], path, list, { message: count });
  return 0;
}

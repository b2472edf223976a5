import type { JobSpec } from '../../../../imports/batch/v1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';

const rule = ruleTable('kubernetes:pkg/apis/batch/validation/validation.go v1.36', {
  'JOB-COMPLETIONS-MISSING': {
    reason: 'an indexed Job needs the number of its indexes',
    fix: 'set completions',
  },
  'JOB-INDEX-LIMIT': {
    reason: 'the status of an indexed Job lists indexes, and has room for so many only',
    fix: 'write a lower number',
  },
  'JOB-FAILED-INDEXES-ABOVE': {
    reason: 'more indexes than there are cannot fail',
    fix: 'set maxFailedIndexes to at most completions',
  },
  'JOB-INDEXED-ONLY': {
    reason: 'only an indexed Job has limits for its indexes',
    fix: 'set completionMode: Indexed, or remove this field',
  },
});

/** Pods at a time, or indexes that may fail. */
const limit = 100_000;
/** The same where there are more completions than that, each with retries of its own. */
const limitForMany = 10_000;

/** Whether each pod of the Job has an index. */
export function isIndexed({ completionMode }: Loose<JobSpec>): boolean {
  return completionMode === 'Indexed';
}

/** The number of completions where the manifest leaves the only one to the API server; templates of Jobs get no default. */
export function completionsOf({ completions, parallelism }: Loose<JobSpec>): number | undefined {
  return completions ?? (parallelism === undefined ? 1 : undefined);
}

/** The limits of a Job whose pods have indexes. */
export function validateIndexed(spec: Loose<JobSpec>, path: FieldPath, report: Report): void {
  const { completions, maxFailedIndexes, backoffLimitPerIndex } = spec;
  if (completions === undefined) report.required(rule['JOB-COMPLETIONS-MISSING'], path.child('completions'));
  if (completions !== undefined && maxFailedIndexes !== undefined && maxFailedIndexes > completions)
    report.invalid(rule['JOB-FAILED-INDEXES-ABOVE'], path.child('maxFailedIndexes'), maxFailedIndexes);
  const isMany = (completions ?? 0) > limit && backoffLimitPerIndex !== undefined;
  if (isMany && maxFailedIndexes === undefined)
    report.required(rule['JOB-INDEX-LIMIT'], path.child('maxFailedIndexes'), {
      message: `above ${limit} completions, each with retries of its own, it must be said how many may fail`,
      fix: `set maxFailedIndexes to at most ${limitForMany}`,
    });
  for (const field of ['parallelism', 'maxFailedIndexes'] as const) {
    const value = spec[field] ?? 0;
    const maximum = isMany ? limitForMany : limit;
    if (value <= maximum) continue;
    const message = `${field} of an indexed Job is at most ${maximum}${isMany ? ` where there are more than ${limit} completions` : ''}`;
    report.invalid(rule['JOB-INDEX-LIMIT'], path.child(field), value, { message });
  }
}

/** The fields that a Job without indexes must not have. */
export function validateNotIndexed(spec: Loose<JobSpec>, path: FieldPath, report: Report): void {
  for (const field of ['backoffLimitPerIndex', 'maxFailedIndexes'] as const)
    if (spec[field] !== undefined) report.invalid(rule['JOB-INDEXED-ONLY'], path.child(field), spec[field]);
}

/** Reports a policy that concerns indexes. */
export function reportIndexedOnly(policy: unknown, path: FieldPath, report: Report): void {
  report.invalid(rule['JOB-INDEXED-ONLY'], path, policy);
}

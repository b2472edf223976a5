import type { CronJob, CronJobSpec } from '../../../../imports/batch/v1';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { dns1123SubdomainProblems } from '../../../core/names';
import { fieldChecks } from '../../../rules/field-checks';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { kindValidation } from '../../kind-validation';
import { validateKubernetesMetadata } from '../../meta/kubernetes-metadata';
import { count } from '../count';
import { validateJobTemplate } from '../job/job-template';
import { parseSchedule } from './schedule';
import { nearTimeZone, timeZoneProblem } from './time-zone';

const rule = ruleTable('kubernetes:pkg/apis/batch/validation/validation.go v1.36', {
  'CRON-NAME-LENGTH': {
    reason: 'the name of a CronJob has at most 52 characters: its Jobs get 11 more',
    fix: 'choose a shorter name',
  },
  'CRON-SCHEDULE': { reason: 'the schedule must be one that cron understands', fix: 'write five fields, or @daily' },
  'CRON-SCHEDULE-ZONE': {
    reason: 'a schedule says nothing about the time zone',
    fix: 'remove TZ= and the name from the schedule, and set timeZone',
  },
  'CRON-NEVER': {
    severity: 'warning',
    reason: 'there is no such day or minute: the Job never runs',
    source: 'robfig/cron:spec.go v3.0.1',
  },
  'CRON-TIME-ZONE': 'the time zone must be one of the IANA database',
  'CRON-JOB-MISSING': { reason: 'a CronJob needs a template of its Jobs', fix: 'set spec.jobTemplate' },
  'CRON-CONCURRENCY':
    'when a Job still runs at the time of the next, both run, the next is left out, or it replaces the first',
});

const specPath = FieldPath.of('spec');
const maxNameLength = 52;
const validateFields = fieldChecks<CronJobSpec>({
  startingDeadlineSeconds: count,
  successfulJobsHistoryLimit: count,
  failedJobsHistoryLimit: count,
  concurrencyPolicy: { rule: rule['CRON-CONCURRENCY'], allowed: ['Allow', 'Forbid', 'Replace'] },
});

/** What the API server asks of CronJobs; everything may change. */
export const cronJob = kindValidation<CronJob>('batch/CronJob', {
  create({ metadata, spec = {} }, report) {
    validateKubernetesMetadata(metadata, { namespaced: true, nameProblems: dns1123SubdomainProblems }, report);
    const name = metadata?.name ?? '';
    if (name.length > maxNameLength) report.invalid(rule['CRON-NAME-LENGTH'], FieldPath.of('metadata', 'name'), name);
    validateSchedule(spec, report);
    validateTimeZone(spec, report);
    validateFields({ ...spec, concurrencyPolicy: spec.concurrencyPolicy || undefined }, specPath, report);
    const path = specPath.child('jobTemplate');
    if (spec.jobTemplate === undefined) report.required(rule['CRON-JOB-MISSING'], path);
    else validateJobTemplate(spec.jobTemplate, path, report);
  },
});

function validateSchedule({ schedule }: Loose<CronJobSpec>, report: Report): void {
  const path = specPath.child('schedule');
  if (schedule === undefined) report.required(rule['CRON-SCHEDULE'], path, { message: 'a CronJob needs a schedule' });
  else if (schedule.includes('TZ')) report.invalid(rule['CRON-SCHEDULE-ZONE'], path, schedule);
  else {
    const read = parseSchedule(schedule);
    if (typeof read === 'string') report.invalid(rule['CRON-SCHEDULE'], path, schedule, { message: read });
    else if (read.isNever) report.add(rule['CRON-NEVER'], path, { value: schedule });
  }
}

function validateTimeZone({ timeZone }: Loose<CronJobSpec>, report: Report): void {
  const problem = timeZone === undefined ? undefined : timeZoneProblem(timeZone);
  if (timeZone === undefined || problem === undefined) return;
  const near = nearTimeZone(timeZone);
  report.invalid(rule['CRON-TIME-ZONE'], specPath.child('timeZone'), timeZone, {
    message: `the time zone ${problem}`,
    ...(near !== undefined && { fix: `did you mean ${near}` }),
  });
}

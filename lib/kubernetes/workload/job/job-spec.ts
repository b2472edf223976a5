import type { JobSpec } from '../../../../imports/batch/v1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { isDomainPrefixedPath } from '../../../core/names';
import { fieldChecks } from '../../../rules/field-checks';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { count } from '../count';
import { validateTemplate } from '../template';
import { isIndexed, validateIndexed, validateNotIndexed } from './indexed';
import { validatePodFailurePolicy } from './pod-failure-policy';
import { validateSuccessPolicy } from './success-policy';

const rule = ruleTable('kubernetes:pkg/apis/batch/validation/validation.go v1.36', {
  'JOB-COMPLETION-MODE': 'a Job is complete after so many pods (NonIndexed), or after one pod for each index (Indexed)',
  'JOB-FAILED-INDEXES': {
    reason: 'indexes fail one by one only where each has its own limit of retries',
    fix: 'set backoffLimitPerIndex',
  },
  'JOB-MANAGED-BY': {
    reason: 'another controller than that of Kubernetes is named by a domain and a path, 63 characters at most',
    fix: 'write it as example.com/controller',
  },
  'JOB-REPLACEMENT': 'a pod is replaced as soon as it ends (TerminatingOrFailed), or only when it is gone (Failed)',
  'JOB-REPLACEMENT-FAILURE': {
    reason: 'with a podFailurePolicy a pod is replaced only when it has failed',
    fix: 'remove podReplacementPolicy, or set it to Failed',
  },
  'JOB-RESTART': {
    reason: 'pods of a Job come to an end: they are restarted never or on failure only',
    fix: 'set restartPolicy: Never, or OnFailure',
  },
  'JOB-RESTART-FAILURE': {
    reason: 'a podFailurePolicy judges pods that have failed, so that none may be restarted',
    fix: 'set restartPolicy: Never',
  },
});

const maxManagedByLength = 63;
const restarts = ['Never', 'OnFailure'];
const validateFields = fieldChecks<JobSpec>({
  parallelism: count,
  completions: count,
  activeDeadlineSeconds: count,
  backoffLimit: count,
  ttlSecondsAfterFinished: count,
  backoffLimitPerIndex: count,
  maxFailedIndexes: count,
  completionMode: { rule: rule['JOB-COMPLETION-MODE'], allowed: ['NonIndexed', 'Indexed'] },
});

/** The spec of a Job without its selector, as templates of Jobs have it. */
export function validateJobSpec(spec: Loose<JobSpec>, path: FieldPath, report: Report): void {
  validateFields(spec, path, report);
  if (spec.maxFailedIndexes !== undefined && spec.backoffLimitPerIndex === undefined)
    report.required(rule['JOB-FAILED-INDEXES'], path.child('backoffLimitPerIndex'));
  validateManagedBy(spec.managedBy, path.child('managedBy'), report);
  if (isIndexed(spec)) validateIndexed(spec, path, report);
  else if ((spec.completionMode ?? 'NonIndexed') === 'NonIndexed') validateNotIndexed(spec, path, report);
  if (spec.podFailurePolicy) validatePodFailurePolicy(spec, path.child('podFailurePolicy'), report);
  if (spec.successPolicy) validateSuccessPolicy(spec, path.child('successPolicy'), report);
  validateReplacement(spec, path.child('podReplacementPolicy'), report);
  validateTemplate(spec.template, { path: path.child('template') }, report);
  if (spec.template !== undefined) validateRestart(spec, path.child('template', 'spec', 'restartPolicy'), report);
}

function validateManagedBy(managedBy: string | undefined, path: FieldPath, report: Report): void {
  if (managedBy === undefined) return;
  if (managedBy === '') report.required(rule['JOB-MANAGED-BY'], path);
  else if (Buffer.byteLength(managedBy) > maxManagedByLength)
    report.tooLong(rule['JOB-MANAGED-BY'], path, managedBy, maxManagedByLength);
  else if (!isDomainPrefixedPath(managedBy)) report.invalid(rule['JOB-MANAGED-BY'], path, managedBy);
}

function validateReplacement(spec: Loose<JobSpec>, path: FieldPath, report: Report): void {
  const { podReplacementPolicy: policy, podFailurePolicy } = spec;
  if (policy === undefined) return;
  if (podFailurePolicy !== undefined) {
    if (policy !== 'Failed') report.notSupported(rule['JOB-REPLACEMENT-FAILURE'], path, policy, ['Failed']);
  } else if (!['Failed', 'TerminatingOrFailed'].includes(policy))
    report.notSupported(rule['JOB-REPLACEMENT'], path, policy, ['Failed', 'TerminatingOrFailed']);
}

/** Upstream calls Always a missing value, as it is the default of other pods. */
function validateRestart({ template, podFailurePolicy }: Loose<JobSpec>, path: FieldPath, report: Report): void {
  const policy = template?.spec?.restartPolicy;
  if (policy === undefined) report.required(rule['JOB-RESTART'], path);
  else if (!restarts.includes(policy)) report.notSupported(rule['JOB-RESTART'], path, policy, restarts);
  else if (podFailurePolicy !== undefined && policy !== 'Never')
    report.invalid(rule['JOB-RESTART-FAILURE'], path, policy);
}

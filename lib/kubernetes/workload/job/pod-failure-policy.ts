import type {
  JobSpec,
  PodFailurePolicyOnPodConditionsPattern,
  PodFailurePolicyRule,
} from '../../../../imports/batch/v1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { qualifiedNameProblems } from '../../../core/names';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { presentText } from '../../text-field';
import { requiredChoice } from '../choice';
import { validateExitCodes } from './exit-codes';

const rule = ruleTable('kubernetes:pkg/apis/batch/validation/validation.go v1.36', {
  'JOB-FAILURE-LIMIT': 'a podFailurePolicy has at most 20 rules, and a rule at most 20 conditions',
  'JOB-FAILURE-ACTION': 'a rule counts a failure, or overlooks it, or fails the index or the Job',
  'JOB-FAILURE-INDEX': {
    reason: 'an index fails for itself only where each has its own limit of retries',
    fix: 'set backoffLimitPerIndex',
  },
  'JOB-FAILURE-CAUSE': {
    reason: 'a rule is either about exit codes or about conditions of the pod',
    fix: 'leave one of onExitCodes and onPodConditions, and write a rule of its own for the other',
  },
  'JOB-FAILURE-CONDITION': 'a condition of a pod has a qualified name, and is True, False or Unknown',
});

const maxEntries = 20;
const actions = ['Count', 'FailIndex', 'FailJob', 'Ignore'];
const validateAction = requiredChoice(rule['JOB-FAILURE-ACTION'], actions);
const validateStatus = requiredChoice(rule['JOB-FAILURE-CONDITION'], ['False', 'True', 'Unknown']);
const validateType = presentText({
  rule: rule['JOB-FAILURE-CONDITION'],
  subject: 'the name of a condition',
  problems: qualifiedNameProblems,
});

/** What becomes of a Job when one of its pods fails. */
export function validatePodFailurePolicy(spec: Loose<JobSpec>, path: FieldPath, report: Report): void {
  const rules = spec.podFailurePolicy?.rules ?? [];
  const rulesPath = path.child('rules');
  if (rules.length > maxEntries) report.tooMany(rule['JOB-FAILURE-LIMIT'], rulesPath, rules.length, maxEntries);
  const { containers = [], initContainers = [] } = spec.template?.spec ?? {};
  const names = new Set([...containers, ...initContainers].map(({ name = '' }) => name));
  const hasIndexLimit = spec.backoffLimitPerIndex !== undefined;
  for (const [index, entry] of rules.entries())
    validateRule(entry, { path: rulesPath.index(index), names, hasIndexLimit }, report);
}

interface RuleScope {
  readonly path: FieldPath;
  /** Names of the containers of the template. */
  readonly names: ReadonlySet<string>;
  readonly hasIndexLimit: boolean;
}

function validateRule(entry: Loose<PodFailurePolicyRule>, scope: RuleScope, report: Report): void {
  const { action, onExitCodes, onPodConditions = [] } = entry;
  const { path, names } = scope;
  validateAction(action, path.child('action'), report);
  if (action === 'FailIndex' && !scope.hasIndexLimit)
    report.invalid(rule['JOB-FAILURE-INDEX'], path.child('action'), action);
  if (onExitCodes !== undefined) validateExitCodes(onExitCodes, { path: path.child('onExitCodes'), names }, report);
  validateConditions(onPodConditions, path.child('onPodConditions'), report);
  const causes = Number(onExitCodes !== undefined) + Number(onPodConditions.length > 0);
  if (causes !== 1) report.invalid(rule['JOB-FAILURE-CAUSE'], path, Object.keys(entry));
}

function validateConditions(
  conditions: readonly Loose<PodFailurePolicyOnPodConditionsPattern>[],
  path: FieldPath,
  report: Report,
): void {
  if (conditions.length > maxEntries) report.tooMany(rule['JOB-FAILURE-LIMIT'], path, conditions.length, maxEntries);
  for (const [index, { type, status }] of conditions.entries()) {
    validateType(type, path.index(index).child('type'), report);
    // a condition is meant to be true where nothing is said
    validateStatus(status || 'True', path.index(index).child('status'), report);
  }
}

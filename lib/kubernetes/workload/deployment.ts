import type { Deployment, DeploymentSpec, DeploymentStrategy, RollingUpdateDeployment } from '../../../imports/apps/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import { fieldChecks } from '../../rules/field-checks';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { kindValidation } from '../kind-validation';
import { validateKubernetesMetadata } from '../meta/kubernetes-metadata';
import { isAmount, isNone, validateAmount, validateShare } from './amount';
import { count } from './count';
import { validateLastingTemplate } from './lasting-template';
import { rolloutRule, validateStrategyType } from './rollout';
import { validateSelector, validateSelectorUpdate } from './selector';

const rule = ruleTable('kubernetes:pkg/apis/apps/validation/validation.go v1.36', {
  'WORKLOAD-PROGRESS-DEADLINE': {
    reason: 'a rollout needs more time than a pod needs to count as available',
    fix: 'set progressDeadlineSeconds above minReadySeconds',
  },
});

const specPath = FieldPath.of('spec');
const counts = fieldChecks<DeploymentSpec>({
  replicas: count,
  minReadySeconds: count,
  revisionHistoryLimit: count,
  progressDeadlineSeconds: count,
});
const defaultProgressDeadline = 600;
const defaultAmount = '25%';

/** What the API server asks of Deployments. */
export const deployment = kindValidation<Deployment>('apps/Deployment', {
  create({ metadata, spec = {} }, report) {
    validateKubernetesMetadata(metadata, { namespaced: true, nameProblems: dns1123SubdomainProblems }, report);
    counts(spec, specPath, report);
    validateSelector(spec, specPath, report);
    validateLastingTemplate(spec.template, { path: specPath.child('template') }, report);
    validateStrategy(spec.strategy, specPath.child('strategy'), report);
    validateProgressDeadline(spec, report);
  },
  update({ spec = {} }, { spec: old = {} }, report) {
    validateSelectorUpdate(spec, old, specPath, report);
  },
});

function validateStrategy(strategy: Loose<DeploymentStrategy> = {}, path: FieldPath, report: Report): void {
  const { rollingUpdate } = strategy;
  const type = validateStrategyType(strategy, { other: 'Recreate', path }, report);
  const rollingPath = path.child('rollingUpdate');
  if (type === 'RollingUpdate') validateRollingUpdate(rollingUpdate, rollingPath, report);
  else if (type === 'Recreate' && rollingUpdate !== undefined)
    report.forbidden(rolloutRule['WORKLOAD-STRATEGY-UNUSED'], rollingPath);
}

function validateRollingUpdate(rolling: Loose<RollingUpdateDeployment> = {}, path: FieldPath, report: Report): void {
  const { maxUnavailable = defaultAmount, maxSurge = defaultAmount } = rolling;
  validateShare(maxUnavailable, path.child('maxUnavailable'), report);
  validateAmount(maxSurge, path.child('maxSurge'), report);
  if (isAmount(maxUnavailable) && isNone(maxUnavailable) && isNone(maxSurge))
    report.invalid(rolloutRule['WORKLOAD-ROLLOUT-STUCK'], path.child('maxUnavailable'), maxUnavailable);
}

function validateProgressDeadline(spec: Loose<DeploymentSpec>, report: Report): void {
  const { progressDeadlineSeconds = defaultProgressDeadline, minReadySeconds = 0 } = spec;
  if (progressDeadlineSeconds > minReadySeconds) return;
  const path = specPath.child('progressDeadlineSeconds');
  report.invalid(rule['WORKLOAD-PROGRESS-DEADLINE'], path, progressDeadlineSeconds);
}

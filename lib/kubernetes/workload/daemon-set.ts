import type {
  DaemonSet,
  DaemonSetSpec,
  DaemonSetUpdateStrategy,
  RollingUpdateDaemonSet,
} from '../../../imports/apps/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import { fieldChecks } from '../../rules/field-checks';
import type { Report } from '../../rules/report';
import { kindValidation } from '../kind-validation';
import { validateKubernetesMetadata } from '../meta/kubernetes-metadata';
import { isAmount, isNone, validateShare } from './amount';
import { count } from './count';
import { validateLastingTemplate } from './lasting-template';
import { rolloutRule, validateStrategyType } from './rollout';
import { validateSelector, validateSelectorUpdate } from './selector';

const specPath = FieldPath.of('spec');
const counts = fieldChecks<DaemonSetSpec>({ minReadySeconds: count, revisionHistoryLimit: count });

/** What the API server asks of DaemonSets. */
export const daemonSet = kindValidation<DaemonSet>('apps/DaemonSet', {
  create({ metadata, spec = {} }, report) {
    validateKubernetesMetadata(metadata, { namespaced: true, nameProblems: dns1123SubdomainProblems }, report);
    counts(spec, specPath, report);
    validateSelector(spec, specPath, report);
    validateLastingTemplate(spec.template, { path: specPath.child('template') }, report);
    validateUpdateStrategy(spec.updateStrategy, specPath.child('updateStrategy'), report);
  },
  update({ spec = {} }, { spec: old = {} }, report) {
    validateSelectorUpdate(spec, old, specPath, report);
  },
});

/** Settings of rollingUpdate beside OnDelete are kept and not read. */
function validateUpdateStrategy(strategy: Loose<DaemonSetUpdateStrategy> = {}, path: FieldPath, report: Report): void {
  const type = validateStrategyType(strategy, { other: 'OnDelete', path }, report);
  if (type === 'RollingUpdate') validateRollingUpdate(strategy.rollingUpdate, path.child('rollingUpdate'), report);
}

function validateRollingUpdate(rolling: Loose<RollingUpdateDaemonSet> = {}, path: FieldPath, report: Report): void {
  const { maxUnavailable = 1, maxSurge = 0 } = rolling;
  const [unavailablePath, surgePath] = [path.child('maxUnavailable'), path.child('maxSurge')];
  validateShare(maxUnavailable, unavailablePath, report);
  validateShare(maxSurge, surgePath, report);
  if (!isNone(maxUnavailable) && !isNone(maxSurge))
    report.invalid(rolloutRule['WORKLOAD-ROLLOUT-BOTH'], surgePath, maxSurge);
  if (isAmount(maxUnavailable) && isNone(maxUnavailable) && isNone(maxSurge))
    report.required(rolloutRule['WORKLOAD-ROLLOUT-STUCK'], unavailablePath);
}

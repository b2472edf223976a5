import type { StatefulSet, StatefulSetOrdinals, StatefulSetSpec } from '../../../imports/apps/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123LabelProblems } from '../../core/names';
import { fieldChecks, isCount } from '../../rules/field-checks';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { kindValidation } from '../kind-validation';
import { validateKubernetesMetadata } from '../meta/kubernetes-metadata';
import { optionalText } from '../text-field';
import { count } from './count';
import { validateClaims, withClaims } from './stateful-set-claims';
import { validateLastingTemplate } from './lasting-template';
import { rolloutRule, validateStrategyType } from './rollout';
import { validateSelector } from './selector';
import { validateStatefulSetUpdate } from './stateful-set-update';

const rule = ruleTable('kubernetes:pkg/apis/apps/validation/validation.go v1.36', {
  'STATEFULSET-POD-MANAGEMENT': 'pods are started one after the other (OrderedReady) or all at once (Parallel)',
  'STATEFULSET-SERVICE-NAME': 'serviceName is part of the host names of the pods, a DNS label',
  'STATEFULSET-HISTORY': {
    severity: 'warning',
    reason: 'a negative limit keeps every revision for ever',
    fix: 'set revisionHistoryLimit to 0 or more',
    source: 'kubernetes:pkg/registry/apps/statefulset/strategy.go v1.36',
  },
});

const specPath = FieldPath.of('spec');
const validateFields = fieldChecks<StatefulSetSpec>({
  replicas: count,
  minReadySeconds: count,
  podManagementPolicy: { rule: rule['STATEFULSET-POD-MANAGEMENT'], allowed: ['OrderedReady', 'Parallel'] },
});
const validateOrdinals = fieldChecks<StatefulSetOrdinals>({ start: count });
const validatePartition = fieldChecks<{ partition?: number }>({ partition: count });
const validateServiceName = optionalText({
  rule: rule['STATEFULSET-SERVICE-NAME'],
  subject: 'the name of the service',
  problems: dns1123LabelProblems,
});

/** What the API server asks of StatefulSets. */
export const statefulSet = kindValidation<StatefulSet>('apps/StatefulSet', {
  create({ metadata, spec = {} }, report) {
    validateKubernetesMetadata(metadata, { namespaced: true, nameProblems: dns1123LabelProblems }, report);
    validateFields(spec, specPath, report);
    validateOrdinals(spec.ordinals ?? {}, specPath.child('ordinals'), report);
    validateServiceName(spec.serviceName, specPath.child('serviceName'), report);
    validateHistory(spec, report);
    validateUpdateStrategy(spec, report);
    validateClaims(spec, specPath, report);
    validateSelector(spec, specPath, report);
    validateLastingTemplate(...withClaims(spec, specPath.child('template')), report);
  },
  update({ spec = {} }, { spec: old = {} }, report) {
    validateStatefulSetUpdate(spec, old, report);
  },
});

/** maxUnavailable is dropped: its feature gate is off by default. */
function validateUpdateStrategy({ updateStrategy = {} }: Loose<StatefulSetSpec>, report: Report): void {
  const { rollingUpdate } = updateStrategy;
  const path = specPath.child('updateStrategy');
  const type = validateStrategyType(updateStrategy, { other: 'OnDelete', path }, report);
  const rollingPath = path.child('rollingUpdate');
  if (type === 'RollingUpdate') validatePartition(rollingUpdate ?? {}, rollingPath, report);
  else if (type === 'OnDelete' && rollingUpdate !== undefined)
    report.invalid(rolloutRule['WORKLOAD-STRATEGY-UNUSED'], rollingPath, rollingUpdate);
}

function validateHistory({ revisionHistoryLimit = 0 }: Loose<StatefulSetSpec>, report: Report): void {
  if (!isCount(revisionHistoryLimit))
    report.add(rule['STATEFULSET-HISTORY'], specPath.child('revisionHistoryLimit'), { value: revisionHistoryLimit });
}

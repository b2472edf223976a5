import type { HorizontalPodAutoscaler, HorizontalPodAutoscalerSpec } from '../../../../imports/autoscaling/v2';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { dns1123SubdomainProblems } from '../../../core/names';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { kindValidation } from '../../kind-validation';
import { validateKubernetesMetadata } from '../../meta/kubernetes-metadata';
import { validateBehavior } from './behavior';
import { validateMetric } from './metric';
import { validateReference } from './reference';

const rule = ruleTable('kubernetes:pkg/apis/autoscaling/validation/validation.go v1.36', {
  'HPA-REPLICAS': {
    reason: 'an autoscaler keeps at least 1 pod, and at most maxReplicas, which is not below minReplicas',
    fix: 'set minReplicas to 1 or more, and maxReplicas to at least that',
  },
  'HPA-TARGET-MISSING': { reason: 'an autoscaler scales an object that it names', fix: 'set spec.scaleTargetRef' },
  'HPA-ZERO-METRICS': {
    reason: 'only a metric of an object or from outside can tell that pods are needed again where there are none',
    fix: 'set minReplicas to 1 or more',
  },
  'HPA-UTILIZATION': { reason: 'the utilization to keep to is at least 1 percent', fix: 'write a number above 0' },
});

/** The spec of autoscaling/v1, which knows the utilization of processors only. */
interface FormerSpec extends HorizontalPodAutoscalerSpec {
  readonly targetCPUUtilizationPercentage?: number;
}

const specPath = FieldPath.of('spec');

/** What the API server asks of HorizontalPodAutoscalers, of both versions; everything may change. */
export const autoscaler = kindValidation<HorizontalPodAutoscaler>('autoscaling/HorizontalPodAutoscaler', {
  create({ metadata, spec = {} }, report) {
    validateKubernetesMetadata(metadata, { namespaced: true, nameProblems: dns1123SubdomainProblems }, report);
    validateReplicas(spec, report);
    validateTarget(spec, report);
    validateMetrics(spec, report);
    validateUtilization(spec, report);
    validateBehavior(spec.behavior, specPath.child('behavior'), report);
  },
});

function validateReplicas({ minReplicas = 1, maxReplicas }: Loose<HorizontalPodAutoscalerSpec>, report: Report): void {
  if (minReplicas < 1) report.invalid(rule['HPA-REPLICAS'], specPath.child('minReplicas'), minReplicas);
  const path = specPath.child('maxReplicas');
  if (maxReplicas === undefined)
    report.required(rule['HPA-REPLICAS'], path, { message: 'maxReplicas is needed, 1 or more' });
  else if (maxReplicas < Math.max(minReplicas, 1)) report.invalid(rule['HPA-REPLICAS'], path, maxReplicas);
}

function validateTarget({ scaleTargetRef }: Loose<HorizontalPodAutoscalerSpec>, report: Report): void {
  const path = specPath.child('scaleTargetRef');
  if (scaleTargetRef === undefined) report.required(rule['HPA-TARGET-MISSING'], path);
  else validateReference(scaleTargetRef, { path, needsGroup: scaleTargetRef.kind !== 'ReplicationController' }, report);
}

function validateMetrics({ metrics = [], minReplicas }: Loose<HorizontalPodAutoscalerSpec>, report: Report): void {
  const path = specPath.child('metrics');
  for (const [index, metric] of metrics.entries()) validateMetric(metric, path.index(index), report);
  const canWake = metrics.some(({ type }) => type === 'Object' || type === 'External');
  if (minReplicas === 0 && !canWake) report.forbidden(rule['HPA-ZERO-METRICS'], path);
}

/** Reported where it was written; upstream names the metric that it becomes. */
function validateUtilization({ targetCPUUtilizationPercentage: target }: Loose<FormerSpec>, report: Report): void {
  if (target !== undefined && target < 1)
    report.invalid(rule['HPA-UTILIZATION'], specPath.child('targetCPUUtilizationPercentage'), target);
}

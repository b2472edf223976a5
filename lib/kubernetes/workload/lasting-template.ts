import type { PodTemplateSpec } from '../../../imports/core/v1';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { PodScope } from '../pod/pod-spec';
import { validateTemplate } from './template';

const rule = ruleTable('kubernetes:pkg/apis/apps/validation/validation.go v1.36', {
  'WORKLOAD-RESTART': {
    reason: 'pods that run for good are always restarted',
    fix: 'remove restartPolicy, or use a Job for pods that come to an end',
  },
  'WORKLOAD-DEADLINE': {
    reason: 'pods that run for good have no deadline',
    fix: 'remove activeDeadlineSeconds, or use a Job for pods that come to an end',
  },
});

/** The template of pods that are meant to run for good: those of all workloads but Jobs. */
export function validateLastingTemplate(
  template: Loose<PodTemplateSpec> | undefined,
  scope: Omit<PodScope, 'pod'>,
  report: Report,
): void {
  validateTemplate(template, scope, report);
  const { restartPolicy = 'Always', activeDeadlineSeconds } = template?.spec ?? {};
  const path = scope.path.child('spec');
  if (restartPolicy !== 'Always')
    report.notSupported(rule['WORKLOAD-RESTART'], path.child('restartPolicy'), restartPolicy, ['Always']);
  if (activeDeadlineSeconds !== undefined)
    report.forbidden(rule['WORKLOAD-DEADLINE'], path.child('activeDeadlineSeconds'));
}

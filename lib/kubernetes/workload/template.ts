import type { PodTemplateSpec } from '../../../imports/core/v1';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { PodScope } from '../pod/pod-spec';
import { validatePodTemplate } from '../pod/pod-template';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'WORKLOAD-TEMPLATE-MISSING': { reason: 'a workload needs a template of its pods', fix: 'set spec.template' },
});

/** The template of a workload; where there is none, the API server reports what a pod must have. */
export function validateTemplate(
  template: Loose<PodTemplateSpec> | undefined,
  scope: Omit<PodScope, 'pod'>,
  report: Report,
): void {
  if (template === undefined) report.required(rule['WORKLOAD-TEMPLATE-MISSING'], scope.path);
  else validatePodTemplate(template, scope, report);
}

import type { ReplicationController, ReplicationControllerSpec } from '../../../imports/core/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import { fieldChecks } from '../../rules/field-checks';
import type { Report } from '../../rules/report';
import { kindValidation } from '../kind-validation';
import { validateKubernetesMetadata } from '../meta/kubernetes-metadata';
import { count } from './count';
import { validateLastingTemplate } from './lasting-template';
import { missingSelector, validateMatch } from './selector';

const specPath = FieldPath.of('spec');
const counts = fieldChecks<ReplicationControllerSpec>({ replicas: count, minReadySeconds: count });

/** What the API server asks of ReplicationControllers; their selector may change. */
export const replicationController = kindValidation<ReplicationController>('/ReplicationController', {
  create({ metadata, spec = {} }, report) {
    validateKubernetesMetadata(metadata, { namespaced: true, nameProblems: dns1123SubdomainProblems }, report);
    counts(spec, specPath, report);
    validateLabelsAndTemplate(spec, report);
  },
});

/** Without a selector the API server takes the labels of the template. */
function validateLabelsAndTemplate(spec: Loose<ReplicationControllerSpec>, report: Report): void {
  const { template } = spec;
  const labels = template?.metadata?.labels ?? {};
  const selector = isEmpty(spec.selector) ? labels : (spec.selector ?? {});
  if (isEmpty(selector)) report.required(missingSelector, specPath.child('selector'));
  else if (template !== undefined) validateMatch({ matchLabels: selector }, labels, specPath, report);
  validateLastingTemplate(template, { path: specPath.child('template') }, report);
}

function isEmpty(map: object = {}): boolean {
  return Object.keys(map).length === 0;
}

import type { PodTemplateSpec } from '../../../imports/core/v1';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { validateAnnotations, validateLabels } from '../meta/labels';
import { validateAnnotatedProfiles } from './annotated-profiles';
import { validatePodAnnotations } from './annotations';
import { validatePodSpec, type PodScope } from './pod-spec';

/**
 * A template of pods with its labels and annotations (`ValidatePodTemplateSpec`). Upstream reports the latter without the
 * `metadata` between.
 */
export function validatePodTemplate(
  template: Loose<PodTemplateSpec> | undefined,
  scope: Omit<PodScope, 'pod'>,
  report: Report,
): void {
  const { metadata, spec = {} } = template ?? {};
  const annotations = scope.path.child('annotations');
  const path = scope.path.child('spec');
  validateLabels(metadata?.labels, scope.path.child('labels'), report);
  validateAnnotations(metadata?.annotations, annotations, report);
  validatePodAnnotations(metadata?.annotations, { path: annotations, spec }, report);
  validatePodSpec(spec, { ...scope, path }, report);
  validateAnnotatedProfiles({ spec, metadata, path }, report);
}

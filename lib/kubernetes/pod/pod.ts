import type { Pod } from '../../../imports/core/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateKubernetesMetadata } from '../meta/kubernetes-metadata';
import { validateVolumesOfPod } from '../storage/volumes';
import { validateAnnotatedProfiles } from './annotated-profiles';
import { validatePodAnnotations } from './annotations';
import { validateImageOfPod } from './containers';
import { validatePodSpec } from './pod-spec';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-GATED-NODE': {
    reason: 'a pod that waits for its scheduling gates has no node yet',
    fix: 'remove nodeName or schedulingGates',
  },
});

const specPath = FieldPath.of('spec');
const annotationsPath = FieldPath.of('metadata', 'annotations');

/** A new Pod (`ValidatePodCreate`). That a token needs a service account is not asked: every Pod gets one before. */
export function validatePod({ metadata, spec = {} }: Loose<Pod>, report: Report): void {
  validateKubernetesMetadata(metadata, { namespaced: true, nameProblems: dns1123SubdomainProblems }, report);
  validatePodAnnotations(metadata?.annotations, { path: annotationsPath, spec }, report);
  validatePodSpec(spec, { path: specPath, pod: metadata ?? {} }, report);
  const { name = '' } = metadata ?? {};
  validateVolumesOfPod({ name, volumes: spec.volumes ?? [] }, specPath.child('volumes'), report);
  for (const list of ['containers', 'initContainers'] as const)
    for (const [index, container] of (spec[list] ?? []).entries())
      validateImageOfPod({ container, path: specPath.child(list).index(index) }, report);
  if ((spec.nodeName ?? '') !== '' && (spec.schedulingGates ?? []).length > 0)
    report.forbidden(rule['POD-GATED-NODE'], specPath.child('nodeName'));
  validateAnnotatedProfiles({ spec, metadata, path: specPath }, report);
}

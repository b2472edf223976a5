import type { Pod, PodTemplate } from '../../../imports/core/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { kindValidation, type KindValidation } from '../kind-validation';
import { validateKubernetesMetadata } from '../meta/kubernetes-metadata';
import { validateObjectMetaUpdate } from '../meta/object-meta';
import { validatePod } from './pod';
import { validatePodTemplate } from './pod-template';
import { validatePodUpdate } from './pod-update';

/** Pods and their templates. */
export const podKinds: readonly KindValidation[] = [
  kindValidation<Pod>('/Pod', { create: validatePod, update: validatePodUpdate }),
  kindValidation<PodTemplate>('/PodTemplate', {
    create: validatePodTemplateObject,
    update: (next, old, report) =>
      validateObjectMetaUpdate(next.metadata, old.metadata, FieldPath.of('metadata'), report),
  }),
];

/** A PodTemplate (`ValidatePodTemplate`); its template may change in any way. */
function validatePodTemplateObject({ metadata, template }: Loose<PodTemplate>, report: Report): void {
  validateKubernetesMetadata(metadata, { namespaced: true, nameProblems: dns1123SubdomainProblems }, report);
  validatePodTemplate(template, { path: FieldPath.of('template') }, report);
}

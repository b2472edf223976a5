import type { ObjectMeta } from '../../../imports/meta/v1';
import type { PodSpec } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { validateLabels } from '../meta/labels';
import { validatePodTolerations } from './tolerations';

/** Where a pod spec lies, and what is known around it. */
export interface PodScope {
  readonly path: FieldPath;
  /** The metadata of the Pod, where the spec is the one of a Pod; undefined for templates. */
  readonly pod?: Loose<ObjectMeta>;
  /** Names of volumes that the controller adds: the claims of a StatefulSet. @default none */
  readonly claims?: readonly string[];
}

/** The spec of a Pod or of a template (`ValidatePodSpec`). */
export function validatePodSpec(spec: Loose<PodSpec>, { path }: PodScope, report: Report): void {
  validateLabels(spec.nodeSelector, path.child('nodeSelector'), report);
  validatePodTolerations(spec.tolerations, path.child('tolerations'), report);
}

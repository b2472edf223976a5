import type { KubernetesObject } from '../../core/object';

const substituteKey = 'kustomize.toolkit.fluxcd.io/substitute';

/** Whether Flux leaves the texts of an object alone: a label or an annotation says so; the value counts as written. */
export function isSubstitutionDisabled({ metadata: { annotations, labels } }: KubernetesObject): boolean {
  return annotations?.[substituteKey] === 'disabled' || labels?.[substituteKey] === 'disabled';
}

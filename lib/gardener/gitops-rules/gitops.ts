import type { KubernetesObject } from '../../core/object';

/** Tells Flux how to apply an object; for some policies later changes by others stay. */
const applyPolicy = 'kustomize.toolkit.fluxcd.io/ssa';

/** Whether Flux leaves an object alone once it exists, so that nobody fights over its fields. */
export function isAppliedOnce({ metadata }: KubernetesObject): boolean {
  const policy = metadata.annotations?.[applyPolicy]?.toLowerCase();
  return policy === 'ifnotpresent' || policy === 'ignore';
}

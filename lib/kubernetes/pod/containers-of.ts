import type { Container, EphemeralContainer, PodSpec } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';

/** A container of a pod and where it stands. */
export interface PlacedContainer {
  readonly container: Loose<Container | EphemeralContainer>;
  readonly path: FieldPath;
}

/** All containers of a pod, of whatever list, in the order in which upstream visits them. */
export function* containersOf(spec: Loose<PodSpec>, path: FieldPath): Iterable<PlacedContainer> {
  for (const list of ['initContainers', 'containers', 'ephemeralContainers'] as const)
    for (const [index, container] of (spec[list] ?? []).entries())
      yield { container, path: path.child(list).index(index) };
}

/** Whether a container has hooks for the API server, which drops a stopSignal, and with it hooks that are nothing else. */
export function hasLifecycle({ lifecycle }: Loose<Container | EphemeralContainer>): boolean {
  if (lifecycle === undefined) return false;
  return lifecycle.stopSignal === undefined || lifecycle.postStart !== undefined || lifecycle.preStop !== undefined;
}

/** Runs beside the containers of the pod instead of before them. */
export function isSidecar({ restartPolicy }: Loose<Container>): boolean {
  return restartPolicy === 'Always';
}

import type { PlainMap } from '../../core/plain-map';
import type { ViewObject } from '../../rules/view';
import { mapAt, mapsOf, textOf } from '../plain';

export const kustomizeGroup = 'kustomize.toolkit.fluxcd.io';
export const sourceGroup = 'source.toolkit.fluxcd.io';

/** A reference from a Flux Kustomization, with its namespace filled in. */
export interface FluxReference {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** A Flux Kustomization of a tree, as far as its fields are well-formed. */
export interface FluxKustomization {
  readonly entry: ViewObject;
  readonly namespace: string;
  readonly name: string;
  readonly spec: PlainMap;
}

export function fluxKustomization(entry: ViewObject): FluxKustomization {
  const { namespace = '', name = '' } = entry.object.metadata;
  return { entry, namespace, name, spec: mapAt(entry.object, 'spec') };
}

/** What names a Flux Kustomization among all of a tree. */
export function kustomizationKey({ entry, namespace, name }: FluxKustomization): string {
  return `${entry.cluster} ${namespace}/${name}`;
}

export function dependenciesOf({ spec, namespace }: FluxKustomization): readonly FluxReference[] {
  return mapsOf(spec['dependsOn']).map(dependency => ({
    kind: 'Kustomization',
    name: textOf(dependency['name']),
    namespace: textOf(dependency['namespace']) || namespace,
  }));
}

export function sourceOf({ spec, namespace }: FluxKustomization): FluxReference {
  const ref = mapAt(spec, 'sourceRef');
  return { kind: textOf(ref['kind']), name: textOf(ref['name']), namespace: textOf(ref['namespace']) || namespace };
}

/** What names the source of a Flux Kustomization among all of a tree. */
export function sourceKey(kustomization: FluxKustomization): string {
  const { kind, namespace, name } = sourceOf(kustomization);
  return `${kustomization.entry.cluster} ${kind} ${namespace}/${name}`;
}

/** Whether objects that leave the source are deleted. */
export function prunes({ spec }: FluxKustomization): boolean {
  return spec['prune'] === true && spec['suspend'] !== true;
}

/**
 * Whether the objects go with the Flux Kustomization itself.
 * Source: kustomize-controller:internal/controller/kustomization_controller.go (finalizerShouldDeleteResources) v1.9
 */
export function deletesOnRemoval({ spec }: FluxKustomization): boolean {
  if (spec['suspend'] === true) return false;
  const policy = textOf(spec['deletionPolicy']);
  if (policy === '' || policy === 'MirrorPrune') return spec['prune'] === true;
  return policy === 'Delete' || policy === 'WaitForTermination';
}

/** Whether a label or annotation of Flux has a value; its controllers do not care about upper and lower case here. */
export function hasPolicy({ object }: ViewObject, name: string, value: string): boolean {
  const key = `${kustomizeGroup}/${name}`;
  const { annotations, labels } = object.metadata;
  return [annotations?.[key], labels?.[key]].some(given => typeof given === 'string' && given.toLowerCase() === value);
}

import type { PlainMap } from '../../core/plain-map';
import type { View } from '../../rules/view';
import { mapAt, mapsOf, textOf } from '../plain';
import { kustomizeGroup, type FluxKustomization } from './flux-kustomization';
import type { FluxTree } from './flux-tree';

/** Whether one that applies a Flux Kustomization gives it a field, as it gives it to all of its children, by a patch. */
export function isGivenByOwner({ entry }: FluxKustomization, { ownersOf }: FluxTree, field: RegExp): boolean {
  return ownersOf(entry).some(owner => mapsOf(owner.spec['patches']).some(patch => gives(patch, field)));
}

/** Whether a kustomization.yaml or component of the tree gives a field to Flux Kustomizations by a patch that is written in it. */
export function isGivenByBuild(view: View, field: RegExp): boolean {
  return ['Kustomization', 'Component'].some(kind =>
    view
      .ofKind('kustomize.config.k8s.io', kind)
      .some(({ object }) => mapsOf(object['patches']).some(patch => gives(patch, field))),
  );
}

function gives(patch: PlainMap, field: RegExp): boolean {
  const { group = kustomizeGroup, kind = 'Kustomization' } = mapAt(patch, 'target');
  return group === kustomizeGroup && kind === 'Kustomization' && field.test(textOf(patch['patch']));
}

import type { View, ViewObject } from '../../rules/view';
import { holesOf, imageMatrix, type ImageHole, type ImageMatrix, type ImageUse } from '../image/matrix';
import { defaultArchitecture } from '../pool/capabilities';
import { profileSpec } from './profile';
import { treeShoots } from './shoots';

/** The matrix of a profile of the tree, with the holes that its Shoots fall into; undefined when its parent is not in the tree. */
export function profileMatrix(
  view: View,
  profile: ViewObject,
): { readonly matrix: ImageMatrix; readonly holes: readonly ImageHole[] } | undefined {
  const spec = profileSpec(view, profile);
  if (spec === undefined) return undefined;
  const matrix = imageMatrix({ spec, config: spec.providerConfig ?? {} });
  return { matrix, holes: holesOf(matrix, imageUses(view, profile)) };
}

function imageUses(view: View, profile: ViewObject): ImageUse[] {
  return treeShoots(view)
    .filter(({ knownProfile }) => knownProfile?.entry === profile)
    .flatMap(({ project, shoot, machines }) =>
      machines.pools.map(({ pool }) => ({
        image: pool.worker.machine?.image?.name ?? '',
        version: pool.worker.machine?.image?.version ?? '',
        region: shoot.spec?.region ?? '',
        architecture: pool.architecture ?? defaultArchitecture,
        pool: `${project}/${shoot.metadata?.name ?? ''}/${pool.name}`,
      })),
    );
}

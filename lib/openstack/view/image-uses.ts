import { memoizeByIdentity } from '../../core/memo';
import type { View, ViewObject } from '../../rules/view';
import { holesOf, imageMatrix, type ImageHole, type ImageMatrix, type ImageUse } from '../image/matrix';
import { defaultArchitecture } from '../pool/capabilities';
import { profileSpec, type ShootProfile } from './profile';
import { treeShoots, type TreeShoot } from './shoots';

/** The matrix of a profile of the tree, with the holes that its Shoots fall into; undefined when its parent is not in the tree. */
export function profileMatrix(
  view: View,
  profile: ViewObject,
): { readonly matrix: ImageMatrix; readonly holes: readonly ImageHole[] } | undefined {
  const spec = profileSpec(view, profile);
  if (spec === undefined) return undefined;
  const matrix = imageMatrix({ spec, config: spec.providerConfig ?? {} });
  return { matrix, holes: holesOf(matrix, usedProfiles(view).get(profile)?.uses ?? []) };
}

/** A profile of the tree with what the pools of its Shoots use of it. */
export interface UsedProfile {
  readonly profile: ShootProfile;
  readonly uses: readonly ImageUse[];
}

/** The profiles that Shoots of a tree use, in the order of their first Shoot. Computed once for a view. */
export const usedProfiles = memoizeByIdentity((view: View): ReadonlyMap<ViewObject, UsedProfile> => {
  const used = new Map<ViewObject, { readonly profile: ShootProfile; readonly uses: ImageUse[] }>();
  for (const shoot of treeShoots(view)) {
    const { knownProfile: profile } = shoot;
    if (profile === undefined) continue;
    const known = used.get(profile.entry) ?? { profile, uses: [] };
    known.uses.push(...usesOfShoot(shoot));
    used.set(profile.entry, known);
  }
  return used;
});

function usesOfShoot({ project, shoot, machines }: TreeShoot): ImageUse[] {
  return machines.pools.map(({ pool }) => ({
    image: pool.worker.machine?.image?.name ?? '',
    version: pool.worker.machine?.image?.version ?? '',
    region: shoot.spec?.region ?? '',
    architecture: pool.architecture ?? defaultArchitecture,
    pool: `${project}/${shoot.metadata?.name ?? ''}/${pool.name}`,
  }));
}

import type { Situation } from './situation';

/**
 * The technical ID of a Shoot, which is also its namespace on the seed. A stored one wins: very old shoots have another form.
 * Source: gardener:pkg/utils/gardener/shoot.go (ComputeTechnicalID) v1.150.
 */
export function technicalID({ project, shoot }: Pick<Situation, 'project' | 'shoot'>): string {
  const stored = shoot.status?.technicalID;
  return stored ? stored : `shoot--${project}--${shoot.metadata?.name ?? ''}`;
}

/**
 * The technical ID without `shoot-` and at most one further dash: part of the host names below the seed's ingress domain.
 * Source: gardener-extension-acl:pkg/helper/shoot.go, gardener:pkg/gardenlet/operation/operation.go v1.150.
 */
export function shortID(id: string): string {
  return id.replace(/^shoot--?/, '');
}

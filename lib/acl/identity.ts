import { technicalId } from '../core/gardener-names';
import type { Situation } from './situation';

/**
 * The technical ID of a Shoot, which is also its namespace on the seed. A stored one wins: very old shoots have another form.
 * Source: gardener:pkg/utils/gardener/shoot.go (ComputeTechnicalID) v1.150.
 */
export function technicalID({ project, shoot, facts }: Pick<Situation, 'project' | 'shoot' | 'facts'>): string {
  const stored = shoot.status?.technicalID ?? facts.technicalID;
  return stored ? stored : technicalId(project, shoot.metadata?.name ?? '');
}

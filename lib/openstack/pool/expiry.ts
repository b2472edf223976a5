import type { ExpirableVersion } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../core/loose';
import { currentClassification, stagesOf } from '../../gardener/cloud-profile/lifecycle';

/**
 * The class of a version of Kubernetes or of an image. Where there is no clock and the answer depends on one, the version counts as supported,
 * so that nothing is refused on a guess.
 */
export function classificationAt(version: Loose<ExpirableVersion>, now: Date | undefined): string {
  return currentClassification(version, now) ?? 'supported';
}

/** When the version expires or has expired; undefined when it does not. */
export function expiryOf(version: Loose<ExpirableVersion>): string | undefined {
  return stagesOf(version).find(({ classification }) => classification === 'expired')?.startTime ?? undefined;
}

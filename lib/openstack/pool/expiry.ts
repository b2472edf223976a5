import type { ExpirableVersion } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../core/loose';
import { stagesOf } from '../../gardener/cloud-profile/lifecycle';

/** When the version expires or has expired; undefined when it does not. */
export function expiryOf(version: Loose<ExpirableVersion>): string | undefined {
  return stagesOf(version).find(({ classification }) => classification === 'expired')?.startTime ?? undefined;
}

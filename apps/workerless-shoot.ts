// An API server without nodes, for teams that only need its API.
import type { CloudProfile, ShootProps } from '../lib';
import { workerlessMaintenance } from './maintenance';
import type { Tenant } from './tenant';
import type { LandscapeValues } from './values';

export function workerlessShoot(
  { kubernetes }: LandscapeValues,
  profile: CloudProfile,
  { project }: Tenant,
): ShootProps {
  return { project, profile, region: 'eu01', purpose: 'testing', kubernetes, maintenance: workerlessMaintenance };
}

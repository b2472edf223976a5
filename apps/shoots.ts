// The shoots of the two teams.
import { Shoot, type CloudProfile, type Landscape } from '../lib';
import { awsShoot } from './aws-shoot';
import { workerlessMaintenance } from './maintenance';
import { openstackShoot } from './openstack-shoot';
import { armPool, cpuPool } from './pools';
import type { Tenant } from './tenant';
import type { LandscapeValues } from './values';

interface ShootsProps {
  readonly values: LandscapeValues;
  readonly profiles: Readonly<Record<'eu01' | 'aws', CloudProfile>>;
  readonly tenants: Readonly<Record<'dev' | 'prod', Tenant>>;
}

export function shoots(
  root: Landscape,
  { values, profiles, tenants }: ShootsProps,
): Readonly<Record<'crazyBotany' | 'idleFern', Shoot>> {
  const { dev, prod } = tenants;
  const networks = { nodes: '10.250.0.0/16', pods: '100.64.0.0/13', services: '100.88.0.0/13' };
  const base = openstackShoot({ values, profile: profiles.eu01, tenant: dev, networks });
  const { kubernetes } = values;

  const crazyBotany = new Shoot(root, 'crazy-botany', {
    ...base,
    purpose: 'production',
    controlPlane: { highAvailability: { failureTolerance: { type: values.highlyAvailable ? 'zone' : 'node' } } },
    workers: [cpuPool(values), armPool(values)],
  });
  const idleFern = new Shoot(root, 'idle-fern', { ...base, purpose: 'development', hibernation: { enabled: true } });
  const workerless = { project: dev.project, profile: profiles.eu01, region: 'eu01', kubernetes };
  new Shoot(root, 'cloud-moss', { ...workerless, purpose: 'testing', maintenance: workerlessMaintenance });
  new Shoot(root, 'tiny-cress', awsShoot(values, profiles.aws, prod));
  return { crazyBotany, idleFern };
}

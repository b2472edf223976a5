// The shoots of the two teams.
import { Shoot, type CloudProfile, type Landscape } from '../lib';
import { OpenStackShoot, type OpenStackCloudProfile } from '../lib/openstack';
import { awsShoot } from './aws-shoot';
import { openstackShoot } from './openstack-shoot';
import { armPool, cpuPool } from './pools';
import type { Tenant } from './tenant';
import type { LandscapeValues } from './values';
import { workerlessShoot } from './workerless-shoot';

interface ShootsProps {
  readonly values: LandscapeValues;
  readonly profiles: { readonly eu01: OpenStackCloudProfile; readonly aws: CloudProfile };
  readonly tenants: Readonly<Record<'dev' | 'prod', Tenant>>;
}

export function shoots(
  root: Landscape,
  { values, profiles, tenants }: ShootsProps,
): Readonly<Record<'crazyBotany' | 'idleFern', Shoot>> {
  const { dev, prod } = tenants;
  const networks = { nodes: '10.250.0.0/16', pods: '100.64.0.0/13', services: '100.88.0.0/13' };
  const base = openstackShoot({ values, profile: profiles.eu01, tenant: dev, networks });
  const crazyBotany = new OpenStackShoot(root, 'crazy-botany', {
    ...base,
    purpose: 'production',
    controlPlane: { highAvailability: { failureTolerance: { type: values.highlyAvailable ? 'zone' : 'node' } } },
    workers: [cpuPool(values), armPool(values)],
  });
  const idleFern = new OpenStackShoot(root, 'idle-fern', {
    ...base,
    purpose: 'development',
    hibernation: { enabled: true },
  });
  new Shoot(root, 'cloud-moss', workerlessShoot(values, profiles.eu01, dev));
  new Shoot(root, 'tiny-cress', awsShoot(values, profiles.aws, prod));
  return { crazyBotany, idleFern };
}

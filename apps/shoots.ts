// The shoots of the two teams.
import { Shoot, type CloudProfile, type Landscape } from '../lib';
import { awsShoot } from './aws-shoot';
import { openstackShoot } from './openstack-shoot';
import type { Tenant } from './projects';
import type { LandscapeValues } from './values';

interface ShootsProps {
  readonly values: LandscapeValues;
  readonly profiles: Readonly<Record<'eu01' | 'aws', CloudProfile>>;
  readonly tenants: Readonly<Record<'dev' | 'prod', Tenant>>;
}

export function shoots(root: Landscape, { values, profiles, tenants }: ShootsProps): { readonly crazyBotany: Shoot } {
  const { dev, prod } = tenants;
  const networks = { nodes: '10.250.0.0/16', pods: '100.64.0.0/13', services: '100.88.0.0/13' };
  const base = openstackShoot({ values, profile: profiles.eu01, tenant: dev, networks });
  const arm = (base.workers ?? []).map(pool => ({
    ...pool,
    name: 'arm',
    taints: [{ key: 'kubernetes.io/arch', value: 'arm64', effect: 'NoSchedule' as const }],
    machine: { ...pool.machine, type: 'a1.4', architecture: 'arm64' as const },
  }));
  const failureTolerance = { type: values.highlyAvailable ? 'zone' : 'node' } as const;

  const crazyBotany = new Shoot(root, 'crazy-botany', {
    ...base,
    purpose: 'production',
    controlPlane: { highAvailability: { failureTolerance } },
    workers: [...(base.workers ?? []), ...arm],
  });
  new Shoot(root, 'idle-fern', { ...base, purpose: 'development', hibernation: { enabled: true } });
  new Shoot(root, 'cloud-moss', {
    project: dev.project,
    profile: profiles.eu01,
    region: 'eu01',
    purpose: 'testing',
    kubernetes: values.kubernetes,
  });
  new Shoot(root, 'tiny-cress', awsShoot({ values, profile: profiles.aws, tenant: prod }));
  return { crazyBotany };
}

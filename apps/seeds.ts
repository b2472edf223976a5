// The seeds: soil is a cluster of its own, ridge is a shoot of the garden.
import { Gardenlet, ManagedSeed, Shoot, type CloudProfile, type Landscape } from '../lib';
import { openstackShoot } from './openstack-shoot';
import type { Tenant } from './projects';
import { seedConfig } from './seed-config';
import type { LandscapeValues } from './values';

export function soil(root: Landscape, values: LandscapeValues): void {
  new Gardenlet(root, 'soil', {
    deployment: {
      helm: {
        ociRepository: { repository: 'registry.example.org/charts/gardener/gardenlet', tag: `v${values.gardener}` },
      },
      replicaCount: 2,
    },
    config: seedConfig(root, 'soil', {
      values,
      networks: { nodes: '10.241.0.0/16', pods: '100.96.0.0/12', services: '100.112.0.0/13' },
    }),
  });
}

interface RidgeProps {
  readonly values: LandscapeValues;
  readonly profile: CloudProfile;
  readonly tenant: Tenant;
}

export function ridge(root: Landscape, { values, profile, tenant }: RidgeProps): void {
  const networks = { nodes: '10.242.0.0/16', pods: '100.72.0.0/13', services: '100.80.0.0/13' };
  const shoot = new Shoot(root, 'shoot-ridge', {
    ...openstackShoot({ values, profile, tenant, networks }),
    name: 'ridge',
    purpose: 'infrastructure',
  });
  new ManagedSeed(root, 'ridge', {
    shoot: { name: shoot.name },
    gardenlet: {
      deployment: { replicaCount: 2 },
      config: seedConfig(root, 'ridge', { values, networks }),
      bootstrap: 'BootstrapToken',
      mergeWithParent: true,
    },
  });
}

// The seeds: soil is a cluster of its own, ridge is a shoot of the garden.
import { Gardenlet, ManagedSeed, NetworkPool, Shoot, type CloudProfile, type Landscape } from '../lib';
import { openstackShoot } from './openstack-shoot';
import type { Tenant } from './projects';
import { seedConfig } from './seed-config';
import type { LandscapeValues } from './values';

/** Nodes, pods and services of the seed at that position: disjoint for all seeds. */
const networks = (position: number) => ({
  nodes: new NetworkPool('10.240.0.0/12').network(position, 16),
  pods: new NetworkPool('100.96.0.0/11').network(position, 14),
  services: new NetworkPool('100.80.0.0/12').network(position, 15),
});

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
      networks: networks(1),
    }),
  });
}

interface RidgeProps {
  readonly values: LandscapeValues;
  readonly profile: CloudProfile;
  readonly tenant: Tenant;
}

export function ridge(root: Landscape, { values, profile, tenant }: RidgeProps): void {
  const shoot = new Shoot(root, 'shoot-ridge', {
    ...openstackShoot({ values, profile, tenant, networks: networks(2) }),
    name: 'ridge',
    purpose: 'infrastructure',
  });
  new ManagedSeed(root, 'ridge', {
    shoot: { name: shoot.name },
    gardenlet: {
      deployment: { replicaCount: 2 },
      config: seedConfig(root, 'ridge', { values, networks: networks(2) }),
      bootstrap: 'BootstrapToken',
      mergeWithParent: true,
    },
  });
}

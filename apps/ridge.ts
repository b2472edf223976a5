// The seed ridge: a shoot of the garden project, made a seed.
import { ManagedSeed, type Landscape } from '../lib';
import { OpenStackShoot, type OpenStackCloudProfile } from '../lib/openstack';
import { openstackShoot } from './openstack-shoot';
import { seedConfig } from './seed-config';
import { seedNetworks } from './seed-networks';
import type { Tenant } from './tenant';
import type { LandscapeValues } from './values';

interface RidgeProps {
  readonly values: LandscapeValues;
  readonly profile: OpenStackCloudProfile;
  readonly tenant: Tenant;
}

export function ridge(root: Landscape, { values, profile, tenant }: RidgeProps): void {
  const networks = seedNetworks(2);
  const domain = root.dns.shoot(tenant.project.name, 'ridge');
  const shoot = new OpenStackShoot(root, 'shoot-ridge', {
    ...openstackShoot({ values, profile, tenant, networks }),
    name: 'ridge',
    purpose: 'infrastructure',
    dns: { domain },
  });
  new ManagedSeed(root, 'ridge', {
    shoot: { name: shoot.name },
    gardenlet: {
      deployment: { replicaCount: 2 },
      config: seedConfig(root, values, { networks, ingress: `ingress.${domain}` }),
      bootstrap: 'BootstrapToken',
      mergeWithParent: true,
    },
  });
}

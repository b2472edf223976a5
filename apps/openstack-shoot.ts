// What all shoots on OpenStack have in common.
import type { OpenStackCloudProfile, OpenStackShootProps } from '../lib/openstack';
import { maintenance } from './maintenance';
import { cpuPool } from './pools';
import type { Tenant } from './tenant';
import type { LandscapeValues } from './values';

interface OpenStackShootValues {
  readonly values: LandscapeValues;
  readonly profile: OpenStackCloudProfile;
  readonly tenant: Tenant;
  readonly networks: { readonly nodes: string; readonly pods: string; readonly services: string };
}

export function openstackShoot({ values, profile, tenant, networks }: OpenStackShootValues): OpenStackShootProps {
  return {
    ...tenant,
    profile,
    region: 'eu01',
    kubernetes: values.kubernetes,
    networking: { type: 'calico', ...networks },
    floatingPool: 'fip-meadow',
    loadBalancerProvider: 'amphora',
    workers: [cpuPool(values)],
    maintenance,
  };
}

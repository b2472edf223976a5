// What all shoots on OpenStack have in common.
import type { CloudProfile, ShootProps } from '../lib';
import { maintenance } from './maintenance';
import { cpuPool } from './pools';
import type { Tenant } from './tenant';
import type { LandscapeValues } from './values';

const apiVersion = 'openstack.provider.extensions.gardener.cloud/v1alpha1';

interface OpenStackShootProps {
  readonly values: LandscapeValues;
  readonly profile: CloudProfile;
  readonly tenant: Tenant;
  readonly networks: { readonly nodes: string; readonly pods: string; readonly services: string };
}

export function openstackShoot({ values, profile, tenant, networks }: OpenStackShootProps): ShootProps {
  return {
    ...tenant,
    profile,
    region: 'eu01',
    kubernetes: values.kubernetes,
    networking: { type: 'calico', ...networks },
    infrastructureConfig: {
      apiVersion,
      kind: 'InfrastructureConfig',
      floatingPoolName: 'fip-meadow',
      networks: { workers: networks.nodes },
    },
    controlPlaneConfig: { apiVersion, kind: 'ControlPlaneConfig', loadBalancerProvider: 'amphora' },
    workers: [cpuPool(values)],
    maintenance,
  };
}

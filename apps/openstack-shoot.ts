// What all shoots on OpenStack have in common.
import type { CloudProfile, ShootProps } from '../lib';
import type { Tenant } from './projects';
import type { LandscapeValues } from './values';

const group = 'openstack.provider.extensions.gardener.cloud/v1alpha1';

interface OpenStackShootProps {
  readonly values: LandscapeValues;
  readonly profile: CloudProfile;
  readonly tenant: Tenant;
  readonly networks: { readonly nodes: string; readonly pods: string; readonly services: string };
}

export function openstackShoot({ values, profile, tenant, networks }: OpenStackShootProps): ShootProps {
  const { zones, kubernetes, gardenlinux, maximum } = values;
  const image = { name: 'gardenlinux', version: gardenlinux };
  return {
    ...tenant,
    profile,
    region: 'eu01',
    kubernetes,
    networking: { type: 'calico', ...networks },
    infrastructureConfig: {
      apiVersion: group,
      kind: 'InfrastructureConfig',
      floatingPoolName: 'fip-meadow',
      networks: { workers: networks.nodes },
    },
    controlPlaneConfig: { apiVersion: group, kind: 'ControlPlaneConfig', loadBalancerProvider: 'amphora' },
    workers: [
      {
        name: 'cpu',
        machine: { type: 'm1.4', architecture: 'amd64', image },
        minimum: zones.length,
        maximum,
        // a new node in every zone before an old one goes
        maxSurge: zones.length,
        zones,
        volume: { type: 'perf1', size: '50Gi' },
      },
    ],
    // versions are raised in Git, so that Flux and Gardener never pull in two directions
    maintenance: {
      autoUpdate: { kubernetesVersion: false, machineImageVersion: false },
      timeWindow: { begin: '220000+0100', end: '230000+0100' },
    },
  };
}

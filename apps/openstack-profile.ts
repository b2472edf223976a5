// The catalogue of the OpenStack region eu01: amd64 and arm64 flavors, one image for both.
import { CloudProfile, type Landscape } from '../lib';
import type { LandscapeValues } from './values';

const flavor = (name: string, cpu: number, architecture: 'amd64' | 'arm64') => ({
  name,
  architecture,
  cpu: `${cpu}`,
  gpu: '0',
  memory: `${cpu * 4}Gi`,
});

export function openstackProfile(
  root: Landscape,
  { domain, zones, kubernetes, gardenlinux }: LandscapeValues,
): CloudProfile {
  const architectures = ['amd64', 'arm64'] as const;
  const version = { version: gardenlinux, classification: 'supported' } as const;
  const images = architectures.map(arch => ({
    name: 'eu01',
    id: `gardenlinux-${gardenlinux}-${arch}`,
    architecture: arch,
  }));
  return new CloudProfile(root, 'eu01', {
    type: 'openstack',
    kubernetes: { versions: [{ version: kubernetes, classification: 'supported' }] },
    machineImages: [{ name: 'gardenlinux', versions: [{ ...version, architectures, cri: [{ name: 'containerd' }] }] }],
    machineTypes: [flavor('m1.2', 2, 'amd64'), flavor('m1.4', 4, 'amd64'), flavor('a1.4', 4, 'arm64')],
    volumeTypes: [{ name: 'perf1', class: 'standard' }],
    regions: [{ name: 'eu01', zones: zones.map(name => ({ name })) }],
    providerConfig: {
      apiVersion: 'openstack.provider.extensions.gardener.cloud/v1alpha1',
      kind: 'CloudProfileConfig',
      keystoneURL: `https://keystone.eu01.${domain}/v3`,
      dnsServers: ['203.0.113.53'],
      constraints: { floatingPools: [{ name: 'fip-meadow' }], loadBalancerProviders: [{ name: 'amphora' }] },
      machineImages: [{ name: 'gardenlinux', versions: [{ version: gardenlinux, regions: images }] }],
    },
  });
}

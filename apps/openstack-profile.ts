// The catalogue of the OpenStack region eu01: amd64 and arm64 flavors, one image for both.
import type { Landscape } from '../lib';
import { OpenStackCloudProfile } from '../lib/openstack';
import type { LandscapeValues } from './values';

const flavor = (name: string, cpu: number, architecture: string) => ({
  name,
  architecture,
  cpu: String(cpu),
  memory: `${cpu * 4}Gi`,
});

export function openstackProfile(
  root: Landscape,
  { zones, kubernetes, gardenlinux }: LandscapeValues,
): OpenStackCloudProfile {
  const builds = ['amd64', 'arm64'].map(architecture => ({
    architecture,
    ids: { eu01: `gardenlinux-${gardenlinux}-${architecture}` },
  }));
  return new OpenStackCloudProfile(root, 'eu01', {
    kubernetes: [{ version: kubernetes, classification: 'supported' }],
    regions: [{ name: 'eu01', zones: zones.map(name => ({ name })) }],
    flavors: [flavor('m1.2', 2, 'amd64'), flavor('m1.4', 4, 'amd64'), flavor('a1.4', 4, 'arm64')],
    images: [{ name: 'gardenlinux', versions: [{ version: gardenlinux, classification: 'supported', builds }] }],
    volumeTypes: [{ name: 'perf1', class: 'standard' }],
    keystone: { url: `https://keystone.eu01.${root.domain}/v3` },
    floatingPools: [{ name: 'fip-meadow' }],
    loadBalancerProviders: [{ name: 'amphora' }],
    dnsServers: ['203.0.113.53'],
  });
}

// The catalogue of AWS, for teams that need a second infrastructure.
import { CloudProfile, type Landscape } from '../lib';
import type { LandscapeValues } from './values';

const regions = ['eu-central-1'];

export function awsProfile(root: Landscape, { kubernetes, gardenlinux }: LandscapeValues): CloudProfile {
  const images = regions.map(name => ({ name, ami: 'ami-0a1b2c3d4e5f60718', architecture: 'amd64' }));
  return new CloudProfile(root, 'aws', {
    type: 'aws',
    kubernetes: { versions: [{ version: kubernetes, classification: 'supported' }] },
    machineImages: [
      {
        name: 'gardenlinux',
        versions: [
          {
            version: gardenlinux,
            architectures: ['amd64'],
            cri: [{ name: 'containerd' }],
            classification: 'supported',
          },
        ],
      },
    ],
    machineTypes: [{ name: 'm5.large', architecture: 'amd64', cpu: '2', gpu: '0', memory: '8Gi' }],
    volumeTypes: [{ name: 'gp3', class: 'standard' }],
    regions: regions.map(name => ({ name, zones: ['a', 'b', 'c'].map(zone => ({ name: `${name}${zone}` })) })),
    providerConfig: {
      apiVersion: 'aws.provider.extensions.gardener.cloud/v1alpha1',
      kind: 'CloudProfileConfig',
      machineImages: [{ name: 'gardenlinux', versions: [{ version: gardenlinux, regions: images }] }],
    },
  });
}

// A small shoot on AWS, with a workload identity instead of a secret.
import type { CloudProfile, ShootProps } from '../lib';
import type { Tenant } from './projects';
import type { LandscapeValues } from './values';

const group = 'aws.provider.extensions.gardener.cloud/v1alpha1';

interface AwsShootProps {
  readonly values: LandscapeValues;
  readonly profile: CloudProfile;
  readonly tenant: Tenant;
}

export function awsShoot({ values, profile, tenant }: AwsShootProps): ShootProps {
  const vpc = '10.252.0.0/16';
  const zone = {
    name: 'eu-central-1a',
    workers: '10.252.0.0/19',
    public: '10.252.32.0/20',
    internal: '10.252.48.0/20',
  };
  return {
    ...tenant,
    profile,
    region: 'eu-central-1',
    purpose: 'evaluation',
    kubernetes: values.kubernetes,
    networking: { type: 'calico', nodes: vpc, pods: '100.64.0.0/13', services: '100.88.0.0/13' },
    infrastructureConfig: {
      apiVersion: group,
      kind: 'InfrastructureConfig',
      networks: { vpc: { cidr: vpc }, zones: [zone] },
    },
    controlPlaneConfig: { apiVersion: group, kind: 'ControlPlaneConfig' },
    workers: [
      {
        name: 'cpu',
        machine: {
          type: 'm5.large',
          architecture: 'amd64',
          image: { name: 'gardenlinux', version: values.gardenlinux },
        },
        minimum: 1,
        maximum: 2,
        zones: [zone.name],
        volume: { type: 'gp3', size: '50Gi' },
      },
    ],
    maintenance: {
      autoUpdate: { kubernetesVersion: false, machineImageVersion: false },
      timeWindow: { begin: '220000+0100', end: '230000+0100' },
    },
  };
}

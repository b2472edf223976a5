// A small shoot on AWS, in one zone.
import type { CloudProfile, ShootProps } from '../lib';
import { maintenance } from './maintenance';
import type { Tenant } from './tenant';
import type { LandscapeValues } from './values';

const apiVersion = 'aws.provider.extensions.gardener.cloud/v1alpha1';
const cidr = '10.252.0.0/16';
const zone = { name: 'eu-central-1a', workers: '10.252.0.0/19', public: '10.252.32.0/20', internal: '10.252.48.0/20' };

export function awsShoot(values: LandscapeValues, profile: CloudProfile, tenant: Tenant): ShootProps {
  return {
    ...tenant,
    profile,
    region: 'eu-central-1',
    purpose: 'evaluation',
    kubernetes: values.kubernetes,
    networking: { type: 'calico', nodes: cidr, pods: '100.64.0.0/13', services: '100.88.0.0/13' },
    infrastructureConfig: { apiVersion, kind: 'InfrastructureConfig', networks: { vpc: { cidr }, zones: [zone] } },
    controlPlaneConfig: { apiVersion, kind: 'ControlPlaneConfig' },
    workers: [
      {
        name: 'cpu',
        machine: {
          type: 'm5.large',
          architecture: 'amd64',
          image: { name: 'gardenlinux', version: values.gardenlinux },
        },
        volume: { type: 'gp3', size: '50Gi' },
        minimum: 1,
        maximum: 2,
        maxSurge: 1,
        zones: [zone.name],
      },
    ],
    maintenance,
  };
}

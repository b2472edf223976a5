import '../../lib/standard-topics';
import { CloudProfile, Gardenlet, Project, Shoot, type ShootProps } from '../../lib/gardener';
import type { Landscape } from '../../lib/landscape/landscape';
import type { Facts } from '../../lib/rules/facts';
import { landscape } from '../synth/tree';
import { facts } from './tree';

/** What is known of seed `soil` and of its shoot `foo`. */
export const known = facts({
  'seed/soil': { wildcardCertificate: false, natAddresses: [] },
  'shoot/dev/foo': { seedName: 'soil', egressCIDRs: ['192.0.2.21/32'] },
});

/** A landscape with seed `soil` and shoot `garden-dev/foo`; `add` makes more shoots of the project, `props` are those of all. */
export function meadow(
  facts_: Facts = known,
  props: Partial<ShootProps> = {},
): { root: Landscape; shoot: Shoot; add: (name: string) => Shoot } {
  const root = landscape({ facts: facts_ });
  new Gardenlet(root, 'soil', {
    deployment: {},
    config: {
      apiVersion: 'gardenlet.config.gardener.cloud/v1alpha1',
      kind: 'GardenletConfiguration',
      seedConfig: {
        apiVersion: 'core.gardener.cloud/v1beta1',
        kind: 'Seed',
        metadata: { name: 'soil' },
        spec: {
          provider: { type: 'local', region: 'local', zones: ['a'] },
          networks: { nodes: '10.240.0.0/16', pods: '10.241.0.0/16', services: '10.242.0.0/16' },
          dns: { internal: { domain: 'internal.example.org' } },
          settings: { loadBalancerServices: { externalTrafficPolicy: 'Local' } },
        },
      },
    },
  });
  const project = new Project(root, 'dev', {
    owner: { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'alice' },
  });
  const profile = new CloudProfile(root, 'local', {
    type: 'local',
    kubernetes: { versions: [] },
    machineImages: [],
    machineTypes: [],
    regions: [],
  });
  const add = (name: string): Shoot =>
    new Shoot(root, name, {
      project,
      profile,
      region: 'local',
      kubernetes: '1.34.2',
      dns: { domain: `${name}.example.org` },
      ...props,
    });
  return { root, shoot: add('foo'), add };
}

// The gardenlet configuration that both seeds share, and the networks that no two of them do.
import { NetworkPool, SecretReference, type Landscape } from '../lib';
import type { LandscapeValues } from './values';

/** Nodes, pods and services of the seed at that position. */
export const seedNetworks = (position: number) => ({
  nodes: new NetworkPool('10.240.0.0/12').network(position, 16),
  pods: new NetworkPool('100.96.0.0/11').network(position, 14),
  services: new NetworkPool('100.80.0.0/12').network(position, 15),
});

export function seedConfig(
  root: Landscape,
  values: LandscapeValues,
  own: { networks: object; ingress: string },
): object {
  const { dns } = root;
  const credentials = (name: string) => ({ credentialsRef: SecretReference.existing(root, 'garden', name).reference });
  const designate = { type: 'openstack-designate', ...credentials('dns-seeds') };
  const spec = {
    backup: { provider: 'openstack', region: 'eu01', ...credentials('backup-seeds') },
    dns: {
      provider: designate,
      internal: { ...designate, domain: dns.internal },
      defaults: [{ ...designate, domain: dns.shoots }],
    },
    ingress: { domain: own.ingress, controller: { kind: 'nginx' } },
    networks: own.networks,
    provider: { type: 'openstack', region: 'eu01', zones: values.zones },
    settings: {
      verticalPodAutoscaler: { enabled: false },
      scheduling: { visible: true },
      loadBalancerServices: { externalTrafficPolicy: 'Local' },
    },
  };
  return {
    apiVersion: 'gardenlet.config.gardener.cloud/v1alpha1',
    kind: 'GardenletConfiguration',
    gardenClientConnection: { gardenClusterAddress: dns.apiServer },
    seedConfig: { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'Seed', spec },
  };
}

// The gardenlet configuration that both seeds share.
import { SecretReference, type Landscape } from '../lib';
import type { LandscapeValues } from './values';

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

// The gardenlet configuration that both seeds share.
import { SecretReference, type Landscape } from '../lib';
import type { LandscapeValues } from './values';

interface SeedConfigProps {
  readonly values: LandscapeValues;
  readonly networks: { readonly nodes: string; readonly pods: string; readonly services: string };
}

export function seedConfig(root: Landscape, name: string, { values, networks }: SeedConfigProps): object {
  const credentials = (of: string) => ({ credentialsRef: SecretReference.existing(root, 'garden', of).reference });
  const designate = { type: 'openstack-designate', ...credentials('dns-seeds') };
  return {
    apiVersion: 'gardenlet.config.gardener.cloud/v1alpha1',
    kind: 'GardenletConfiguration',
    gardenClientConnection: { gardenClusterAddress: root.dns.apiServer },
    seedConfig: {
      apiVersion: 'core.gardener.cloud/v1beta1',
      kind: 'Seed',
      metadata: { labels: { 'seed.gardener.cloud/environment': values.name } },
      spec: {
        backup: { provider: 'openstack', region: 'eu01', ...credentials('backup-seeds') },
        dns: {
          provider: designate,
          internal: { ...designate, domain: root.dns.internal },
          defaults: [{ ...designate, domain: root.dns.shoots }],
        },
        ingress: { domain: root.dns.seed(name), controller: { kind: 'nginx' } },
        networks,
        provider: { type: 'openstack', region: 'eu01', zones: values.zones },
        settings: { verticalPodAutoscaler: { enabled: false }, scheduling: { visible: true } },
      },
    },
  };
}

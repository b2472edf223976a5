// The gardenlet configuration that both seeds share.
import { SecretReference, type Landscape } from '../lib';
import type { LandscapeValues } from './values';

interface SeedConfigProps {
  readonly values: LandscapeValues;
  readonly networks: { readonly nodes: string; readonly pods: string; readonly services: string };
}

export function seedConfig(root: Landscape, name: string, { values, networks }: SeedConfigProps): object {
  const { domain, zones } = values;
  const credentials = (of: string) => ({ credentialsRef: SecretReference.existing(root, 'garden', of).reference });
  const designate = { type: 'openstack-designate', ...credentials('dns-seeds') };
  return {
    apiVersion: 'gardenlet.config.gardener.cloud/v1alpha1',
    kind: 'GardenletConfiguration',
    gardenClientConnection: { gardenClusterAddress: `https://api.${domain}` },
    seedConfig: {
      apiVersion: 'core.gardener.cloud/v1beta1',
      kind: 'Seed',
      metadata: { labels: { 'seed.gardener.cloud/environment': values.name } },
      spec: {
        backup: { provider: 'openstack', region: 'eu01', ...credentials('backup-seeds') },
        dns: {
          provider: designate,
          internal: { ...designate, domain: `internal.${domain}` },
          defaults: [{ ...designate, domain: `shoots.${domain}` }],
        },
        ingress: { domain: `${name}.seeds.${domain}`, controller: { kind: 'nginx' } },
        networks,
        provider: { type: 'openstack', region: 'eu01', zones },
        settings: { verticalPodAutoscaler: { enabled: false }, scheduling: { visible: true } },
      },
    },
  };
}

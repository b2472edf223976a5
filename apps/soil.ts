// The seed soil: a cluster of its own, registered by its gardenlet.
import { Gardenlet, type Landscape } from '../lib';
import { seedConfig } from './seed-config';
import { seedNetworks } from './seed-networks';
import type { LandscapeValues } from './values';

export function soil(root: Landscape, values: LandscapeValues): void {
  const chart = { repository: 'registry.example.org/charts/gardener/gardenlet', tag: `v${values.gardener}` };
  new Gardenlet(root, 'soil', {
    deployment: { helm: { ociRepository: chart }, replicaCount: 2 },
    config: seedConfig(root, values, { networks: seedNetworks(1), ingress: root.dns.seed('soil') }),
  });
}

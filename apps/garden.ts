// The garden itself: runtime cluster and virtual garden, run by gardener-operator.
import { Garden, SecretReference, type Landscape } from '../lib';
import type { LandscapeValues } from './values';

export function garden(root: Landscape, { name, zones, kubernetes, highlyAvailable }: LandscapeValues): void {
  const secret = (of: string) => ({ name: SecretReference.existing(root, 'garden', of).name });
  const provider = 'primary';
  new Garden(root, name, {
    dns: { providers: [{ name: provider, type: 'openstack-designate', secretRef: secret('dns-primary') }] },
    runtimeCluster: {
      ingress: { domains: [{ name: root.dns.ingress, provider }], controller: { kind: 'nginx' } },
      networking: { nodes: ['10.240.0.0/16'], pods: ['100.128.0.0/12'], services: ['100.160.0.0/13'] },
      provider: { region: 'eu01', zones },
      settings: { verticalPodAutoscaler: { enabled: true } },
      volume: { minimumSize: '20Gi' },
    },
    virtualCluster: {
      ...(highlyAvailable && { controlPlane: { highAvailability: {} } }),
      dns: { domains: [{ name: root.dns.garden, provider }] },
      etcd: {
        main: {
          backup: { provider: 'openstack', bucketName: `${name}-etcd`, secretRef: secret('etcd-backup') },
          storage: { capacity: '25Gi' },
        },
        events: { storage: { capacity: '10Gi' } },
      },
      kubernetes: { version: kubernetes },
      gardener: {
        clusterIdentity: name,
        gardenerAPIServer: { shootAdminKubeconfigMaxExpiration: '24h' },
        gardenerDashboard: { enableTokenLogin: true },
      },
      maintenance: { timeWindow: { begin: '220000+0100', end: '230000+0100' } },
      networking: { services: ['100.64.0.0/13'] },
    },
  });
}

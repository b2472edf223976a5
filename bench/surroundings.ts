import type * as Package from '../lib';
import type * as OpenStack from '../lib/openstack';
import type * as Core from '../imports/core/v1';

/** What the entry points of the compiled package export. */
export interface Packages {
  readonly main: typeof Package;
  readonly openstack: typeof OpenStack;
  readonly core: typeof Core;
}

/** Number of projects that the Shoots of bench/shoots.ts are spread over. */
const projectCount = 50;

/** Everything that the Shoots of bench/shoots.ts refer to, so that a landscape of them is without findings. */
export function surroundings(landscape: Package.Landscape, { main, openstack, core }: Packages): void {
  extensions(landscape, main);
  new openstack.OpenStackCloudProfile(landscape, 'eu01', {
    kubernetes: [{ version: '1.34.2', classification: 'supported' }],
    regions: [{ name: 'eu01', zones: ['eu01-1', 'eu01-2', 'eu01-3'].map(name => ({ name })) }],
    flavors: [
      { name: 'm1.4', cpu: '4', memory: '16Gi' },
      { name: 'a1.4', cpu: '4', memory: '16Gi', architecture: 'arm64' },
    ],
    images: [
      {
        name: 'gardenlinux',
        versions: [
          {
            version: '1877.3.0',
            classification: 'supported',
            builds: [{ ids: { eu01: 'gl-amd64' } }, { ids: { eu01: 'gl-arm64' }, architecture: 'arm64' }],
          },
        ],
      },
    ],
    volumeTypes: [{ name: 'perf1', class: 'standard' }],
    keystone: { url: 'https://keystone.example.org/v3' },
    floatingPools: [{ name: 'fip-meadow' }],
    loadBalancerProviders: [{ name: 'amphora' }],
  });
  const unit = landscape.virtualGarden.unit('policies');
  for (let i = 0; i < projectCount; i++) {
    const owner = { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'alice' } as const;
    const tolerations = { whitelist: [{ key: 'seed.gardener.cloud/protected' }] };
    const project = new main.Project(landscape, `p${i}`, { owner, tolerations });
    const credentials = main.SecretReference.existing(landscape, project.namespace, 'openstack');
    new main.CredentialsBinding(landscape, `binding-${i}`, {
      name: 'openstack',
      project,
      provider: 'openstack',
      credentials,
    });
    const metadata = { name: 'audit-policy', namespace: project.namespace };
    const policy = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n  - level: Metadata\n';
    new main.TypedObject(unit, `policy-${i}`, core.ConfigMap, { metadata, data: { policy } });
  }
}

function extensions(landscape: Package.Landscape, { OperatorExtension }: typeof Package): void {
  const add = (name: string, resources: { readonly kind: string; readonly type: string }[]): void => {
    const ociRepository = { repository: `registry.example.org/${name}`, tag: 'v1.0.0' };
    new OperatorExtension(landscape, name, {
      deployment: { extension: { helm: { ociRepository } } },
      resources: resources,
    });
  };
  const kinds = ['BackupBucket', 'BackupEntry', 'Bastion', 'ControlPlane', 'Infrastructure', 'Worker'];
  add(
    'provider-openstack',
    kinds.map(kind => ({ kind, type: 'openstack' })),
  );
  add('networking-calico', [{ kind: 'Network', type: 'calico' }]);
  add('os-gardenlinux', [{ kind: 'OperatingSystemConfig', type: 'gardenlinux' }]);
}

import type { ProjectFile } from './project-file';

/** One landscape with a project, a catalogue and a shoot, and a test of it. */
export function appFiles(name: string): readonly ProjectFile[] {
  return [
    { path: 'apps/main.ts', text: main },
    { path: 'apps/landscape.ts', text: landscape(name) },
    { path: 'apps/extensions.ts', text: extensions },
    { path: 'apps/profile.ts', text: profile },
    { path: 'test/landscape.test.ts', text: test(name) },
  ];
}

const main = `// Synthesizes the landscape; \`npm run synth\` runs it.
import { landscape } from './landscape';

landscape().synth();
`;

const landscape = (name: string): string => `// One landscape: a project, its credentials, and a shoot with two nodes.
import { CredentialsBinding, Landscape, Project, SecretReference } from 'cdk8s-gardener';
import { OpenStackShoot } from 'cdk8s-gardener/openstack';
import { extensions } from './extensions';
import { image, kubernetes, openstackProfile } from './profile';

export function landscape(): Landscape {
  const root = new Landscape({ name: '${name}', gardener: '1.150.0', domain: '${name}.example.org' });
  extensions(root);
  const profile = openstackProfile(root);
  const team = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'team-dev' } as const;
  const members = [{ ...team, role: 'admin', roles: ['owner'] }];
  const project = new Project(root, 'dev', { purpose: 'development', owner: team, members });
  const credentials = new CredentialsBinding(root, 'openstack', {
    project,
    provider: 'openstack',
    credentials: SecretReference.existing(root, project.namespace, 'openstack'),
  });
  new OpenStackShoot(root, 'first', {
    project,
    profile,
    credentials,
    region: 'eu01',
    purpose: 'development',
    kubernetes,
    networking: { type: 'calico', nodes: '10.250.0.0/16', pods: '100.64.0.0/13', services: '100.88.0.0/13' },
    floatingPool: 'public',
    loadBalancerProvider: 'amphora',
    workers: [{ name: 'cpu', flavor: 'm1.4', image, minimum: 2, maximum: 4, maxSurge: 1, zones: ['eu01-1'] }],
    maintenance: {
      autoUpdate: { kubernetesVersion: false, machineImageVersion: false },
      timeWindow: { begin: '220000+0100', end: '230000+0100' },
    },
  });
  return root;
}
`;

const extensions = `// The extensions that the shoot needs, as gardener-operator installs them. Replace the registry with yours.
import { OperatorExtension, type Landscape, type OperatorExtensionProps } from 'cdk8s-gardener';

type Resources = NonNullable<OperatorExtensionProps['resources']>;

const registry = 'registry.example.org/charts';

export function extensions(root: Landscape): void {
  const add = (name: string, tag: string, resources: Resources): void => {
    const extension = { helm: { ociRepository: { repository: \`\${registry}/\${name}\`, tag } } };
    new OperatorExtension(root, name, { deployment: { extension }, resources });
  };
  const kinds = ['BackupBucket', 'BackupEntry', 'Bastion', 'ControlPlane', 'Infrastructure', 'Worker'] as const;
  add('provider-openstack', 'v1.58.0', [
    ...kinds.map(kind => ({ kind, type: 'openstack' })),
    { kind: 'DNSRecord', type: 'openstack-designate' },
  ]);
  add('networking-calico', 'v1.59.0', [{ kind: 'Network', type: 'calico' }]);
  add('os-gardenlinux', 'v0.47.0', [{ kind: 'OperatingSystemConfig', type: 'gardenlinux' }]);
}
`;

const profile = `// What shoots may be made of: versions, regions, machine types, images. Replace the values with those of your OpenStack.
import type { Landscape } from 'cdk8s-gardener';
import { OpenStackCloudProfile } from 'cdk8s-gardener/openstack';

export const kubernetes = '1.34.2';
export const image = { name: 'gardenlinux', version: '1877.3.0' };

export function openstackProfile(root: Landscape): OpenStackCloudProfile {
  const builds = [{ architecture: 'amd64', ids: { eu01: '00000000-0000-0000-0000-000000000000' } }];
  return new OpenStackCloudProfile(root, 'eu01', {
    kubernetes: [{ version: kubernetes, classification: 'supported' }],
    regions: [{ name: 'eu01', zones: [{ name: 'eu01-1' }] }],
    flavors: [{ name: 'm1.4', architecture: 'amd64', cpu: '4', memory: '16Gi', storage }],
    images: [{ name: image.name, versions: [{ version: image.version, classification: 'supported', builds }] }],
    keystone: { url: \`https://keystone.\${root.domain}/v3\` },
    floatingPools: [{ name: 'public' }],
    loadBalancerProviders: [{ name: 'amphora' }],
  });
}

/** The disk that the flavor has; flavors without one need a volume in the worker pool. */
const storage = { class: 'standard', type: 'default', size: '50Gi' };
`;

const test = (name: string): string => `import { deepEqual, equal, match } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemorySink } from 'cdk8s-gardener';
import { landscape } from '../apps/landscape';

describe('the landscape', () => {
  const sink = new MemorySink();
  const { findings } = landscape().render(sink);
  const shoot = sink.files.get('${name}/virtual-garden/shoots/dev/first.yaml') ?? '';

  it('has nothing to be warned of', () => {
    deepEqual(
      findings.filter(({ severity }) => severity === 'error' || severity === 'warning'),
      [],
    );
  });

  it('has a shoot of the project dev, with two to four nodes', () => {
    match(shoot, /^  namespace: garden-dev$/m);
    match(shoot, /^ +minimum: 2$/m);
    match(shoot, /^ +maximum: 4$/m);
  });

  it('writes the same every time', () => {
    const again = new MemorySink();
    landscape().render(again);
    equal(again.files.get('${name}/virtual-garden/shoots/dev/first.yaml'), shoot);
  });
});
`;

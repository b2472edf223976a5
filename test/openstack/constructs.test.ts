import { loadAll } from 'js-yaml';
import { CredentialsBinding, Landscape, MemorySink, Project, SecretReference } from '../../lib';
import type { KubernetesObject } from '../../lib/core/object';
import {
  OpenStackCloudProfile,
  OpenStackNamespacedCloudProfile,
  OpenStackShoot,
  type ImageVersionValues,
  type OpenStackCloudProfileProps,
  type OpenStackNamespacedCloudProfileProps,
  type OpenStackShootProps,
} from '../../lib/openstack';

const version = (name: string, architectures: readonly string[] = ['amd64', 'arm64']): ImageVersionValues => ({
  version: name,
  builds: architectures.map(architecture => ({ architecture, ids: { 'eu-1': `${name}-${architecture}` } })),
});

const profileProps: OpenStackCloudProfileProps = {
  kubernetes: [{ version: '1.34.2' }, { version: '1.33.6' }],
  regions: [{ name: 'eu-1', zones: [{ name: 'eu-1a' }] }],
  flavors: [
    { name: 'm1.4', cpu: '4', memory: '16Gi' },
    { name: 'a1.4', cpu: '4', memory: '16Gi', architecture: 'arm64' },
  ],
  images: [{ name: 'gardenlinux', versions: [version('1877.3.0'), version('1877.4.0', ['amd64'])] }],
  keystone: { url: 'https://keystone.example.org/v3' },
  floatingPools: [{ name: 'public' }],
  loadBalancerProviders: [{ name: 'amphora' }],
};

interface Scene {
  readonly profile?: Partial<OpenStackCloudProfileProps>;
  readonly child?: Omit<OpenStackNamespacedCloudProfileProps, 'project' | 'parent'>;
  readonly shoot?: Partial<OpenStackShootProps>;
}

/** A landscape with a profile, perhaps one of the project, and one shoot; its objects by kind, and what is found. */
function scene({ profile, child, shoot }: Scene): { objects: Record<string, KubernetesObject>; findings: string[] } {
  const root = new Landscape({ name: 'test', gardener: '1.150.0', domain: 'example.org' });
  const parent = new OpenStackCloudProfile(root, 'meadow', { ...profileProps, ...profile });
  const project = new Project(root, 'dev');
  const own = child && new OpenStackNamespacedCloudProfile(root, 'extended', { ...child, project, parent });
  const credentials = new CredentialsBinding(root, 'openstack', {
    project,
    provider: 'openstack',
    credentials: SecretReference.existing(root, project.namespace, 'openstack'),
  });
  new OpenStackShoot(root, 'crazy', {
    project,
    credentials,
    profile: own ?? parent,
    region: 'eu-1',
    kubernetes: { version: '1.34.2' },
    networking: { type: 'calico', nodes: '10.250.0.0/16', pods: '100.96.0.0/11', services: '100.64.0.0/13' },
    floatingPool: 'public',
    loadBalancerProvider: 'amphora',
    workers: [{ name: 'arm', flavor: 'a1.4', minimum: 1, maximum: 1, maxSurge: 1, zones: ['eu-1a'] }],
    ...shoot,
  });
  const sink = new MemorySink();
  const { findings } = root.render(sink);
  const objects = [...sink.files]
    .filter(([file]) => file.startsWith('virtual-garden') || file.includes('/virtual-garden/'))
    .flatMap(([, text]) => loadAll(text) as KubernetesObject[]);
  return {
    objects: Object.fromEntries(objects.map(object => [object.kind, object])),
    // the scene has no extensions
    findings: findings
      .filter(({ severity, rule }) => severity === 'error' && rule !== 'XR-SHOOT-TYPE')
      .map(({ rule, path }) => `${rule} ${path}`),
  };
}

const machineOf = (object: KubernetesObject | undefined): unknown =>
  (object?.['spec'] as { provider: { workers: { machine: unknown }[] } } | undefined)?.provider.workers[0]?.machine;

describe('a shoot', () => {
  it('has the architecture of its flavor written, and leaves the image to the API server', () => {
    const { objects, findings } = scene({});
    expect(findings).toEqual([]);
    expect(machineOf(objects['Shoot'])).toEqual({ type: 'a1.4', architecture: 'arm64' });
  });

  it('has the newest image that fits written, where images are pinned', () => {
    expect(machineOf(scene({ shoot: { pinImages: true } }).objects['Shoot'])).toEqual({
      type: 'a1.4',
      architecture: 'arm64',
      image: { name: 'gardenlinux', version: '1877.3.0' },
    });
    const workers = [
      {
        name: 'cpu',
        flavor: 'm1.4',
        minimum: 1,
        maximum: 1,
        zones: ['eu-1a'],
        image: { name: 'gardenlinux', version: '1877' },
      },
    ];
    expect(machineOf(scene({ shoot: { pinImages: true, workers } }).objects['Shoot'])).toEqual({
      type: 'm1.4',
      architecture: 'amd64',
      image: { name: 'gardenlinux', version: '1877.4.0' },
    });
  });

  it('keeps a complete version, known or not', () => {
    const workers = [
      {
        name: 'arm',
        flavor: 'a1.4',
        minimum: 1,
        maximum: 1,
        zones: ['eu-1a'],
        image: { name: 'gardenlinux', version: '1.2.3' },
      },
    ];
    expect(machineOf(scene({ shoot: { pinImages: true, workers } }).objects['Shoot'])).toMatchObject({
      image: { version: '1.2.3' },
    });
  });
});

describe('a profile of a project', () => {
  const child: Scene['child'] = {
    kubernetes: [{ version: '1.33.6', expirationDate: '2027-06-30T00:00:00Z' }],
    flavors: [{ name: 'a1.8', cpu: '8', memory: '32Gi', architecture: 'arm64' }],
    images: [{ name: 'gardenlinux', versions: [version('1900.0.0', ['arm64'])] }],
    longerImages: { gardenlinux: [{ version: '1877.3.0', expirationDate: '2027-06-30T00:00:00Z' }] },
  };
  const workers = [{ name: 'arm', flavor: 'a1.8', minimum: 1, maximum: 1, maxSurge: 1, zones: ['eu-1a'] }];

  it('adds flavors and images in both parts, and shoots may use them', () => {
    const { objects, findings } = scene({ child, shoot: { workers, pinImages: true } });
    expect(findings).toEqual([]);
    expect(objects['NamespacedCloudProfile']?.['spec']).toEqual({
      parent: { kind: 'CloudProfile', name: 'meadow' },
      kubernetes: { versions: [{ version: '1.33.6', expirationDate: '2027-06-30T00:00:00Z' }] },
      machineImages: [
        {
          name: 'gardenlinux',
          versions: [
            { version: '1900.0.0', architectures: ['arm64'], cri: [{ name: 'containerd' }] },
            { version: '1877.3.0', expirationDate: '2027-06-30T00:00:00Z' },
          ],
        },
      ],
      machineTypes: [{ name: 'a1.8', cpu: '8', gpu: '0', memory: '32Gi', architecture: 'arm64' }],
      providerConfig: {
        apiVersion: 'openstack.provider.extensions.gardener.cloud/v1alpha1',
        kind: 'CloudProfileConfig',
        machineImages: [
          {
            name: 'gardenlinux',
            versions: [
              { version: '1900.0.0', regions: [{ name: 'eu-1', id: '1900.0.0-arm64', architecture: 'arm64' }] },
            ],
          },
        ],
      },
    });
    expect(machineOf(objects['Shoot'])).toEqual({
      type: 'a1.8',
      architecture: 'arm64',
      image: { name: 'gardenlinux', version: '1900.0.0' },
    });
  });

  it('tells architectures as its parent does', () => {
    const { objects, findings } = scene({ profile: { form: 'both' }, child, shoot: { workers } });
    expect(findings).toEqual([]);
    expect(objects['NamespacedCloudProfile']?.['spec']).toMatchObject({
      machineTypes: [{ architecture: 'arm64', capabilities: { architecture: ['arm64'] } }],
      machineImages: [
        {
          versions: [
            { capabilityFlavors: [{ architecture: ['arm64'] }], architectures: ['arm64'] },
            { version: '1877.3.0' },
          ],
        },
      ],
      providerConfig: {
        machineImages: [
          {
            versions: [
              {
                capabilityFlavors: [
                  { capabilities: { architecture: ['arm64'] }, regions: [{ name: 'eu-1', id: '1900.0.0-arm64' }] },
                ],
              },
            ],
          },
        ],
      },
    });
  });

  it('may only let versions live longer', () => {
    const { objects, findings } = scene({ child: { longerImages: child.longerImages ?? {} } });
    expect(findings).toEqual([]);
    expect(objects['NamespacedCloudProfile']?.['spec']).toEqual({
      parent: { kind: 'CloudProfile', name: 'meadow' },
      machineImages: [
        { name: 'gardenlinux', versions: [{ version: '1877.3.0', expirationDate: '2027-06-30T00:00:00Z' }] },
      ],
    });
  });
});

import type { KubernetesObject } from '../../../lib/core/object';
import { amdPool, armPool, factsOf, profile, shoot, type viewOf, workerConfig } from '../fixture';

type Json = Record<string, unknown>;
/** Objects, and what is known about them. */
export type Tree = Parameters<typeof viewOf>;

/** A shoot whose arm64 pool is changed. */
export const pool = (changes: Json): KubernetesObject => shoot({ workers: [amdPool, { ...armPool, ...changes }] });
const machine = (changes: Json): Json => ({ machine: { ...(armPool['machine'] as Json), ...changes } });
/** A pool with a WorkerConfig. */
export const config = (fields: Json): Json => ({ providerConfig: workerConfig(fields) });
const kubelet = (fields: Json): KubernetesObject =>
  shoot({ spec: { kubernetes: { version: '1.34.2', kubelet: fields } } });
const now = new Date('2026-11-25T00:00:00Z');

/** The profile with other versions of the image in the provider part. */
const mapped = (...versions: Json[]): KubernetesObject =>
  profile({ config: { machineImages: [{ name: 'gardenlinux', versions }] } });
const region = (name: string, architecture: string, id = `${name}-${architecture}`): Json => ({
  name,
  architecture,
  id,
});
const everywhere = [region('eu-1', 'amd64'), region('eu-2', 'amd64'), region('eu-1', 'arm64'), region('eu-2', 'arm64')];
const version = (fields: Json): Json => ({ version: '1877.3.0', ...fields });
const other = { version: '1877.4.0', regions: everywhere };

/** The profile with one version of the image that has a lifecycle. */
const dated = (fields: Json): KubernetesObject =>
  profile({
    spec: {
      machineImages: [
        { name: 'gardenlinux', versions: [{ version: '1877.3.0', architectures: ['amd64', 'arm64'], ...fields }] },
      ],
    },
  });

const types = (...list: Json[]): KubernetesObject =>
  profile({ spec: { machineTypes: [{ name: 'm1.4', cpu: '4', memory: '16Gi', architecture: 'amd64' }, ...list] } });
const armType = { name: 'a1.4', cpu: '4', memory: '16Gi', architecture: 'arm64' };

const capabilities = (fields: Json, flavors: Json[]): KubernetesObject =>
  profile({
    spec: {
      machineCapabilities: [
        { name: 'architecture', values: ['amd64', 'arm64'] },
        { name: 'disk', values: ['nvme', 'scsi'] },
      ],
      machineTypes: [
        { name: 'm1.4', cpu: '4', memory: '16Gi', capabilities: { architecture: ['amd64'] } },
        { name: 'a1.4', cpu: '4', memory: '16Gi', capabilities: { architecture: ['arm64'], disk: ['scsi'] } },
      ],
      machineImages: [{ name: 'gardenlinux', versions: [{ version: '1877.3.0' }] }],
      ...fields,
    },
    config: { machineImages: [{ name: 'gardenlinux', versions: [version({ capabilityFlavors: flavors })] }] },
  });
const flavor = (set: Json, id: string): Json => ({
  capabilities: set,
  regions: [
    { name: 'eu-1', id },
    { name: 'eu-2', id },
  ],
});
const amdFlavor = flavor({ architecture: ['amd64'] }, 'amd');
const armFlavor = flavor({ architecture: ['arm64'] }, 'arm');

const workload = (kind: string, spec: Json, apiVersion = 'apps/v1'): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name: 'w', namespace: 'default', annotations: { cluster: 'shoots/dev/crazy' } },
  spec: { template: { spec } },
});
const container = (image: string): Json => ({ containers: [{ name: 'c', image }] });

/** A tree in which each rule must fire. */
export const cases: Record<string, Tree | Tree[0]> = {
  'OS-ARM-IMAGE-MISSING-IN-REGION': [
    mapped(version({ regions: [region('eu-1', 'amd64'), region('eu-2', 'arm64')] }), other),
    shoot(),
  ],
  'OS-ARM-IMAGE-NAME-FALLBACK': [
    mapped(version({ image: 'gl', regions: [region('eu-1', 'amd64'), region('eu-2', 'arm64')] }), other),
    shoot(),
  ],
  'OS-IMAGE-BY-NAME': [mapped(version({ image: 'gl' }), other), shoot({ workers: [amdPool] })],
  'OS-AMBIGUOUS-IMAGE-FLAVOR': [
    capabilities({}, [amdFlavor, armFlavor, flavor({ architecture: ['arm64'], disk: ['nvme', 'scsi'] }, 'x')]),
    shoot(),
  ],
  'OS-FLAVOR-PREFERENCE-SURPRISE': [
    capabilities({}, [
      amdFlavor,
      flavor({ architecture: ['arm64'], disk: ['scsi'] }, 's'),
      flavor({ architecture: ['arm64'], disk: ['nvme', 'scsi'] }, 'x'),
    ]),
    shoot(),
  ],
  'OS-STATUS-IMAGE-ARCHITECTURE': [
    [capabilities({}, [amdFlavor, armFlavor]), shoot()],
    {
      facts: factsOf('shoot/dev/crazy', {
        workerStatus: { machineImages: [{ name: 'gardenlinux', version: '1.0.0', id: 'x', architecture: 'amd64' }] },
      }),
    },
  ],
  'OS-IMAGE-EXPIRED': [[dated({ expirationDate: '2026-11-01T00:00:00Z' }), shoot()], { now }],
  'OS-IMAGE-EXPIRING': [[dated({ expirationDate: '2026-12-01T00:00:00Z' }), shoot()], { now }],
  'OS-IMAGE-PREVIEW': [[dated({ classification: 'preview' }), shoot()], { now }],
  'OS-IMAGE-DEPRECATED': [[dated({ classification: 'deprecated' }), shoot()], { now }],
  'OS-DUPLICATE-IMAGE-VERSION': [mapped(version({ regions: everywhere }), version({ regions: everywhere }), other)],
  'OS-DUPLICATE-REGION-ENTRY': [mapped(version({ regions: [...everywhere, region('eu-1', 'amd64', 'again')] }), other)],
  'OS-REGION-UNKNOWN': [mapped(version({ regions: [...everywhere, region('europe', 'amd64')] }), other)],
  'OS-PROFILE-MAPPING-GAP': [mapped(version({ regions: everywhere.slice(1) }), other)],
  'OS-CORE-FLAVORS-DRIFT': [
    capabilities(
      {
        machineImages: [
          {
            name: 'gardenlinux',
            versions: [{ version: '1877.3.0', capabilityFlavors: [{ architecture: ['amd64'] }] }],
          },
        ],
      },
      [amdFlavor, armFlavor],
    ),
  ],
  'OS-TYPE-WITHOUT-ARCH': [
    capabilities({ machineTypes: [{ name: 'm1.4', cpu: '4', memory: '16Gi', capabilities: {} }] }, [
      amdFlavor,
      armFlavor,
    ]),
  ],
  'OS-ARCH-OMITTED': [profile(), pool(machine({ architecture: undefined }))],
  'OS-ARCH-MISMATCH': [profile(), pool(machine({ type: 'm1.4' }))],
  'OS-DEFAULT-IMAGE-TRAP': [
    profile({
      spec: { machineImages: [{ name: 'gardenlinux', versions: [{ version: '1877.3.0', architectures: ['amd64'] }] }] },
    }),
    pool(machine({ image: undefined })),
  ],
  'OS-MIXED-ARCH-UNTAINTED': [profile(), pool({ taints: [] })],
  'OS-ARM-ONLY-SYSTEM-COMPONENTS': [
    profile(),
    shoot({ workers: [{ ...amdPool, systemComponents: { allow: false } }, armPool] }),
  ],
  'OS-FLAVOR-UNKNOWN': [profile(), pool(machine({ type: 'z9' }))],
  'OS-FLAVOR-UNUSABLE': [types({ ...armType, usable: false }), shoot()],
  'OS-FLAVOR-UNAVAILABLE-IN-ZONE': [
    profile({
      spec: {
        regions: [
          {
            name: 'eu-1',
            zones: [{ name: 'eu-1a', unavailableMachineTypes: ['a1.4'] }, { name: 'eu-1b' }, { name: 'eu-1c' }],
          },
          { name: 'eu-2' },
        ],
      },
    }),
    shoot(),
  ],
  'OS-ZONE-UNKNOWN': [profile(), pool({ zones: ['eu-1a', 'eu-1x', 'eu-1c'] })],
  'OS-ZONE-DUPLICATE': [profile(), pool({ zones: ['eu-1a', 'eu-1a', 'eu-1c'] })],
  'OS-STORAGE-SIZE-NOT-GI': [types({ ...armType, storage: { class: 's', type: 'premium', size: '1024Gi' } }), shoot()],
  'OS-ROOT-DISK-TYPE-WITHOUT-SIZE': [
    types({ ...armType, storage: { class: 's', type: 'premium', minSize: '20Gi' } }),
    shoot(),
  ],
  'OS-ZONE-WITHOUT-SURGE': [profile(), pool({ maxSurge: 1 })],
  'OS-MIN-BELOW-ZONES': [profile(), pool({ minimum: 1 })],
  'OS-CAPACITY-MISSING': [
    types({ ...armType, name: 'gpu.a100' }),
    pool({ minimum: 0, ...machine({ type: 'gpu.a100' }) }),
  ],
  'OS-MIN-SUM-OVER-LIMIT': [profile({ spec: { limits: { maxNodesTotal: 4 } } }), shoot()],
  'OS-AMBIGUOUS-YAML-SCALAR': [profile(), pool({ zones: ['1'] })],
  'OS-NAME-LENGTH': [profile(), shoot({ name: 'a'.repeat(40) })],
  'OS-TAG-KEY-COLLISION': [profile(), pool({ labels: { 'x.org/a': '1', 'x.org-a': '2' } })],
  'OS-TAG-LIMITS': [[profile(), shoot()], { facts: factsOf('landscape', { openstackLimits: { metadataItems: 5 } }) }],
  'OS-MCM-TAG-CONFUSION': [profile(), pool({ labels: { 'x.kubernetes.io/cluster-y': '1' } })],
  'OS-SERVER-GROUP-QUOTA': [
    profile(),
    pool({ maximum: 20, ...config({ serverGroup: { policy: 'soft-anti-affinity' } }) }),
  ],
  'OS-SERVER-GROUP-UNKNOWN': [profile(), pool(config({ serverGroup: { policy: 'soft-anti-affinity' } }))],
  'OS-SERVER-GROUP-PREFIX': [
    profile(),
    ...['crazy', 'crazy-two'].map(name =>
      shoot({ name, workers: [{ ...armPool, ...config({ serverGroup: { policy: 'soft-anti-affinity' } }) }] }),
    ),
  ],
  'OS-POOL-KUBELET-HIDES-RESERVED': [profile(), pool({ kubernetes: { kubelet: { maxPods: 50 } } })],
  'OS-CPU-MANAGER-NONE': [profile(), kubelet({ cpuManagerPolicy: 'none' })],
  'OS-QUANTITY-SPELLING': [profile(), kubelet({ kubeReserved: { cpu: '1.500' } })],
  'OS-K8S-EXPIRED': [
    [
      profile({ spec: { kubernetes: { versions: [{ version: '1.34.2', expirationDate: '2026-01-01T00:00:00Z' }] } } }),
      shoot(),
    ],
    { now },
  ],
  'OS-KEYSTONE-MISSING': [
    profile({ config: { keystoneURL: undefined, keystoneURLs: [{ region: 'eu-2', url: 'https://k' }] } }),
    shoot(),
  ],
  'OS-REGION-WITHOUT-KEYSTONE': [
    profile({ config: { keystoneURL: undefined, keystoneURLs: [{ region: 'eu-2', url: 'https://k' }] } }),
  ],
  'OS-LB-PROVIDER-MISSING': [
    profile({
      config: { constraints: { floatingPools: [{ name: 'public' }], loadBalancerProviders: [{ name: 'ovn' }] } },
    }),
    shoot(),
  ],
  'OS-IN-PLACE-UNSUPPORTED': [profile(), pool({ updateStrategy: 'AutoInPlaceUpdate', maxSurge: 0 })],
  'OS-TWO-SUPPORTED-PER-MINOR': [
    profile({ spec: { kubernetes: { versions: [{ version: '1.34.2' }, { version: '1.34.1' }] } } }),
  ],
  'OS-LATEST-HAS-EXPIRY': [
    profile({ spec: { kubernetes: { versions: [{ version: '1.34.2', expirationDate: '2027-01-01T00:00:00Z' }] } } }),
  ],
  'OS-BASTION-CLASSIFICATION': [
    profile({ spec: { bastion: { machineImage: { name: 'gardenlinux' }, machineType: { name: 'm1.4' } } } }),
  ],
  'OS-UNKNOWN-FIELD': [profile({ config: { useOctavia: true } })],
  'OS-FLOATING-POOL-RUNTIME': [
    profile({
      config: {
        constraints: {
          floatingPools: [{ name: 'public', defaultFloatingSubnet: 's' }],
          loadBalancerProviders: [{ name: 'amphora' }],
        },
      },
    }),
  ],
  'OS-PROFILE-SIZE': [
    mapped(
      version({
        regions: [
          ...everywhere,
          ...Array.from({ length: 20_000 }, (_, index) => region(`eu-1`, 'amd64', `${index}${'x'.repeat(40)}`)),
        ],
      }),
      other,
    ),
  ],
  'OS-NCP-SHADOWING': [
    profile(),
    {
      apiVersion: 'core.gardener.cloud/v1beta1',
      kind: 'NamespacedCloudProfile',
      metadata: { name: 'own', namespace: 'garden-dev' },
      spec: {
        parent: { kind: 'CloudProfile', name: 'meadow' },
        machineTypes: [{ name: 'm1.4', cpu: '8', memory: '16Gi' }],
      },
    },
  ],
  'OS-WORKLOAD-ARCH-UNPINNED': [profile(), shoot(), workload('Deployment', container('quay.io/x/tool-amd64:1'))],
  'OS-TOLERATION-MISSING': [profile(), shoot(), workload('DaemonSet', container('quay.io/x/agent:1'))],
  'OS-SINGLE-ARCH-MIRROR': [
    profile(),
    shoot(),
    {
      apiVersion: 'seedmanagement.gardener.cloud/v1alpha1',
      kind: 'Gardenlet',
      metadata: { name: 'soil', namespace: 'garden' },
      spec: {
        deployment: {
          imageVectorOverwrite: 'images:\n- name: pause\n  repository: r\n  tag: "1"\n  architectures: [amd64]\n',
        },
      },
    },
  ],
  'OS-CREDENTIALS-IN-SECRET': [
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'c', namespace: 'machines', labels: { 'gardener.cloud/purpose': 'machineclass' } },
      data: { userData: '', applicationCredentialSecret: '' },
    },
  ],
  'OS-MACHINE-OWNERS': [
    profile(),
    shoot(),
    {
      apiVersion: 'machine.sapcloud.io/v1alpha1',
      kind: 'MachineDeployment',
      metadata: { name: 'shoot--dev--crazy-arm-z1', namespace: 'shoot--dev--crazy' },
      spec: {},
    },
  ],
};

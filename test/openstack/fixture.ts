import type { KubernetesObject } from '../../lib/core/object';
import type { Facts } from '../../lib/rules/facts';
import { Judge } from '../../lib/rules/judge';
import { View, type ViewObject } from '../../lib/rules/view';
import { openstack } from '../../lib/openstack/topic';

type Json = Record<string, unknown>;

const configVersion = 'openstack.provider.extensions.gardener.cloud/v1alpha1';

/** A profile with two regions, both architectures mapped in both, and one flavor each. */
export function profile(changes: { readonly config?: Json; readonly spec?: Json } = {}): KubernetesObject {
  const version = (name: string, suffix: string): Json => ({
    version: name,
    regions: ['eu-1', 'eu-2'].flatMap(region =>
      ['amd64', 'arm64'].map(architecture => ({
        name: region,
        id: `${region}-${architecture}-${suffix}`,
        architecture,
      })),
    ),
  });
  return {
    apiVersion: 'core.gardener.cloud/v1beta1',
    kind: 'CloudProfile',
    metadata: { name: 'meadow' },
    spec: {
      type: 'openstack',
      kubernetes: { versions: [{ version: '1.35.1' }, { version: '1.34.2' }, { version: '1.33.6' }] },
      machineImages: [
        {
          name: 'gardenlinux',
          versions: ['1877.3.0', '1877.4.0'].map(name => ({ version: name, architectures: ['amd64', 'arm64'] })),
        },
      ],
      machineTypes: [
        { name: 'm1.4', cpu: '4', gpu: '0', memory: '16Gi', architecture: 'amd64' },
        { name: 'a1.4', cpu: '4', gpu: '0', memory: '16Gi', architecture: 'arm64' },
      ],
      regions: ['eu-1', 'eu-2'].map(name => ({
        name,
        zones: ['a', 'b', 'c'].map(zone => ({ name: `${name}${zone}` })),
      })),
      ...changes.spec,
      providerConfig: {
        apiVersion: configVersion,
        kind: 'CloudProfileConfig',
        keystoneURL: 'https://keystone.example.org/v3',
        constraints: { floatingPools: [{ name: 'public' }], loadBalancerProviders: [{ name: 'amphora' }] },
        serverGroupPolicies: ['soft-anti-affinity', 'anti-affinity', 'affinity'],
        machineImages: [{ name: 'gardenlinux', versions: [version('1877.3.0', 'old'), version('1877.4.0', 'new')] }],
        ...changes.config,
      },
    },
  };
}

/** An amd64 pool over one zone. */
export const amdPool: Json = {
  name: 'cpu',
  machine: { type: 'm1.4', architecture: 'amd64', image: { name: 'gardenlinux', version: '1877.3.0' } },
  minimum: 2,
  maximum: 2,
  maxSurge: 1,
  zones: ['eu-1a'],
};

/** An arm64 pool over three zones, tainted. */
export const armPool: Json = {
  name: 'arm',
  machine: { type: 'a1.4', architecture: 'arm64', image: { name: 'gardenlinux', version: '1877.3.0' } },
  minimum: 3,
  maximum: 6,
  maxSurge: 3,
  zones: ['eu-1a', 'eu-1b', 'eu-1c'],
  taints: [{ key: 'kubernetes.io/arch', value: 'arm64', effect: 'NoSchedule' }],
};

/** A shoot of both architectures. */
export function shoot(
  changes: { readonly workers?: readonly Json[]; readonly spec?: Json; readonly name?: string } = {},
): KubernetesObject {
  const { provider, ...spec } = (changes.spec ?? {}) as { provider?: Json } & Json;
  return {
    apiVersion: 'core.gardener.cloud/v1beta1',
    kind: 'Shoot',
    metadata: { name: changes.name ?? 'crazy', namespace: 'garden-dev' },
    spec: {
      cloudProfile: { kind: 'CloudProfile', name: 'meadow' },
      credentialsBindingName: 'openstack',
      region: 'eu-1',
      seedName: 'soil',
      kubernetes: { version: '1.34.2' },
      networking: { type: 'calico', nodes: '10.250.0.0/16', pods: '100.96.0.0/11' },
      ...spec,
      provider: {
        type: 'openstack',
        infrastructureConfig: {
          apiVersion: configVersion,
          kind: 'InfrastructureConfig',
          floatingPoolName: 'public',
          networks: { workers: '10.250.0.0/16' },
        },
        controlPlaneConfig: { apiVersion: configVersion, kind: 'ControlPlaneConfig', loadBalancerProvider: 'amphora' },
        workers: changes.workers ?? [amdPool, armPool],
        ...provider,
      },
    },
  };
}

/** A WorkerConfig. */
export const workerConfig = (fields: Json): Json => ({ apiVersion: configVersion, kind: 'WorkerConfig', ...fields });

/** A tree that holds these objects; shoots' own objects carry the annotation `cluster`. */
export function viewOf(
  objects: readonly KubernetesObject[],
  options: { readonly facts?: Facts; readonly now?: Date } = {},
): View {
  const entries = objects.map((object): ViewObject => ({
    cluster: object.metadata.annotations?.['cluster'] ?? 'virtual-garden',
    unit: 'shoots',
    object,
    origin: () => undefined,
  }));
  return new View({ objects: entries, gardener: '1.150.0', ...options });
}

/** Facts of one key. */
export function factsOf(key: string, values: Json): Facts {
  const origin = { file: 'facts.yaml' };
  return new Map([[key, new Map(Object.entries(values).map(([name, value]) => [name, { value, origin }]))]]);
}

/** What the checks of the topic find, as `RULE path`. */
export function found(view: View): string[] {
  const judge = new Judge();
  judge.run(view, [openstack]);
  return judge.result().findings.map(({ rule, path }) => `${rule} ${path}`);
}

/** What the comparison of two trees says. */
export const changed = (
  before: View,
  after: View,
): { rule: string; severity: string; path: string; message: string }[] =>
  [...(openstack.compare?.(before, after) ?? [])].map(({ rule, severity, path, message }) => ({
    rule,
    severity,
    path,
    message,
  }));

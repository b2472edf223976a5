import { Quantity } from '../../core/quantity';
import type { KubernetesObject } from '../../core/object';
import { defaultArchitecture } from '../pool/capabilities';
import type { StatusImage } from '../image/status-image';
import type { InfrastructureState, PoolConfig, ShootObject } from '../objects';
import type { MachineTypeSpec } from '../profile/read';
import type { ServerGroupDependency } from './additional-hash-data';
import type { RootDisk } from './disk';
import type { Labels } from './labels';
import type { Pool } from './pool';
import { normalizeTags } from './tags';

/** What all machine classes of a pool have in common. */
export interface ClassInputs {
  readonly pool: Pool;
  readonly shoot: ShootObject;
  readonly config: PoolConfig;
  readonly machineType: MachineTypeSpec;
  readonly image: StatusImage;
  readonly disk: RootDisk;
  readonly serverGroup: ServerGroupDependency | undefined;
  readonly network: NodeNetwork;
  readonly namespace: string;
  /** Metadata of the servers, see {@link serverTags}. */
  readonly tags: Labels;
  /** Capacity that an existing Worker remembers for the pool; it wins over the profile while the machine type stays. */
  readonly rememberedCapacity: Readonly<Record<string, string>> | undefined;
}

/** What machines take from the infrastructure of the shoot. */
export interface NodeNetwork {
  readonly keyName: string;
  readonly networkID: string;
  readonly subnetIDs: readonly string[];
  /** Name of the group that Gardener made. */
  readonly securityGroup: string;
}

/** Version of the machine API. */
export const machineApiVersion = 'machine.sapcloud.io/v1alpha1';

/** Label of the machine classes and of their Secrets. */
export const purposeLabels = { 'gardener.cloud/purpose': 'machineclass' } as const;

/**
 * The network of the nodes, or the controller's error when the infrastructure lacks a part. Nodes of dual-stack shoots are in the subnets of
 * both families.
 * `provider-openstack:pkg/controller/worker/machines.go` (generateMachineConfig) v1.58.
 */
export function nodeNetwork(state: InfrastructureState): NodeNetwork | { readonly error: string } {
  const group = state.securityGroups?.find(({ purpose }) => purpose === 'nodes');
  if (group === undefined) return { error: 'cannot find security group with purpose "nodes"' };
  const subnets = state.networks?.subnets ?? [];
  const idsOf = (purpose: string): string[] =>
    subnets.filter(subnet => subnet.purpose === purpose).map(({ id = '' }) => id);
  const nodes = idsOf('nodes');
  if (nodes.length === 0) return { error: 'cannot find any subnets with purpose "nodes"' };
  return {
    keyName: state.node?.keyName ?? '',
    networkID: state.networks?.id ?? '',
    subnetIDs: [...nodes, ...idsOf('nodes-ipv6')],
    securityGroup: group.name ?? '',
  };
}

/**
 * The machine class of one zone. All scalars are texts here, whatever they look like; upstream's chart leaves them unquoted.
 * `provider-openstack:charts/internal/machineclass/templates/machineclass.yaml` v1.58.
 */
export function renderMachineClass(inputs: ClassInputs, zone: string, name: string): KubernetesObject {
  const { pool, namespace } = inputs;
  const { name: imageName, version: imageVersion } = pool.worker.machine?.image ?? {};
  const system = imageName &&
    imageVersion && {
      operatingSystemName: imageName,
      operatingSystemVersion: imageVersion.replaceAll('+', '_'),
    };
  return {
    apiVersion: machineApiVersion,
    kind: 'MachineClass',
    metadata: { name, namespace, labels: { ...purposeLabels, ...(system || {}) } },
    provider: 'OpenStack',
    nodeTemplate: nodeTemplate(inputs, zone),
    secretRef: { name, namespace },
    credentialsSecretRef: { name: 'cloudprovider', namespace },
    providerSpec: {
      apiVersion: 'openstack.machine.gardener.cloud/v1alpha1',
      kind: 'MachineProviderConfig',
      spec: providerSpec(inputs, zone),
    },
  };
}

function providerSpec(inputs: ClassInputs, zone: string): Record<string, unknown> {
  const { shoot, config, machineType, image, disk, serverGroup, network } = inputs;
  return {
    region: shoot.spec?.region ?? '',
    availabilityZone: zone,
    flavorName: machineType.name ?? '',
    keyName: network.keyName,
    ...(image.id ? { imageID: image.id } : { imageName: image.image ?? '' }),
    networkID: network.networkID,
    subnetIDs: network.subnetIDs,
    podNetworkCIDRs: podNetworks(shoot),
    securityGroups: [network.securityGroup, ...(config.additionalSecurityGroups ?? [])],
    ...(disk.size !== undefined && { rootDiskSize: disk.size }),
    ...(disk.type !== undefined && { rootDiskType: disk.type }),
    ...(serverGroup?.id && { serverGroupID: serverGroup.id }),
    tags: inputs.tags,
  };
}

/** Pod ranges of the spec, then those of the status that are not the same. */
function podNetworks(shoot: ShootObject): string[] {
  const own = shoot.spec?.networking?.pods;
  const written = own === undefined ? [] : [own];
  return [...written, ...(shoot.status?.networking?.pods ?? []).filter(range => !written.includes(range))];
}

/** Metadata of the servers: pool labels, then machine labels, then what machine-controller-manager finds its servers by. */
export function serverTags({ pool, shoot, config }: Pick<ClassInputs, 'pool' | 'shoot' | 'config'>): Labels {
  const machineLabels = Object.fromEntries(
    (config.machineLabels ?? []).map(({ name = '', value = '' }) => [name, value]),
  );
  return {
    ...normalizeTags(pool.labels),
    ...normalizeTags(machineLabels),
    [`kubernetes.io-cluster-${shoot.status?.technicalID ?? ''}`]: '1',
    'kubernetes.io-role-node': '1',
  };
}

/** What the cluster autoscaler assumes about a node of an empty pool. */
function nodeTemplate(inputs: ClassInputs, zone: string): Record<string, unknown> {
  const { pool, shoot, config, machineType, rememberedCapacity } = inputs;
  const { cpu, gpu, memory } = machineType;
  const capacity = rememberedCapacity ?? quantities({ cpu: cpu ?? 0, gpu: gpu ?? 0, memory: memory ?? 0 });
  const virtualCapacity = quantities(config.nodeTemplate?.virtualCapacity);
  return {
    architecture: pool.architecture ?? defaultArchitecture,
    capacity: { ...capacity, ...quantities(config.nodeTemplate?.capacity) },
    ...(Object.keys(virtualCapacity).length > 0 && { virtualCapacity }),
    instanceType: machineType.name ?? '',
    region: shoot.spec?.region ?? '',
    zone,
  };
}

function quantities(map: Readonly<Record<string, string | number | undefined>> | undefined): Labels {
  return Object.fromEntries(
    Object.entries(map ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Quantity.parse(value)?.toString() ?? String(value)]],
    ),
  );
}

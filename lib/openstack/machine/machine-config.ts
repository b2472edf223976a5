import type { KubernetesObject } from '../../core/object';
import type { ImageResult, LookupMode } from '../image/query';
import { rememberedImage } from '../image/remembered-image';
import { appendStatusImage, normalizeStatusImages, type StatusImage } from '../image/status-image';
import { defaultArchitecture, type CapabilityDefinition } from '../pool/capabilities';
import type { HashInput } from '../pool/hash-input';
import { poolHash, type PoolHash } from '../pool/pool-hash';
import type { AdmittedShoot } from '../admission/admit';
import type { InfrastructureState, PoolConfig, ProfileConfig, ProfileSpec, WorkerState } from '../objects';
import { definitionsOf, machineTypeOf } from '../profile/read';
import { additionalHashData } from './additional-hash-data';
import { nodeNetwork, renderMachineClass, serverTags, type ClassInputs, type NodeNetwork } from './class';
import { renderMachineDeployment, zoneShares, type ExistingDeployment, type ZoneShareOfPool } from './deployment';
import { rootDisk } from './disk';
import { className, deploymentName } from './names';
import { poolsOf, type Pool } from './pool';
import { renderMachineSecret } from './secret';
import { serverGroupOf, serverGroupPolicy } from './server-group';

/** Everything that the machines of a shoot follow from. */
export interface MachineConfigInputs {
  readonly admitted: Pick<AdmittedShoot, 'shoot' | 'workers'>;
  readonly profileName: string;
  readonly profile: ProfileSpec;
  readonly config: ProfileConfig;
  readonly infrastructure: InfrastructureState;
  /** Absent as long as the provider wrote none. */
  readonly workerStatus?: WorkerState | undefined;
  /** Namespace of the shoot in its seed. */
  readonly namespace: string;
  /** Boot script of a pool's machines. */
  readonly userData: (pool: Pool) => string;
  /** @default strict */
  readonly mode?: LookupMode | undefined;
  /** What is known about deployments that exist, by name. @default all are new */
  readonly existing?: ReadonlyMap<string, ExistingDeployment> | undefined;
  /** Node capacities that the Worker remembers, by pool, for pools whose machine type did not change. */
  readonly rememberedCapacities?: ReadonlyMap<string, Readonly<Record<string, string>>> | undefined;
}

/** The machines of one pool in one zone; the objects are made when they are asked for: most rules look at names alone. */
export interface ZoneMachines {
  readonly share: ZoneShareOfPool;
  readonly deploymentName: string;
  readonly className: string;
  readonly secret: KubernetesObject;
  readonly machineClass: KubernetesObject;
  readonly machineDeployment: KubernetesObject;
}

/** The machines of one pool, or why the controller cannot make them. */
export interface PoolMachines {
  readonly pool: Pool;
  readonly config: PoolConfig;
  readonly image: ImageResult | undefined;
  readonly hash: PoolHash | undefined;
  readonly additional: readonly HashInput[];
  /** Made anew whenever it is asked for. */
  readonly zones: readonly ZoneMachines[];
  readonly error: string | undefined;
}

/** The machines of a shoot. The controller makes either all or none: `error` is its first one. */
export interface MachineConfig {
  readonly pools: readonly PoolMachines[];
  readonly error: string | undefined;
  /** Images that the worker status will record; told when they are asked for. */
  readonly statusImages: readonly StatusImage[];
}

/**
 * Machine classes, machine deployments and Secrets of a shoot, with the hashes and image lookups that they follow from.
 * `provider-openstack:pkg/controller/worker/machines.go` (generateMachineConfig) v1.58.
 */
export function machineConfig(inputs: MachineConfigInputs): MachineConfig {
  const network = nodeNetwork(inputs.infrastructure);
  const definitions = definitionsOf(inputs.profile);
  const pools = poolsOf(inputs.admitted).map(pool => poolMachines(inputs, { pool, network, definitions }));
  const error = 'error' in network ? network.error : pools.find(pool => pool.error !== undefined)?.error;
  return {
    pools,
    error,
    get statusImages() {
      return statusImagesOf(pools, definitions);
    },
  };
}

function statusImagesOf(pools: readonly PoolMachines[], definitions: readonly CapabilityDefinition[]): StatusImage[] {
  let images: StatusImage[] = [];
  for (const { image } of pools) {
    if (image?.image === undefined) continue;
    images = appendStatusImage(normalizeStatusImages(images, definitions), image.image, definitions);
  }
  return normalizeStatusImages(images, definitions);
}

interface PoolContext {
  readonly pool: Pool;
  readonly network: NodeNetwork | { readonly error: string };
  readonly definitions: readonly CapabilityDefinition[];
}

function poolMachines(inputs: MachineConfigInputs, context: PoolContext): PoolMachines {
  const { pool } = context;
  const config = (pool.worker.providerConfig ?? {}) as PoolConfig;
  const wantsGroup = serverGroupPolicy(config) !== undefined;
  const serverGroup = wantsGroup ? serverGroupOf(inputs.workerStatus, pool.name) : undefined;
  const path = `spec.provider.workers[${pool.index}].providerConfig`;
  const additional = additionalHashData(config, serverGroup, path);
  const hash = poolHash(pool.nodeAgent.name, pool.keyInputs, additional);
  const result = { pool, config, image: undefined, hash, additional, zones: [], error: undefined };
  const type = machineTypeOf(inputs.profile, pool.worker.machine?.type);
  if (type === undefined) return { ...result, error: unknownType(inputs, pool) };
  const image = imageOf(inputs, pool, { capabilities: type.capabilities, definitions: context.definitions });
  if (image.image === undefined) return { ...result, image, error: image.error };
  const disk = rootDisk(pool.worker.volume, type);
  if ('error' in disk) return { ...result, image, error: disk.error };
  if (wantsGroup && serverGroup === undefined) {
    const error = `server group is required for pool "${pool.name}", but no server group dependency found`;
    return { ...result, image, hash: undefined, error };
  }
  const { network } = context;
  if ('error' in network) return { ...result, image, error: network.error };
  const found: PoolParts = { pool, config, disk, serverGroup, network, machineType: type, image: image.image };
  return {
    ...result,
    image,
    get zones() {
      return zonesOf(inputs, found, hash.hash);
    },
  };
}

type PoolParts = Pick<ClassInputs, 'pool' | 'config' | 'disk' | 'serverGroup' | 'network' | 'machineType' | 'image'>;

function zonesOf(inputs: MachineConfigInputs, parts: PoolParts, hash: string): ZoneMachines[] {
  const { pool, config } = parts;
  const { shoot } = inputs.admitted;
  const common: ClassInputs = {
    ...parts,
    shoot,
    namespace: inputs.namespace,
    rememberedCapacity: inputs.rememberedCapacities?.get(pool.name),
    tags: serverTags({ pool, shoot, config }),
  };
  return zoneShares(pool.worker).map(share => zoneMachines(inputs, common, { share, hash }));
}

function unknownType({ profileName }: MachineConfigInputs, { worker }: Pool): string {
  return `machine type "${worker.machine?.type ?? ''}" not found in cloud profile "${profileName}"`;
}

const noImages: NonNullable<ProfileConfig['machineImages']> = [];

function imageOf(
  inputs: MachineConfigInputs,
  pool: Pool,
  machine: {
    readonly capabilities: ClassInputs['machineType']['capabilities'];
    readonly definitions: readonly CapabilityDefinition[];
  },
): ImageResult {
  const { config, admitted, workerStatus, mode } = inputs;
  const { name = '', version = '' } = pool.worker.machine?.image ?? {};
  const status = workerStatus && (workerStatus.machineImages ?? []);
  return rememberedImage(
    {
      images: config.machineImages ?? noImages,
      name,
      version,
      region: admitted.shoot.spec?.region ?? '',
      architecture: pool.architecture ?? defaultArchitecture,
      machine: machine.capabilities,
      definitions: machine.definitions,
      status: status?.map(image => ({ ...image, name: image.name ?? '', version: image.version ?? '' })),
    },
    mode,
  );
}

function zoneMachines(
  inputs: MachineConfigInputs,
  common: ClassInputs,
  { share, hash }: { readonly share: ZoneShareOfPool; readonly hash: string },
): ZoneMachines {
  const { pool, shoot, namespace, machineType } = common;
  const deployment = deploymentName(shoot.status?.technicalID ?? '', pool.name, share.index);
  const name = className(deployment, hash);
  const { workers } = inputs.admitted;
  return {
    share,
    deploymentName: deployment,
    className: name,
    get secret() {
      return renderMachineSecret(name, namespace, inputs.userData(pool));
    },
    get machineClass() {
      return renderMachineClass(common, share.zone, name);
    },
    get machineDeployment() {
      const existing = inputs.existing?.get(deployment);
      const names = { name: deployment, className: name };
      return renderMachineDeployment({ pool, shoot, workers, machineType, namespace, share, ...names, existing });
    },
  };
}

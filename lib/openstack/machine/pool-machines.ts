import type { ImageResult, LookupMode } from '../image/query';
import { rememberedImage } from '../image/remembered-image';
import type { PoolConfig, ProfileConfig, ProfileSpec, WorkerState } from '../objects';
import { defaultArchitecture, type CapabilityDefinition } from '../pool/capabilities';
import type { HashInput } from '../pool/hash-input';
import { poolHash, type PoolHash } from '../pool/pool-hash';
import { machineTypeOf, type MachineTypeSpec } from '../profile/read';
import { additionalHashData, type ServerGroupDependency } from './additional-hash-data';
import type { NodeNetwork } from './class';
import { rootDisk } from './disk';
import type { Pool } from './pool';
import { serverGroupOf, serverGroupPolicy } from './server-group';
import { zonesOf, type PoolParts, type ZoneInputs, type ZoneMachines } from './zone-machines';

/** What the machines of a pool follow from beside the pool itself. */
export interface PoolInputs extends ZoneInputs {
  readonly profileName: string;
  readonly profile: ProfileSpec;
  readonly config: ProfileConfig;
  /** Absent as long as the provider wrote none. */
  readonly workerStatus?: WorkerState | undefined;
  /** @default strict */
  readonly mode?: LookupMode | undefined;
}

/** A pool, with what all pools of a shoot share. */
export interface PoolContext {
  readonly pool: Pool;
  readonly network: NodeNetwork | { readonly error: string };
  readonly definitions: readonly CapabilityDefinition[];
}

/** The machines of one pool, or why the controller cannot make them. */
export class PoolMachines {
  readonly pool: Pool;
  readonly config: PoolConfig;
  readonly additional: readonly HashInput[];
  readonly image: ImageResult | undefined;
  /** Undefined while the server group that enters it is not known. */
  readonly hash: PoolHash | undefined;
  readonly error: string | undefined;
  private readonly inputs: PoolInputs;
  private readonly parts: PoolParts | undefined;

  constructor(inputs: PoolInputs, context: PoolContext) {
    const { pool } = context;
    const config = (pool.worker.providerConfig ?? {}) as PoolConfig;
    const wantsGroup = serverGroupPolicy(config) !== undefined;
    const serverGroup = wantsGroup ? serverGroupOf(inputs.workerStatus, pool.name) : undefined;
    const path = `spec.provider.workers[${pool.index}].providerConfig`;
    const { image, parts, error } = findParts(inputs, context, { config, wantsGroup, serverGroup });
    this.inputs = inputs;
    this.pool = pool;
    this.config = config;
    this.additional = additionalHashData(config, serverGroup, path);
    this.image = image;
    this.parts = parts;
    this.error = error === 'server group' ? missingGroup(pool) : error;
    this.hash = error === 'server group' ? undefined : poolHash(pool.nodeAgent.name, pool.keyInputs, this.additional);
  }

  /** Zone by zone; made anew whenever they are asked for. */
  get zones(): readonly ZoneMachines[] {
    return this.parts && this.hash ? zonesOf(this.inputs, this.parts, this.hash.hash) : [];
  }
}

interface Group {
  readonly config: PoolConfig;
  readonly wantsGroup: boolean;
  readonly serverGroup: ServerGroupDependency | undefined;
}

/** What machine classes are made of, as far as it can be found; the controller stops at the first thing that is missing. */
interface Found {
  readonly image?: ImageResult | undefined;
  readonly parts?: PoolParts;
  readonly error?: string | undefined;
}

function findParts(inputs: PoolInputs, context: PoolContext, { config, wantsGroup, serverGroup }: Group): Found {
  const { pool, network, definitions } = context;
  const machineType = machineTypeOf(inputs.profile, pool.worker.machine?.type);
  if (machineType === undefined) return { error: unknownType(inputs, pool) };
  const image = imageOf(inputs, pool, { capabilities: machineType.capabilities, definitions });
  if (image.image === undefined) return { image, error: image.error };
  const disk = rootDisk(pool.worker.volume, machineType);
  if ('error' in disk) return { image, error: disk.error };
  if (wantsGroup && serverGroup === undefined) return { image, error: 'server group' };
  if ('error' in network) return { image, error: network.error };
  return { image, parts: { pool, config, disk, serverGroup, network, machineType, image: image.image } };
}

function missingGroup({ name }: Pool): string {
  return `server group is required for pool "${name}", but no server group dependency found`;
}

function unknownType({ profileName }: PoolInputs, { worker }: Pool): string {
  return `machine type "${worker.machine?.type ?? ''}" not found in cloud profile "${profileName}"`;
}

const noImages: NonNullable<ProfileConfig['machineImages']> = [];

function imageOf(
  inputs: PoolInputs,
  pool: Pool,
  machine: Pick<MachineTypeSpec, 'capabilities'> & Pick<PoolContext, 'definitions'>,
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

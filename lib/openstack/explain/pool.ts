import { Quantity } from '../../core/quantity';
import type { View, ViewObject } from '../../rules/view';
import type { FilledIn } from '../admission/admission';
import type { ImageResult } from '../image/query';
import { peakServers } from '../lints/names';
import type { PoolMachines } from '../machine/machine-config';
import type { HashInput } from '../pool/hash-input';
import { rollTriggers, type RollTrigger } from '../roll-triggers';
import { poolPath } from '../lints/subjects';
import { rootDisk } from '../machine/disk';
import { serverGroupPolicy } from '../machine/server-group';
import { machineTypeOf, type MachineTypeSpec } from '../profile/read';
import { treeShoot, type TreeShoot } from '../view/shoots';

/** Everything that the machines of a pool follow from, for a person who asks why they are as they are. */
export interface PoolExplanation {
  /** `<project>/<shoot>/<pool>`. */
  readonly pool: string;
  /** The Secret that configures the nodes, and what its name follows from, in the order in which it is hashed. */
  readonly nodeAgentSecret: { readonly name: string; readonly inputs: readonly HashInput[] };
  /** The hash in the names of machine classes; absent when the pool cannot be made. */
  readonly hash?: { readonly digits: string; readonly full: string; readonly inputs: readonly HashInput[] };
  /** For pools that are updated in place. */
  readonly inPlaceHash?: { readonly digits: string; readonly inputs: readonly HashInput[] };
  /** The image and the entries of the profile that were tried for it; absent when the profile is not known. */
  readonly image?: ImageResult;
  /** What admission writes where the manifest says nothing. */
  readonly filledIn: readonly FilledIn[];
  readonly zones: readonly ZoneExplanation[];
  /** The most that the pool takes while it rolls at its maximum. */
  readonly peak: PoolPeak;
  /** What would replace the nodes, or update them in place. */
  readonly rolledBy: readonly RollTrigger[];
  /** What is not known, so that something above is a stand-in. */
  readonly unknown: readonly string[];
  /** What the controller would answer instead of making machines. */
  readonly error?: string;
}

/** The machines of one zone. */
export interface ZoneExplanation {
  readonly zone: string;
  readonly machineDeployment: string;
  readonly machineClass: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly maxSurge: number | string;
  readonly maxUnavailable: number | string;
}

/** What a pool takes while it rolls at its maximum, to be held against the quotas of the OpenStack project. */
export interface PoolPeak {
  readonly servers: number;
  /** Of one machine, as the profile states it. */
  readonly perMachine: MachineSize;
  /** Of all servers. */
  readonly total: MachineSize;
  /** Ports in the network of the nodes. */
  readonly ports: number;
  /** Boot volumes and their GB; absent when machines boot from the disk of the flavor. */
  readonly volumes?: { readonly count: number; readonly gigabytes: number };
  /** Members of the server group; absent when there is none. */
  readonly serverGroupMembers?: number;
}

/** Amounts as Kubernetes prints them. */
export interface MachineSize {
  readonly cpu?: string;
  readonly memory?: string;
  readonly gpu?: string;
}

/** Explains a pool of a Shoot in a tree; undefined when there is no such pool, or the Shoot is not one of OpenStack. */
export function explainPool(view: View, entry: ViewObject, pool: string): PoolExplanation | undefined {
  const shoot = treeShoot(view, entry);
  const machines = shoot?.machines.pools.find(candidate => candidate.pool.name === pool);
  return shoot && machines && explanationOf(shoot, machines);
}

function explanationOf(shoot: TreeShoot, machines: PoolMachines): PoolExplanation {
  const { pool, hash, image, zones } = machines;
  const hasProfile = shoot.knownProfile !== undefined;
  const error = hasProfile ? machines.error : undefined;
  return {
    pool: `${shoot.project}/${shoot.shoot.metadata?.name ?? ''}/${pool.name}`,
    nodeAgentSecret: pool.nodeAgent,
    ...(hash && { hash: { digits: hash.hash, full: hash.full, inputs: hash.inputs } }),
    ...(hash?.inPlace && { inPlaceHash: { digits: hash.inPlace.hash, inputs: hash.inPlace.inputs } }),
    ...(hasProfile && image && { image }),
    filledIn: shoot.admitted.filledIn.filter(({ path }) => concerns(path, pool.index)),
    zones: zones.map(({ share, deploymentName, className }) => ({
      zone: share.zone,
      machineDeployment: deploymentName,
      machineClass: className,
      minimum: share.minimum,
      maximum: share.maximum,
      maxSurge: share.maxSurge,
      maxUnavailable: share.maxUnavailable,
    })),
    peak: peakOf(shoot, machines),
    rolledBy: rollTriggers(machines),
    unknown: unknownOf(shoot, machines),
    ...(error !== undefined && { error }),
  };
}

/** Fields of the pool and of the shoot as a whole. */
function concerns(path: string, index: number): boolean {
  const own = poolPath(index);
  return !path.startsWith('spec.provider.workers[') || path === own || path.startsWith(`${own}.`);
}

function peakOf(shoot: TreeShoot, { pool, config }: PoolMachines): PoolPeak {
  const type = machineTypeOf(shoot.profile.spec, pool.worker.machine?.type);
  const servers = peakServers(pool.worker);
  const disk = type && rootDisk(pool.worker.volume, type);
  const gigabytes = disk !== undefined && 'size' in disk ? (disk.size ?? 0) * servers : 0;
  return {
    servers,
    perMachine: sizeOf(type, 1),
    total: sizeOf(type, servers),
    ports: servers,
    ...(gigabytes > 0 && { volumes: { count: servers, gigabytes } }),
    ...(serverGroupPolicy(config) !== undefined && { serverGroupMembers: servers }),
  };
}

function sizeOf(type: MachineTypeSpec | undefined, count: number): MachineSize {
  const sizes = (['cpu', 'memory', 'gpu'] as const).flatMap(name => {
    const amount = type?.[name] === undefined ? undefined : Quantity.parse(type[name]);
    return amount === undefined ? [] : [[name, amount.multiply(count).toString()] as const];
  });
  return Object.fromEntries(sizes);
}

function unknownOf(shoot: TreeShoot, { pool }: PoolMachines): string[] {
  return [
    ...(shoot.knownProfile === undefined ? ['the CloudProfile: neither image nor machine classes can be told'] : []),
    ...(shoot.serverGroupPlaceholders.includes(pool.name)
      ? ['the server group: its id enters the hash, so that the names of the machine classes are stand-ins']
      : []),
  ];
}

import { Version } from '../../core/version';
import type { HashInput } from '../pool/hash-input';
import { isInPlace } from '../pool/node-agent-key';
import type { PoolHash } from '../pool/pool-hash';
import { zoneShares, type ZoneShareOfPool } from '../machine/deployment';
import { className, deploymentName } from '../machine/names';
import type { PoolMachines } from '../machine/pool-machines';
import type { TreeShoot } from '../view/shoots';
import { hashChanges, type HashChange } from './hash-changes';

/** What a change does to the nodes of one pool. */
export interface PoolRoll {
  readonly pool: string;
  /** Position among the workers after the change. */
  readonly index: number;
  /** Nodes are replaced, updated in place, or stay. */
  readonly verdict: 'replace' | 'update-in-place' | 'stay';
  readonly before: RollHashes;
  readonly after: RollHashes;
  /** Inputs of the hash that changed. */
  readonly changes: readonly HashChange[];
  readonly zones: readonly ZoneRoll[];
}

/** The names and hashes that nodes depend on. */
export interface RollHashes {
  readonly nodeAgentSecretName: string;
  /** The five digits in the names of machine classes. */
  readonly hash: string | undefined;
}

/** What a change does to one zone of a pool. */
export interface ZoneRoll extends ZoneShareOfPool {
  readonly classBefore: string;
  readonly classAfter: string;
}

/** The pools that exist before and after a change of a Shoot, and what becomes of their nodes. */
export function rollsOf(before: TreeShoot, after: TreeShoot): PoolRoll[] {
  return after.machines.pools.flatMap(next => {
    const old = before.machines.pools.find(({ pool }) => pool.name === next.pool.name);
    return old === undefined ? [] : [rollOf({ shoot: before, machines: old }, { shoot: after, machines: next })];
  });
}

interface Side {
  readonly shoot: TreeShoot;
  readonly machines: PoolMachines;
}

function rollOf(before: Side, after: Side): PoolRoll {
  const { pool } = after.machines;
  const unknown = new Set([...unknownInputs(before), ...unknownInputs(after), ...refusedInputs(before, after)]);
  const known = (side: Side): HashInput[] => allInputs(side.machines).filter(({ name }) => !unknown.has(name));
  const changes = hashChanges(known(before), known(after));
  const differs = before.machines.hash?.full !== after.machines.hash?.full && changes.length > 0;
  // the API server refuses a pool to change between being replaced and being updated in place
  const rolls =
    differs && isInPlace(before.machines.pool.worker.updateStrategy) === isInPlace(pool.worker.updateStrategy);
  return {
    pool: pool.name,
    index: pool.index,
    verdict: !rolls ? 'stay' : isInPlace(pool.worker.updateStrategy) ? 'update-in-place' : 'replace',
    before: hashesOf(before.machines),
    after: hashesOf(after.machines),
    changes: rolls ? changes : [],
    zones: zoneShares(pool.worker).map(share => zoneRoll(share, before, after)),
  };
}

/** Inputs that the tree does not tell: without the profile, what admission fills in is not known. */
function unknownInputs({ shoot, machines }: Side): string[] {
  if (shoot.knownProfile !== undefined) return [];
  const { kubernetesVersion, worker } = machines.pool;
  const version = worker.machine?.image?.version ?? '';
  return [
    ...(kubernetesVersion.split('.').length < 2 ? ['Kubernetes minor version'] : []),
    ...(version.split('.').length < 3 ? ['machine image', 'machine image version'] : []),
  ];
}

/** The API server refuses a Kubernetes version that is lower or skips a minor, so that no node sees it. */
function refusedInputs(before: Side, after: Side): string[] {
  const [old, next] = [before, after].map(({ shoot }) =>
    Version.parse(shoot.admitted.shoot.spec?.kubernetes?.version ?? ''),
  );
  if (old === undefined || next === undefined) return [];
  const refused = next.lessThan(old) || next.major !== old.major || next.minor > old.minor + 1;
  return refused ? ['Kubernetes minor version'] : [];
}

/** All inputs of a pool's hash, those of the hashes that enter it included. */
export function allInputs({ pool, hash, additional }: PoolMachines): readonly HashInput[] {
  return [...(hash?.inPlace?.inputs ?? []), ...pool.nodeAgent.inputs, ...(hash?.inPlace ? [] : additional)];
}

const hashesOf = ({ pool, hash }: PoolMachines): RollHashes => ({
  nodeAgentSecretName: pool.nodeAgent.name,
  hash: hash?.hash,
});

function zoneRoll(share: ZoneShareOfPool, before: Side, after: Side): ZoneRoll {
  const name = ({ shoot, machines }: Side): string =>
    className(deploymentName(shoot.technicalID, machines.pool.name, share.index), textOf(machines.hash));
  return { ...share, classBefore: name(before), classAfter: name(after) };
}

const textOf = (hash: PoolHash | undefined): string => hash?.hash ?? 'unknown';

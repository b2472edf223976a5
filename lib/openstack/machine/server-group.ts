import { sha256Hex } from '../../core/hash';
import type { PoolConfig, WorkerState } from '../objects';
import type { ServerGroupDependency } from './additional-hash-data';

/** The policy that a pool wants for its servers; undefined when it wants no server group. */
export function serverGroupPolicy(config: PoolConfig): string | undefined {
  return config.serverGroup?.policy || undefined;
}

/**
 * The name of a pool's server group since v1.53: the first 18 characters of the Shoot's uid and a hash of pool and policy.
 * `provider-openstack:pkg/controller/worker/server_groups.go` (generateServerGroupNameV2) v1.58.
 */
export function serverGroupName(shootUID: string, pool: string, policy: string): string {
  return `${shootUID.slice(0, 18)}-${sha256Hex(`pool=${pool},policy=${policy}`).slice(0, 8)}`;
}

/**
 * The start of the names of older server groups, which pools below Kubernetes 1.35 keep. Groups that start with it are taken over or cleaned
 * up, so that pools `x` and `x-y` (or shoots `a` and `a-b`) may get hold of each other's.
 */
export function legacyServerGroupPrefix(technicalID: string, pool: string): string {
  return `${technicalID}-${pool}-`;
}

/** The server group that the worker status records for a pool; the last entry counts. */
export function serverGroupOf(status: WorkerState | undefined, pool: string): ServerGroupDependency | undefined {
  const entry = status?.serverGroupDependencies?.findLast(({ poolName }) => poolName === pool);
  return entry && { id: entry.id ?? '', name: entry.name ?? '' };
}

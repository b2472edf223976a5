import { sha256Hex } from '../../core/hash';
import type { InfrastructureState, WorkerSpec, WorkerState } from '../objects';
import { serverGroupName, serverGroupPolicy } from './server-group';

/**
 * An id that stands for one that only OpenStack knows: the same for the same text, and told from a real one by its zeros.
 */
export function placeholderID(text: string): string {
  return `00000000-0000-4000-8000-${sha256Hex(text).slice(0, 12)}`;
}

/**
 * The infrastructure of a shoot that does not exist yet, or whose status is not known. No hash depends on it, so that the names of machine
 * classes are right all the same.
 * `provider-openstack:pkg/controller/infrastructure/infraflow` v1.58 (names).
 */
export function placeholderInfrastructure(technicalID: string): InfrastructureState {
  const id = (part: string): string => placeholderID(`${technicalID} ${part}`);
  return {
    networks: { id: id('network'), name: technicalID, subnets: [{ purpose: 'nodes', id: id('subnet') }] },
    node: { keyName: `${technicalID}-ssh-publickey` },
    securityGroups: [{ purpose: 'nodes', id: id('security group'), name: technicalID }],
  };
}

/**
 * The worker status with a server group for every pool that wants one. A real id enters the hash of the pool: with a placeholder, the names of
 * its machine classes are not those that Gardener will give, but a change of the policy still shows as a change of the hash.
 *
 * @param old pools before a change: one whose policy changes gets a new group
 */
export function withServerGroups(
  status: WorkerState | undefined,
  workers: readonly WorkerSpec[],
  { shootUID, old = [] }: { readonly shootUID: string; readonly old?: readonly WorkerSpec[] | undefined },
): { readonly status: WorkerState | undefined; readonly placeholders: readonly string[] } {
  const policyOf = (worker: WorkerSpec | undefined): string | undefined =>
    serverGroupPolicy(worker?.providerConfig ?? {});
  const keeps = workers.filter(worker => {
    const before = old.find(({ name }) => name === worker.name);
    return before === undefined || policyOf(before) === policyOf(worker);
  });
  const kept = new Set(keeps.map(({ name = '' }) => name));
  const known = (status?.serverGroupDependencies ?? []).filter(({ poolName = '' }) => kept.has(poolName));
  const missing = workers.flatMap(worker => {
    const policy = policyOf(worker);
    const poolName = worker.name ?? '';
    if (policy === undefined || known.some(dependency => dependency.poolName === poolName)) return [];
    const name = serverGroupName(shootUID, poolName, policy);
    return [{ poolName, name, id: placeholderID(name) }];
  });
  if (missing.length === 0) return { status, placeholders: [] };
  return {
    status: { ...status, serverGroupDependencies: [...known, ...missing] },
    placeholders: missing.map(({ poolName }) => poolName),
  };
}

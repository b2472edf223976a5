import type { HashInput } from '../pool/hash-input';
import type { PoolConfig } from '../objects';

/** The server group of a pool, as the worker status records it. */
export interface ServerGroupDependency {
  readonly id: string;
  readonly name: string;
}

/**
 * What OpenStack adds to the hash of a pool: the id of its server group, then machine labels marked as rolling, then additional security
 * groups; labels and groups in byte order. Pools that are updated in place ignore it.
 * `provider-openstack:pkg/controller/worker/machines.go` (generateWorkerPoolHash) v1.58.
 *
 * @param path of the pool's providerConfig
 */
export function additionalHashData(
  config: PoolConfig,
  serverGroup: ServerGroupDependency | undefined,
  path: string,
): HashInput[] {
  const inputs: HashInput[] = [];
  if (serverGroup) {
    const origin = `${path}.serverGroup (id from the worker status)`;
    inputs.push({ name: 'server group', text: serverGroup.id, origin });
  }
  const labels = (config.machineLabels ?? [])
    .filter(({ triggerRollingOnUpdate }) => triggerRollingOnUpdate)
    .map(({ name = '', value = '' }) => `${name}=${value}`);
  for (const text of inByteOrder(labels)) inputs.push({ name: 'machine label', text, origin: `${path}.machineLabels` });
  for (const text of inByteOrder(config.additionalSecurityGroups ?? []))
    inputs.push({ name: 'security group', text, origin: `${path}.additionalSecurityGroups` });
  return inputs;
}

/** Texts in the order of their UTF-8 bytes, which is Go's. */
export function inByteOrder(texts: readonly string[]): string[] {
  return [...texts].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
}

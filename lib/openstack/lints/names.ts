import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { deploymentName, machineSuffixLength } from '../machine/names';
import { normalizeTagKey, tagCollisions } from '../machine/tags';
import { serverGroupPolicy } from '../machine/server-group';
import { zoneShares } from '../machine/deployment';
import type { PoolMachines } from '../machine/pool-machines';
import { poolPath, type ShootSubject } from './subjects';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150', {
  'OS-NAME-LENGTH': {
    reason: 'the name of a machine, which is also the name of its node and server, is at most 63 characters long',
    fix: 'shorten the name of the project, the shoot or the pool',
  },
  'OS-TAG-KEY-COLLISION': {
    severity: 'warning',
    reason: 'several labels become one metadata key of the server, and it is left to chance which one wins',
    fix: 'rename one of the labels',
    source: 'provider-openstack:pkg/controller/worker/machines.go v1.58',
  },
  'OS-TAG-LIMITS': {
    severity: 'warning',
    reason: 'OpenStack limits the metadata of a server, in number of items and in length',
    fix: 'use fewer or shorter labels',
    source: 'nova:nova/conf/quota.py (metadata_items), nova:nova/api/validation/parameter_types.py (255 characters)',
  },
  'OS-MCM-TAG-CONFUSION': {
    severity: 'warning',
    reason:
      'the machine driver finds its servers by metadata keys that contain these words, and may take this label for its own',
    fix: 'rename the label',
    source: 'machine-controller-manager-provider-openstack:pkg/driver/executor/executor.go, May 2026',
  },
  'OS-SERVER-GROUP-POLICY': {
    reason: 'the profile does not offer the server-group policy, or it cannot hold for several zones',
    source: 'provider-openstack:pkg/apis/openstack/validation/worker.go v1.58',
  },
  'OS-SERVER-GROUP-QUOTA': {
    severity: 'warning',
    reason: 'the quota for server groups or their members is too small for the pool at its maximum',
    fix: 'raise the quota of the OpenStack project, or state it as a limit of the landscape',
    source: 'nova:nova/conf/quota.py (server_groups, server_group_members)',
  },
});

/** Rules that {@link lintNames} reports. */
export const nameRules = Object.values(rule);

const maximumMachineName = 63;

/** Names of machines, metadata of servers, and server groups. */
export function lintNames(subject: ShootSubject, report: Report): void {
  for (const machines of subject.machines.pools) {
    lintLength(subject, machines, report);
    lintTags(subject, machines, report);
    lintServerGroup(subject, machines, report);
  }
  lintServerGroupCount(subject, report);
}

function lintLength({ admitted }: ShootSubject, { pool }: PoolMachines, report: Report): void {
  const last = (pool.worker.zones?.length ?? 1) - 1;
  const technicalID = admitted.shoot.status?.technicalID ?? '';
  const length = deploymentName(technicalID, pool.name, Math.max(last, 0)).length + machineSuffixLength;
  if (technicalID === '' || length <= maximumMachineName) return;
  const message = `machines of the pool have names of ${length} characters, at most ${maximumMachineName} are possible`;
  report.add(rule['OS-NAME-LENGTH'], `${poolPath(pool.index)}.name`, { value: pool.name, message });
}

function lintTags({ limits }: ShootSubject, { pool, config }: PoolMachines, report: Report): void {
  const path = poolPath(pool.index);
  const machineLabels = (config.machineLabels ?? []).flatMap(({ name }) => name ?? []);
  const collisions = [...tagCollisions(Object.keys(pool.labels)), ...tagCollisions(machineLabels)];
  for (const [tag, keys] of collisions)
    report.add(rule['OS-TAG-KEY-COLLISION'], `${path}.labels`, {
      value: keys,
      message: `labels ${keys.join(' and ')} both become the metadata key ${tag}`,
    });
  const tags = [
    ...Object.entries(pool.labels),
    ...(config.machineLabels ?? []).map(({ name = '', value = '' }) => [name, value] as const),
  ];
  const distinct = (): number => new Set(tags.map(([key]) => normalizeTagKey(key))).size + ownTags;
  const tooMany = tags.length + ownTags > limits.metadataItems && distinct() > limits.metadataItems;
  const long = tags.find(([key, value]) => key.length > maximumTag || value.length > maximumTag);
  if (tooMany || long !== undefined)
    report.add(rule['OS-TAG-LIMITS'], `${path}.labels`, {
      value: long?.[0] ?? distinct(),
      allowed: [limits.metadataItems],
    });
  const userKeys = [...Object.keys(pool.worker.labels ?? {}), ...machineLabels];
  for (const key of userKeys)
    if (/kubernetes\.io-(cluster|role)/.test(normalizeTagKey(key)))
      report.add(rule['OS-MCM-TAG-CONFUSION'], `${path}.labels`, { value: key });
}

/** Longest key and value of server metadata. */
const maximumTag = 255;
/** Items that the controller adds: the cluster and the role. */
const ownTags = 2;

function lintServerGroup(subject: ShootSubject, { pool, config }: PoolMachines, report: Report): void {
  const policy = serverGroupPolicy(config);
  if (policy === undefined) return;
  const path = `${poolPath(pool.index)}.providerConfig.serverGroup.policy`;
  const offered = subject.profile.config.serverGroupPolicies ?? [];
  const zones = pool.worker.zones?.length ?? 0;
  if (!offered.includes(policy)) report.invalid(rule['OS-SERVER-GROUP-POLICY'], path, policy, { allowed: offered });
  else if (policy === 'affinity' && zones > 1)
    report.forbidden(rule['OS-SERVER-GROUP-POLICY'], path, { value: policy });
  const members = peakServers(pool.worker);
  if (members > subject.limits.serverGroupMembers)
    report.add(rule['OS-SERVER-GROUP-QUOTA'], path, {
      value: members,
      allowed: [subject.limits.serverGroupMembers],
      message: `the pool has up to ${members} servers in one group, the quota is ${subject.limits.serverGroupMembers}`,
    });
}

/** Servers of a pool at its maximum while it rolls. */
export function peakServers(worker: PoolMachines['pool']['worker']): number {
  const surge = zoneShares(worker).reduce((sum, { maxSurge, maximum }) => {
    const value = typeof maxSurge === 'number' ? maxSurge : Math.ceil((maximum * Number.parseInt(maxSurge, 10)) / 100);
    return sum + value;
  }, 0);
  return (worker.maximum ?? 0) + surge;
}

function lintServerGroupCount({ machines, limits }: ShootSubject, report: Report): void {
  const groups = machines.pools.filter(({ config }) => serverGroupPolicy(config) !== undefined).length;
  if (groups > limits.serverGroups)
    report.add(rule['OS-SERVER-GROUP-QUOTA'], 'spec.provider.workers', {
      value: groups,
      allowed: [limits.serverGroups],
      message: `${groups} pools want a server group, the quota is ${limits.serverGroups}`,
    });
}

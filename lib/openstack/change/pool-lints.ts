import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { zoneShares } from '../machine/deployment';
import type { PoolMachines } from '../machine/pool-machines';
import { legacyServerGroupPrefix, serverGroupOf, serverGroupPolicy } from '../machine/server-group';
import { isBeforeMinor } from '../pool/kubernetes-version';
import type { TreeShoot } from '../view/shoots';

const rule = ruleTable('gardener:extensions/pkg/controller/worker/machines.go v1.150', {
  'OS-ADD-ZONE-SHRINKS': {
    severity: 'warning',
    reason: 'the pool is spread over more zones, and a zone may have fewer nodes than it has now',
    fix: 'raise the maximum with the number of zones',
  },
  'OS-SERVER-GROUP-RENAME': {
    severity: 'info',
    reason:
      'from Kubernetes 1.35 on server groups have new names: the pool gets a new one, while its nodes are replaced anyway',
    source: 'provider-openstack:pkg/controller/worker/machine_dependencies.go v1.58',
  },
  'OS-SG-ORDER': {
    severity: 'info',
    reason: 'security groups change their order: the machine classes change, but no node is replaced',
    source: 'provider-openstack:pkg/controller/worker/machines.go v1.58',
  },
});

/** Rules that {@link reportPoolChanges} reports. */
export const poolChangeRules = Object.values(rule);

/** What a change does to pools beside replacing nodes. */
export function reportPoolChanges(before: TreeShoot, after: TreeShoot, report: Report): void {
  for (const next of after.machines.pools) {
    const old = before.machines.pools.find(({ pool }) => pool.name === next.pool.name);
    if (old === undefined) continue;
    const path = `spec.provider.workers[${next.pool.index}]`;
    reportSpread(old, next, { path, report });
    reportGroup({ before, after }, { old, next }, { path, report });
    const [one, other] = [old, next].map(({ config }) => config.additionalSecurityGroups ?? []) as [string[], string[]];
    const sameSet = [...one].sort().join('\n') === [...other].sort().join('\n');
    if (sameSet && one.join('\n') !== other.join('\n'))
      report.add(rule['OS-SG-ORDER'], `${path}.providerConfig.additionalSecurityGroups`, { value: other });
  }
}

interface Place {
  readonly path: string;
  readonly report: Report;
}

function reportSpread(old: PoolMachines, next: PoolMachines, { path, report }: Place): void {
  const [before, after] = [zoneShares(old.pool.worker), zoneShares(next.pool.worker)];
  if (after.length <= before.length) return;
  const shrunk = before.filter(({ zone, minimum }) => {
    const share = after.find(candidate => candidate.zone === zone);
    return share !== undefined && share.maximum < Math.max(minimum, 1);
  });
  if (shrunk.length > 0)
    report.add(rule['OS-ADD-ZONE-SHRINKS'], `${path}.zones`, { value: shrunk.map(({ zone }) => zone) });
}

function reportGroup(
  shoots: { readonly before: TreeShoot; readonly after: TreeShoot },
  { old, next }: { readonly old: PoolMachines; readonly next: PoolMachines },
  { path, report }: Place,
): void {
  const policy = serverGroupPolicy(next.config);
  if (policy === undefined || policy !== serverGroupPolicy(old.config)) return;
  const crosses = isBeforeMinor(old.pool.kubernetesVersion, 35) && !isBeforeMinor(next.pool.kubernetesVersion, 35);
  const group = serverGroupOf(shoots.before.workerStatus, old.pool.name);
  const isLegacy = group?.name.startsWith(legacyServerGroupPrefix(shoots.before.technicalID, old.pool.name)) ?? true;
  if (crosses && isLegacy)
    report.add(rule['OS-SERVER-GROUP-RENAME'], `${path}.providerConfig.serverGroup`, { value: policy });
}

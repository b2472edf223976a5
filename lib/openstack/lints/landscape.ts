import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { View, ViewObject } from '../../rules/view';
import { serverGroupPolicy } from '../machine/server-group';
import type { NamespacedProfile, PoolConfig, ShootObject } from '../objects';
import { coreGroup, parentOf } from '../view/profile';
import { treeShoots, type TreeShoot } from '../view/shoots';
import { lintMirrors } from './mirrors';
import { lintWorkloads } from './workloads';

const rule = ruleTable('provider-openstack:pkg/controller/worker/machine_dependencies.go v1.58', {
  'OS-SERVER-GROUP-PREFIX': {
    severity: 'warning',
    reason:
      'one name is the beginning of another, and server groups of the older naming are then taken for those of the other',
    fix: 'rename one of them, or use Kubernetes 1.35, which names server groups by the uid of the Shoot',
  },
  'OS-NCP-SHADOWING': {
    severity: 'warning',
    reason:
      'the machine type replaces that of the parent for all Shoots of the project: same name, other capacity or architecture',
    fix: 'choose another name',
    source: 'gardener:pkg/controllermanager/controller/namespacedcloudprofile/reconciler.go v1.150',
  },
});

/** Rules that {@link lintLandscape} reports itself. */
export const landscapeRules = Object.values(rule);

/** What only shows when several objects are seen together. */
export function lintLandscape(view: View, reportFor: (entry: ViewObject) => Report): void {
  lintWorkloads(view, reportFor);
  lintMirrors(view, reportFor);
  lintPrefixes(treeShoots(view, namesServerGroup), reportFor);
  for (const entry of view.ofKind(coreGroup, 'NamespacedCloudProfile')) lintShadowing(view, entry, reportFor(entry));
}

/** Whether a pool has a server group at first sight. */
function namesServerGroup({ spec }: ShootObject): boolean {
  return (
    spec?.provider?.workers?.some(worker => (worker.providerConfig as PoolConfig | undefined)?.serverGroup) ?? false
  );
}

/** Shoots of one project, and pools of one shoot, whose older server groups would be mixed up. */
function lintPrefixes(shoots: readonly TreeShoot[], reportFor: (entry: ViewObject) => Report): void {
  const grouped = shoots.filter(({ machines }) =>
    machines.pools.some(({ config }) => serverGroupPolicy(config) !== undefined),
  );
  const owners = new Map(grouped.map(shoot => [shoot.technicalID, shoot]));
  for (const shoot of grouped) {
    for (const prefix of prefixesOf(shoot.technicalID)) {
      const other = owners.get(prefix);
      if (other === undefined) continue;
      const message = `server groups of ${shoot.technicalID} begin like those of ${other.technicalID}, whose reconciliation may delete them`;
      reportFor(shoot.entry).add(rule['OS-SERVER-GROUP-PREFIX'], 'metadata.name', {
        value: shoot.shoot.metadata?.name,
        message,
      });
    }
    const pools = new Set(shoot.machines.pools.map(({ pool }) => pool.name));
    for (const { pool, config } of shoot.machines.pools) {
      const other =
        serverGroupPolicy(config) === undefined ? undefined : prefixesOf(pool.name).find(name => pools.has(name));
      if (other === undefined) continue;
      const message = `pool ${other} may take over the server group of pool ${pool.name}`;
      reportFor(shoot.entry).add(rule['OS-SERVER-GROUP-PREFIX'], `spec.provider.workers[${pool.index}].name`, {
        value: pool.name,
        message,
      });
    }
  }
}

/** `a-b-c` has the beginnings `a` and `a-b`. */
function prefixesOf(name: string): string[] {
  const parts = name.split('-');
  return parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('-'));
}

function lintShadowing(view: View, entry: ViewObject, report: Report): void {
  const profile = entry.object as unknown as NamespacedProfile;
  const parent = parentOf(view, profile);
  for (const [index, type] of (profile.spec?.machineTypes ?? []).entries()) {
    const shadowed = parent?.machineTypes?.find(({ name }) => name === type.name);
    const differs = shadowed !== undefined && JSON.stringify(comparable(shadowed)) !== JSON.stringify(comparable(type));
    if (differs) report.add(rule['OS-NCP-SHADOWING'], `spec.machineTypes[${index}].name`, { value: type.name });
  }
}

type MachineType = NonNullable<NonNullable<NamespacedProfile['spec']>['machineTypes']>[number];

const comparable = ({ cpu, gpu, memory, architecture, capabilities, storage }: MachineType): unknown[] => [
  String(cpu ?? 0),
  String(gpu ?? 0),
  String(memory ?? 0),
  architecture ?? 'amd64',
  capabilities ?? {},
  storage ?? {},
];

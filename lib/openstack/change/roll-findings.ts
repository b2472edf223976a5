import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { TreeShoot } from '../view/shoots';
import { describeChange } from './hash-changes';
import { rollsOf, type PoolRoll, type ZoneRoll } from './rolls';

const rule = ruleTable('gardener:docs/usage/shoot-operations/shoot_updates.md v1.150', {
  'SHOOT-ROLL': { severity: 'warning', reason: 'all nodes of the pool are replaced' },
  'OS-POOL-UPDATE': { severity: 'info', reason: 'the pool changes without its nodes being replaced' },
  'OS-HASH-COLLISION': {
    severity: 'warning',
    reason:
      'the pool changes in what makes nodes roll, but by chance its hash has the same five digits: nodes are not replaced',
    fix: 'change something else that rolls the pool with it, for example a rolling machine label',
    source: 'gardener:extensions/pkg/controller/worker/machines.go v1.150',
  },
});

/** Rules that {@link reportRolls} reports. */
export const rollRules = Object.values(rule);

/** Says for each pool of a changed Shoot whether its nodes are replaced, why, and how that goes zone by zone. */
export function reportRolls(before: TreeShoot, after: TreeShoot, report: Report): void {
  for (const roll of rollsOf(before, after)) {
    const path = `spec.provider.workers[${roll.index}]`;
    if (roll.verdict === 'stay') {
      reportStay(before, after, { roll, path, report });
      continue;
    }
    const { hash } = roll.after;
    if (hash === roll.before.hash) {
      report.add(rule['OS-HASH-COLLISION'], path, { value: { pool: roll.pool, hash } });
      continue;
    }
    const happens = roll.verdict === 'replace' ? 'are replaced' : 'are updated in place';
    report.add(rule['SHOOT-ROLL'], path, {
      value: { pool: roll.pool, before: roll.before, after: roll.after, changes: roll.changes },
      message: `pool ${roll.pool}: all nodes ${happens}, because ${roll.changes.map(describeChange).join(', ')}`,
      effect: roll.zones.map(describeZone).join('; '),
    });
  }
}

function describeZone({ zone, minimum, maximum, maxSurge, maxUnavailable, classBefore, classAfter }: ZoneRoll): string {
  const nodes = minimum === maximum ? `${maximum}` : `${minimum} to ${maximum}`;
  return `${zone}: ${nodes} nodes, surge ${maxSurge}, unavailable ${maxUnavailable}, ${classBefore} becomes ${classAfter}`;
}

function reportStay(
  before: TreeShoot,
  after: TreeShoot,
  { roll, path, report }: { readonly roll: PoolRoll; readonly path: string; readonly report: Report },
): void {
  const fields = changedFields(workerOf(before, roll.pool), workerOf(after, roll.pool));
  if (fields.length === 0) return;
  const message = `pool ${roll.pool} changes in ${fields.join(', ')}: nodes are not replaced`;
  report.add(rule['OS-POOL-UPDATE'], path, { value: { pool: roll.pool, hash: roll.after.hash }, message });
}

const workerOf = ({ shoot }: TreeShoot, name: string): object | undefined =>
  shoot.spec?.provider?.workers?.find(worker => worker.name === name);

/** Paths of fields that differ, one level into the configuration of the provider. */
function changedFields(before: object | undefined, after: object | undefined, prefix = ''): string[] {
  const [old, next] = [before ?? {}, after ?? {}] as Readonly<Record<string, unknown>>[];
  const names = [...new Set([...Object.keys(old ?? {}), ...Object.keys(next ?? {})])].sort();
  return names.flatMap(name => {
    const [one, other] = [old?.[name], next?.[name]];
    if (JSON.stringify(one) === JSON.stringify(other)) return [];
    return name === 'providerConfig'
      ? changedFields(one as object, other as object, 'providerConfig.')
      : [`${prefix}${name}`];
  });
}

import { withoutNulls } from '../../core/null';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { admitShoot } from '../admission/admit';
import { poolsOf } from '../machine/pool';
import type { ShootObject } from '../objects';
import { describeChange, hashChanges } from './hash-changes';

const rule = ruleTable('gardener:pkg/component/extensions/operatingsystemconfig/operatingsystemconfig.go v1.150', {
  'SHOOT-ROLL': { severity: 'warning', reason: 'all nodes of the pool are replaced' },
  'SHOOT-ROLL-UNKNOWN': {
    severity: 'notice',
    reason: 'whether nodes are replaced is not known: the provider decides about these fields',
    fix: 'look it up in the documentation of the provider extension',
  },
});

/** Rules that {@link reportOtherProvider} reports. */
export const otherProviderRules = Object.values(rule);

/** Fields of a pool that providers may take into their hash; OpenStack is not among those that do so with data volumes. */
const providerFields = ['providerConfig', 'dataVolumes', 'volume'] as const;

/**
 * Pools of Shoots of other providers: what Gardener itself decides is known exactly, what their provider adds is not, and is never called
 * harmless.
 */
export function reportOtherProvider(before: ShootObject, after: ShootObject, report: Report): void {
  const [old, next] = [before, after].map(shoot =>
    poolsOf(admitShoot(withoutNulls(shoot), { profile: {}, old: before })),
  );
  for (const pool of next ?? []) {
    const twin = old?.find(({ name }) => name === pool.name);
    if (twin === undefined) continue;
    const path = `spec.provider.workers[${pool.index}]`;
    const changes = hashChanges(twin.nodeAgent.inputs, pool.nodeAgent.inputs).filter(
      ({ before: was, after: is }) => was !== '' && is !== '',
    );
    if (changes.length > 0) {
      const message = `pool ${pool.name}: all nodes are replaced, because ${changes.map(describeChange).join(', ')}`;
      report.add(rule['SHOOT-ROLL'], path, { value: { pool: pool.name, changes }, message });
      continue;
    }
    const fields = providerFields.filter(
      field => JSON.stringify(twin.worker[field]) !== JSON.stringify(pool.worker[field]),
    );
    if (fields.length === 0) continue;
    const message = `pool ${pool.name} changes in ${fields.join(', ')}: ${rule['SHOOT-ROLL-UNKNOWN'].reason}`;
    report.add(rule['SHOOT-ROLL-UNKNOWN'], path, { value: { pool: pool.name, fields }, message });
  }
}

import type { Worker } from '../../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../../core/field-path';
import type { Loose } from '../../../../core/loose';
import type { Report } from '../../../../rules/report';
import { ruleTable } from '../../../../rules/rule';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (ValidateSystemComponentWorkers)', {
  'SHOOT-SYSTEM-POOL-SMALL': {
    reason: 'a pool for system components needs at least one machine in each of its zones',
    fix: 'raise maximum to the number of zones, or have another pool with the same zones',
  },
  'SHOOT-SYSTEM-POOL-MISSING': {
    reason: 'at least one pool with a maximum above 0 must allow system components',
    fix: 'set systemComponents.allow: true on one pool',
  },
  'SHOOT-SYSTEM-POOL-ZONES': {
    reason: 'in a self-hosted Shoot system components run in the zones of the control plane only',
    fix: 'use zones of the control plane pool, or set systemComponents.allow: false',
  },
});

/** The rules about pools for system components. */
export const systemPoolRules = Object.values(rule);

/** System components may run on the pool; they may unless it says otherwise. */
export function allowsSystemComponents({ systemComponents }: Loose<Worker>): boolean {
  return systemComponents === undefined || systemComponents.allow === true;
}

/** There is room for system components; `path` is the list of pools. */
export function validateSystemPools(workers: readonly Loose<Worker>[], path: FieldPath, report: Report): void {
  const sufficient = new Set<string>();
  const insufficient = new Map<string, number>();
  let found = false;
  for (const [index, worker] of workers.entries()) {
    const { maximum = 0, zones = [] } = worker;
    if (!allowsSystemComponents(worker) || maximum === 0) continue;
    found = true;
    // pools with the same zones stand in for each other
    const key = [...new Set(zones)].sort().join(' ');
    if (maximum >= zones.length) sufficient.add(key);
    else insufficient.set(key, index);
  }
  for (const [key, index] of insufficient)
    if (!sufficient.has(key)) report.forbidden(rule['SHOOT-SYSTEM-POOL-SMALL'], path.index(index).child('maximum'));
  if (!found) report.forbidden(rule['SHOOT-SYSTEM-POOL-MISSING'], path);
}

/** Pools of a self-hosted Shoot keep system components near the control plane; `path` is the list of pools. */
export function validateSelfHostedPools(workers: readonly Loose<Worker>[], path: FieldPath, report: Report): void {
  const carriers = workers.filter(({ controlPlane }) => controlPlane !== undefined);
  const allowed = new Set(carriers.flatMap(({ zones }) => zones ?? []));
  for (const [index, worker] of workers.entries()) {
    if (worker.controlPlane !== undefined || !allowsSystemComponents(worker)) continue;
    const outside = (worker.zones ?? []).filter(zone => !allowed.has(zone));
    if (outside.length > 0)
      report.invalid(rule['SHOOT-SYSTEM-POOL-ZONES'], path.index(index).child('systemComponents'), outside);
  }
}

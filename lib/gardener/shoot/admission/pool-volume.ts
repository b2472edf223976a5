import type { VolumeType } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../core/loose';
import { memoize } from '../../../core/memo';
import { Quantity } from '../../../core/quantity';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { findMachineType } from './catalog';
import type { PoolChange } from './change';
import { isMissingInZone } from './pool-zones';

const rule = ruleTable('gardener:plugin/pkg/shoot/validator/admission.go v1.150 (validateWorkerVolume)', {
  'SHOOT-VOLUME-UNKNOWN': { reason: 'the CloudProfile does not have this volume type', fix: 'choose one that it has' },
  'SHOOT-VOLUME-UNUSABLE': 'the CloudProfile does not offer this volume type any more',
  'SHOOT-VOLUME-ZONE': {
    reason: 'a zone of the pool does not have this volume type',
    fix: 'choose another type or other zones',
  },
  'SHOOT-VOLUME-SIZE': { reason: 'the volume is smaller than its type or the machine type allows', fix: 'enlarge it' },
});

/** The rules about volumes of pools. */
export const poolVolumeRules = Object.values(rule);

const quantityOf = memoize(text => Quantity.parse(text));

/** The volume of a pool; reports the first problem. */
export function validateVolume(pool: PoolChange, report: Report): void {
  const { worker, stored, profile, path } = pool;
  const { type, size = '' } = worker.volume ?? {};
  if (type === undefined) return;
  const known = profile.volumeTypes?.find(({ name }) => name === type);
  const problem = type === stored?.volume?.type ? undefined : typeProblem(known, pool);
  if (problem !== undefined) return reportType(problem, pool, report);
  const storage = findMachineType(profile, worker.machine?.type)?.storage;
  const minimums = [storage?.type === type ? storage.minSize : undefined, known?.minSize];
  const given = quantityOf(size);
  for (const minimum of minimums) {
    const least = minimum === undefined ? undefined : quantityOf(String(minimum));
    if (given === undefined || least === undefined || given.compare(least) >= 0) continue;
    const message = `the volume has ${size}, at least ${least.toString()} are needed`;
    return report.invalid(rule['SHOOT-VOLUME-SIZE'], path.child('volume', 'size'), size, { message });
  }
}

type Problem = 'SHOOT-VOLUME-UNKNOWN' | 'SHOOT-VOLUME-UNUSABLE' | 'SHOOT-VOLUME-ZONE';

function typeProblem(type: Loose<VolumeType> | undefined, pool: PoolChange): Problem | undefined {
  if (type === undefined) return 'SHOOT-VOLUME-UNKNOWN';
  if (type.usable !== true) return 'SHOOT-VOLUME-UNUSABLE';
  return isMissingInZone(pool, 'unavailableVolumeTypes', type.name ?? '') ? 'SHOOT-VOLUME-ZONE' : undefined;
}

function reportType(problem: Problem, pool: PoolChange, report: Report): void {
  const { worker, profile, path } = pool;
  const place = path.child('volume', 'type');
  const type = worker.volume?.type;
  const allowed = (profile.volumeTypes ?? [])
    .filter(candidate => typeProblem(candidate, pool) === undefined)
    .map(({ name = '' }) => name);
  if (problem === 'SHOOT-VOLUME-UNKNOWN') report.notSupported(rule[problem], place, type, allowed);
  else report.invalid(rule[problem], place, type, { allowed });
}

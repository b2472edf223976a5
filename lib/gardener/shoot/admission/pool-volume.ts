import { Quantity } from '../../../core/quantity';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { findMachineType } from './catalog';
import { isMissingInZone } from './pool-zones';
import type { PoolChange } from './pools';

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

/** The volume of a pool; reports the first problem. */
export function validateVolume(pool: PoolChange, report: Report): void {
  const { worker, stored, profile, path } = pool;
  const { type, size } = worker.volume ?? {};
  if (type === undefined) return;
  const place = path.child('volume', 'type');
  const known = profile.volumeTypes?.find(({ name }) => name === type);
  if (type !== stored?.volume?.type) {
    const usable = (name: string): boolean => !isMissingInZone(pool, 'unavailableVolumeTypes', name);
    const allowed = (profile.volumeTypes ?? []).flatMap(({ name = '', usable: offered }) =>
      offered === true && usable(name) ? [name] : [],
    );
    if (known === undefined) return report.notSupported(rule['SHOOT-VOLUME-UNKNOWN'], place, type, allowed);
    if (known.usable !== true) return report.invalid(rule['SHOOT-VOLUME-UNUSABLE'], place, type, { allowed });
    if (!usable(type)) return report.invalid(rule['SHOOT-VOLUME-ZONE'], place, type, { allowed });
  }
  const storage = findMachineType(profile, worker.machine?.type)?.storage;
  const minimums = [storage?.type === type ? storage.minSize : undefined, known?.minSize];
  const given = Quantity.parse(size ?? '');
  for (const minimum of minimums) {
    const least = minimum === undefined ? undefined : Quantity.parse(minimum);
    if (given === undefined || least === undefined || given.compare(least) >= 0) continue;
    const message = `the volume has ${size ?? ''}, at least ${least.toString()} are needed`;
    return report.invalid(rule['SHOOT-VOLUME-SIZE'], path.child('volume', 'size'), size, { message });
  }
}

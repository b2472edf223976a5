import { defaultShoot } from '../../gardener/shoot/defaults/shoot';
import type { ShootObject, WorkerSpec } from '../objects';
import type { Admission } from './admission';

/** Fields of a pool whose default reaches its machines. */
const fields = [
  'updateStrategy',
  'maxSurge',
  'maxUnavailable',
  'cri',
  'systemComponents',
  'machineControllerManager',
] as const satisfies readonly (keyof WorkerSpec)[];

/** The Shoot with the defaults of the API; those that reach machines are noted. */
export function defaultedShoot(shoot: ShootObject, { filledIn }: Admission): ShootObject {
  const defaulted = defaultShoot(shoot);
  const written = shoot.spec?.provider?.workers ?? [];
  for (const [index, worker] of (defaulted.spec?.provider?.workers ?? []).entries()) {
    for (const field of fields) {
      const value = worker[field];
      if (value === undefined || (written[index]?.[field] ?? undefined) !== undefined) continue;
      filledIn.push({ path: `spec.provider.workers[${index}].${field}`, value, by: 'API default' });
    }
  }
  return defaulted;
}

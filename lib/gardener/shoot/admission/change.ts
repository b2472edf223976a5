import type { Shoot, Worker } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import type { Profile } from './catalog';
import type { ShootRelatives } from './relatives';
import type { ShootWorld } from './world';

/** A Shoot that somebody creates or updates, completed, among the objects that it refers to. */
export interface ShootChange {
  readonly shoot: Loose<Shoot>;
  /** The stored Shoot, on an update. */
  readonly old: Loose<Shoot> | undefined;
  readonly relatives: ShootRelatives;
  readonly world: ShootWorld;
}

/** A change whose profile is known. */
export interface ProfiledChange extends ShootChange {
  readonly profile: Profile;
}

/** A pool that is judged, with the stored one of its name and its Shoot. */
export interface PoolChange extends ProfiledChange {
  readonly worker: Loose<Worker>;
  readonly stored: Loose<Worker> | undefined;
  readonly path: FieldPath;
}

/** Whether something was refused since the report had that many findings. */
export function isRefused({ findings }: Report, since: number): boolean {
  return findings.slice(since).some(({ severity }) => severity === 'error');
}

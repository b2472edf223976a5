import { goTime } from './go-time';

/** When a rotation of credentials started, for the whole shoot and for pools that still wait for their nodes to be replaced. */
export interface CredentialRotation {
  /** RFC 3339. */
  readonly lastInitiationTime?: string | null | undefined;
  readonly pendingWorkersRollouts?:
    | readonly { readonly name?: string | undefined; readonly lastInitiationTime?: string | null | undefined }[]
    | undefined;
}

/** `status.credentials.rotation` of a Shoot, as far as it reaches the nodes. */
export interface CredentialRotations {
  readonly certificateAuthorities?: CredentialRotation | undefined;
  readonly serviceAccountKey?: CredentialRotation | undefined;
}

/** One rotation time of a pool, as it enters the hashes. */
export interface RotationTime {
  readonly rotation: keyof CredentialRotations;
  readonly text: string;
}

/** The rotations in the order in which they are hashed. */
const rotations = ['certificateAuthorities', 'serviceAccountKey'] as const;

/**
 * The rotation times that enter the hashes of a pool: certificate authorities first. An entry for the pool among the pending
 * rollouts replaces the time of the shoot, even when it has no time of its own (the rotation then does not count for the pool).
 * `gardener:pkg/api/core/v1beta1/helper/shoot.go` (LastInitiationTimeForWorkerPool) v1.150.
 */
export function rotationTimes(status: CredentialRotations | undefined, pool: string): RotationTime[] {
  return rotations.flatMap(rotation => {
    const state = status?.[rotation];
    const pending = state?.pendingWorkersRollouts?.find(({ name }) => name === pool);
    const time = pending ? pending.lastInitiationTime : state?.lastInitiationTime;
    return typeof time === 'string' ? [{ rotation, text: goTime(time) }] : [];
  });
}

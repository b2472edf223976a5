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

/**
 * An RFC 3339 instant as Go prints a `time.Time` in UTC: `2026-03-04 05:06:07 +0000 UTC`. Fractions of a second are dropped, as Kubernetes
 * does when it stores a time. gardenlet hashes the text in its own time zone, which is UTC in every container.
 *
 * @returns the text as it is when it is no instant
 */
export function goTime(text: string): string {
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) return text;
  const [date, time] = new Date(milliseconds).toISOString().split('T') as [string, string];
  return `${date} ${time.slice(0, 8)} +0000 UTC`;
}

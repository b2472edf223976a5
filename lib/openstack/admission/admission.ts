import type { ProfileSpec, ShootObject } from '../objects';
import { defaultKubernetesVersion } from './kubernetes-version';

/** A value that admission writes where the manifest has none. */
export interface FilledIn {
  readonly path: string;
  readonly value: unknown;
  /** Who writes it. */
  readonly by: 'API default' | 'ShootMutator' | 'ShootResourceReservation';
}

/** What admission depends on beside the Shoot. */
export interface AdmissionOptions {
  readonly profile: ProfileSpec;
  /** The Shoot before the change: existing pools keep their image. */
  readonly old?: ShootObject | undefined;
  /** Decides about preview, deprecated and expired versions. */
  readonly now?: Date | undefined;
  /**
   * How the landscape's ShootResourceReservation plugin is configured: a fixed reservation for the shoot, or one for each pool by machine type.
   *
   * @default static
   */
  readonly reservation?: 'static' | 'machine-type' | undefined;
}

/** One admission, which collects what it does on the way. */
export interface Admission extends AdmissionOptions {
  readonly filledIn: FilledIn[];
  readonly problems: { path: string; message: string }[];
}

/** The Kubernetes version that admission makes of a version; the version itself when it makes none. */
export function admitVersion(version: string, path: string, admission: Admission): string {
  const result = defaultKubernetesVersion(admission.profile.kubernetes?.versions ?? [], version, admission.now);
  if ('problem' in result) {
    admission.problems.push({ path, message: result.problem });
    return version;
  }
  if (result.version !== version) admission.filledIn.push({ path, value: result.version, by: 'ShootMutator' });
  return result.version;
}

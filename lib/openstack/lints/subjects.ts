import type { AdmittedShoot } from '../admission/admit';
import type { MachineConfig } from '../machine/machine-config';
import type { ProfileConfig, ProfileSpec, ShootObject, WorkerState } from '../objects';

/** A profile under inspection. */
export interface ProfileSubject {
  /** The spec of a CloudProfile, or the merged one of a NamespacedCloudProfile. */
  readonly spec: ProfileSpec;
  readonly config: ProfileConfig;
  /** The spec as it stands in Git, before anything is filled in. @default the spec */
  readonly written?: ProfileSpec | undefined;
  /** Decides about expiry; without it nothing expires. */
  readonly now?: Date | undefined;
}

/** A shoot under inspection, with its profile and the machines that follow. */
export interface ShootSubject {
  /** As it stands in Git. */
  readonly shoot: ShootObject;
  readonly admitted: AdmittedShoot;
  readonly profile: ProfileSubject;
  readonly workerStatus?: WorkerState | undefined;
  /** Made with the lookup that the controller uses. */
  readonly machines: MachineConfig;
  readonly limits: LintLimits;
}

/** Limits of the OpenStack project that no manifest tells; a landscape may state its own. */
export interface LintLimits {
  /** Members of one server group (Nova quota). @default 10 */
  readonly serverGroupMembers: number;
  /** Server groups of one project (Nova quota). @default 10 */
  readonly serverGroups: number;
  /** Metadata items of one server (Nova quota). @default 128 */
  readonly metadataItems: number;
  /** Days before the expiry of an image from which on it is reported. @default 30 */
  readonly expiryDays: number;
}

/** Nova's own defaults. */
export const defaultLimits: LintLimits = {
  serverGroupMembers: 10,
  serverGroups: 10,
  metadataItems: 128,
  expiryDays: 30,
};

/** The path of a pool in a Shoot. */
export const poolPath = (index: number): string => `spec.provider.workers[${index}]`;

import type { CloudProfile, NamespacedCloudProfile } from '../../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';

type Profile = Loose<NamespacedCloudProfile>;

/** The profile of a project in the states that its parent judges. */
export interface JudgedProfile {
  readonly parent: Loose<CloudProfile>;
  /** As the user wrote it: what findings point at. */
  readonly written: Profile;
  /** As it will be stored, in the words of the parent. */
  readonly stored: Profile;
  /** The profile before an update, in the words of the parent. */
  readonly old: Profile | undefined;
}

const spec = FieldPath.of('spec');

/** Where the user wrote an image. */
export function imagePath({ written }: JudgedProfile, image: string | undefined): FieldPath {
  const index = (written.spec?.machineImages ?? []).findIndex(({ name }) => name === image);
  return spec.child('machineImages').index(Math.max(0, index));
}

/** Where the user wrote a version of an image. */
export function imageVersionPath(
  profile: JudgedProfile,
  image: string | undefined,
  version: string | undefined,
): FieldPath {
  const entry = (profile.written.spec?.machineImages ?? []).find(({ name }) => name === image);
  const index = (entry?.versions ?? []).findIndex(candidate => candidate.version === version);
  return imagePath(profile, image).child('versions').index(Math.max(0, index));
}

/** Where the user wrote a Kubernetes version. */
export function kubernetesVersionPath({ written }: JudgedProfile, version: string | undefined): FieldPath {
  const versions = written.spec?.kubernetes?.versions ?? [];
  const index = versions.findIndex(candidate => candidate.version === version);
  return spec.child('kubernetes', 'versions').index(Math.max(0, index));
}

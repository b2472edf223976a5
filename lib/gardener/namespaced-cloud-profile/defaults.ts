import type { MachineImage, NamespacedCloudProfile } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../core/loose';
import { defaultMachineType, defaultVolumeType } from '../cloud-profile/defaults';
import { isActive } from '../cloud-profile/lifecycle';
import type { ValidationContext } from '../validation-context';

type Profile = Loose<NamespacedCloudProfile>;

/**
 * A NamespacedCloudProfile with its defaults: usability of types. What an image leaves out may come from the parent.
 *
 * Source: gardener:pkg/apis/core/v1beta1/defaults_namespacedcloudprofile.go v1.150.
 */
export function defaultNamespacedCloudProfile(profile: Profile): Profile {
  const { machineTypes, volumeTypes } = profile.spec ?? {};
  return {
    ...profile,
    spec: {
      ...profile.spec,
      ...(machineTypes && { machineTypes: machineTypes.map(defaultMachineType) }),
      ...(volumeTypes && { volumeTypes: volumeTypes.map(defaultVolumeType) }),
    },
  };
}

/**
 * The profile as it is stored: without versions that nobody can use now, unless the stored profile `old` has them already, and
 * without images of which nothing is left. Without a clock nothing is dropped that has a date.
 *
 * Source: gardener:pkg/apiserver/registry/core/namespacedcloudprofile/strategy.go (`dropInactiveVersions`) v1.150.
 */
export function storedNamespacedCloudProfile(profile: Profile, { now }: ValidationContext, old?: Profile): Profile {
  const { kubernetes, machineImages } = profile.spec ?? {};
  const storedVersions = new Set((old?.spec?.kubernetes?.versions ?? []).map(({ version }) => version));
  const versions = kubernetes?.versions?.filter(
    version => storedVersions.has(version.version) || isActive(version, now) !== false,
  );
  const images = machineImages
    ?.map(image => withoutInactive(image, now, old))
    .filter(({ versions: left = [], updateStrategy }) => left.length > 0 || updateStrategy !== undefined);
  return {
    ...profile,
    spec: {
      ...profile.spec,
      ...(kubernetes && { kubernetes: { ...kubernetes, ...(versions && { versions }) } }),
      ...(images && { machineImages: images }),
    },
  };
}

function withoutInactive(
  image: Loose<MachineImage>,
  now: Date | undefined,
  old: Profile | undefined,
): Loose<MachineImage> {
  const stored = (old?.spec?.machineImages ?? []).find(({ name }) => name === image.name)?.versions ?? [];
  const kept = new Set(stored.map(({ version }) => version));
  const versions = image.versions?.filter(version => kept.has(version.version) || isActive(version, now) !== false);
  if (versions === undefined) return image;
  // a list of which nothing is left is no list any more
  const { versions: _, ...rest } = image;
  return versions.length === 0 ? rest : { ...image, versions };
}

import type {
  CloudProfile,
  MachineImage,
  MachineImageVersion,
  MachineType,
  VolumeType,
} from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../core/loose';
import type { ValidationContext } from '../validation-context';
import { withSyncedArchitectures } from './architectures';
import { withCurrentNames } from './former-names';
import { currentClassification, isActive } from './lifecycle';

type Profile = Loose<CloudProfile>;

/**
 * A CloudProfile with its defaults: update strategy and container runtime of images, usability of types, and without capabilities
 * the architecture.
 *
 * Source: gardener:pkg/apis/core/v1beta1/defaults_cloudprofile.go v1.150.
 */
export function defaultCloudProfile(profile: Profile): Profile {
  const spec = withCurrentNames(profile.spec ?? {});
  const { machineImages, machineTypes, volumeTypes, machineCapabilities = [] } = spec;
  const legacy = machineCapabilities.length === 0;
  return {
    ...profile,
    spec: {
      ...spec,
      ...(machineImages && { machineImages: machineImages.map(image => defaultImage(image, legacy)) }),
      ...(machineTypes && { machineTypes: machineTypes.map(type => defaultType(type, legacy)) }),
      ...(volumeTypes && { volumeTypes: volumeTypes.map(defaultVolumeType) }),
    },
  };
}

/** A machine type with its defaults that hold in either kind of profile. */
export function defaultMachineType(type: Loose<MachineType>): Loose<MachineType> {
  return { ...type, usable: type.usable ?? true };
}

/** A volume type with its defaults. */
export function defaultVolumeType(type: Loose<VolumeType>): Loose<VolumeType> {
  return { ...type, usable: type.usable ?? true };
}

/**
 * A new CloudProfile as it is stored: without the Kubernetes versions that are expired or not available yet, without expired image
 * versions, and with architectures told in both ways. Without a clock nothing is dropped that has a date.
 *
 * Source: gardener:pkg/apiserver/registry/core/cloudprofile/strategy.go v1.150.
 */
export function storedCloudProfile(profile: Profile, { now }: ValidationContext): Profile {
  const { kubernetes, machineImages } = profile.spec ?? {};
  const usable = {
    ...profile,
    spec: {
      ...profile.spec,
      ...(kubernetes && {
        kubernetes: {
          ...kubernetes,
          ...(kubernetes.versions && {
            versions: kubernetes.versions.filter(version => isActive(version, now) !== false),
          }),
        },
      }),
      ...(machineImages && { machineImages: machineImages.map(image => withoutExpired(image, now)) }),
    },
  };
  return withSyncedArchitectures(usable);
}

function withoutExpired(image: Loose<MachineImage>, now: Date | undefined): Loose<MachineImage> {
  const versions = image.versions?.filter(version => currentClassification(version, now) !== 'expired');
  return versions ? { ...image, versions } : image;
}

function defaultImage(image: Loose<MachineImage>, legacy: boolean): Loose<MachineImage> {
  const { versions } = image;
  return {
    ...image,
    updateStrategy: image.updateStrategy ?? 'major',
    ...(versions && { versions: versions.map(version => defaultImageVersion(version, legacy)) }),
  };
}

function defaultImageVersion(version: Loose<MachineImageVersion>, legacy: boolean): Loose<MachineImageVersion> {
  const { cri = [], architectures = [] } = version;
  return {
    ...version,
    ...(cri.length === 0 && { cri: [{ name: 'containerd' as const }] }),
    ...(legacy && architectures.length === 0 && { architectures: ['amd64' as const] }),
  };
}

function defaultType(type: Loose<MachineType>, legacy: boolean): Loose<MachineType> {
  const defaulted = defaultMachineType(type);
  return legacy ? { ...defaulted, architecture: type.architecture ?? 'amd64' } : defaulted;
}

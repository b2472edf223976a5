import type {
  CloudProfile,
  MachineImage,
  MachineImageVersion,
  MachineType,
} from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../core/loose';
import {
  architectureCapability,
  architecturesOf,
  flavorsOf,
  registeredCapabilities,
  withRegistered,
  type Capabilities,
} from './capabilities';

type Profile = Loose<CloudProfile>;
type ImageVersion = Loose<MachineImageVersion>;
type Type = Loose<MachineType>;

/**
 * The profile with architectures told in both ways, as the API server keeps them in step: a profile that begins to register several
 * architectures gets flavors and capabilities from the old fields, one that has capabilities gets the old fields from them, and one
 * that has them no more loses both. `old` is the stored profile, undefined for a new one.
 *
 * Source: gardener:pkg/utils/gardener/cloudprofile.go (`SyncArchitectureCapabilityFields`) v1.150.
 */
export function withSyncedArchitectures(profile: Profile, old?: Profile): Profile {
  const registered = registeredCapabilities(profile.spec?.machineCapabilities);
  const before = registeredCapabilities(old?.spec?.machineCapabilities);
  if (!registered) return before ? mapMachines(profile, withoutFlavors, withoutCapabilities) : profile;
  const begins = !before && (registered[architectureCapability] ?? []).length > 1;
  const filled = begins ? mapMachines(profile, withFlavors, withCapabilities) : profile;
  return mapMachines(
    filled,
    version => withArchitectures(version, registered),
    type => withArchitecture(type, registered),
  );
}

function mapMachines(
  profile: Profile,
  mapVersion: (version: ImageVersion) => ImageVersion,
  mapType: (type: Type) => Type,
): Profile {
  const { machineImages, machineTypes } = profile.spec ?? {};
  const mapImage = (image: Loose<MachineImage>): Loose<MachineImage> =>
    image.versions ? { ...image, versions: image.versions.map(mapVersion) } : image;
  return {
    ...profile,
    spec: {
      ...profile.spec,
      ...(machineImages && { machineImages: machineImages.map(mapImage) }),
      ...(machineTypes && { machineTypes: machineTypes.map(mapType) }),
    },
  };
}

function withoutFlavors({ capabilityFlavors: _flavors, ...version }: ImageVersion): ImageVersion {
  return version;
}

function withoutCapabilities({ capabilities: _capabilities, ...type }: Type): Type {
  return type;
}

function withFlavors(version: ImageVersion): ImageVersion {
  if ((version.capabilityFlavors ?? []).length > 0) return version;
  const legacy = (version.architectures ?? []).length === 0 ? ['amd64'] : (version.architectures ?? []);
  return { ...version, capabilityFlavors: legacy.map(architecture => ({ [architectureCapability]: [architecture] })) };
}

function withCapabilities(type: Type): Type {
  if (Object.keys(type.capabilities ?? {}).length > 0) return type;
  return { ...type, capabilities: { [architectureCapability]: [type.architecture ?? 'amd64'] } };
}

function withArchitectures(version: ImageVersion, registered: Capabilities): ImageVersion {
  if ((version.architectures ?? []).length > 0) return version;
  const offered = architecturesOf(flavorsOf(version, registered));
  return offered.length === 0 ? version : { ...version, architectures: offered as ImageVersion['architectures'] };
}

function withArchitecture(type: Type, registered: Capabilities): Type {
  if (type.architecture !== undefined) return type;
  const values = withRegistered(type.capabilities, registered)[architectureCapability] ?? [];
  return values.length === 1 ? { ...type, architecture: values[0] as Type['architecture'] } : type;
}

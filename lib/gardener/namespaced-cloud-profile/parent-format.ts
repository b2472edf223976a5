import type {
  MachineImage,
  MachineImageVersion,
  MachineType,
  NamespacedCloudProfileSpec,
} from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../core/loose';
import {
  architectureCapability,
  architecturesOf,
  machineTypeArchitecture,
  type Capabilities,
} from '../cloud-profile/capabilities';

type Spec = Loose<NamespacedCloudProfileSpec>;
type ImageVersion = Loose<MachineImageVersion>;
type Type = Loose<MachineType>;

/**
 * The profile in the words of its parent: with capabilities when the parent registers some, else with architectures only.
 *
 * Source: gardener:pkg/utils/gardener/namespacedcloudprofile.go (`TransformSpecToParentFormat`) v1.150.
 */
export function inParentFormat(spec: Spec, registered: Capabilities | undefined): Spec {
  const { machineImages, machineTypes } = spec;
  const mapVersion = registered ? withFlavors : withArchitectures;
  const mapImage = (image: Loose<MachineImage>): Loose<MachineImage> =>
    image.versions ? { ...image, versions: image.versions.map(mapVersion) } : image;
  const mapType = (type: Type): Type => (registered ? withCapabilities(type, registered) : withArchitecture(type));
  return {
    ...spec,
    ...(machineImages && { machineImages: machineImages.map(mapImage) }),
    ...(machineTypes && { machineTypes: machineTypes.map(mapType) }),
  };
}

function withFlavors(version: ImageVersion): ImageVersion {
  if ((version.capabilityFlavors ?? []).length > 0) return version;
  const flavors = (version.architectures ?? []).map(architecture => ({ [architectureCapability]: [architecture] }));
  return { ...version, capabilityFlavors: flavors };
}

function withArchitectures({ capabilityFlavors = [], ...version }: ImageVersion): ImageVersion {
  if ((version.architectures ?? []).length > 0 || capabilityFlavors.length === 0) return version;
  return { ...version, architectures: architecturesOf(capabilityFlavors) as ImageVersion['architectures'] };
}

function withCapabilities(type: Type, registered: Capabilities): Type {
  if (Object.keys(type.capabilities ?? {}).length > 0) return type;
  const known = machineTypeArchitecture(type, registered);
  const architecture = known === '' ? (type.architecture ?? 'amd64') : known;
  return { ...type, capabilities: { [architectureCapability]: [architecture] } };
}

function withArchitecture({ capabilities, ...type }: Type): Type {
  const [first] = capabilities?.[architectureCapability] ?? [];
  if (type.architecture !== undefined || first === undefined) return type;
  return { ...type, architecture: first as Type['architecture'] };
}

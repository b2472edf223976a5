import type { CloudProfileSpec, MachineImage } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../core/loose';

type Spec = Loose<CloudProfileSpec>;
type Image = Loose<MachineImage>;
type Version = NonNullable<Image['versions']>[number];

/** Names of fields from Gardener 1.118 to 1.127. */
interface FormerSpec {
  readonly capabilities?: Spec['machineCapabilities'];
}

interface FormerVersion {
  readonly capabilitySets?: Version['capabilityFlavors'];
}

/**
 * The spec of a profile with the names that its fields have since Gardener 1.128: `machineCapabilities` was `capabilities`, and
 * `capabilityFlavors` was `capabilitySets`. Whether a version of Gardener knows a name is judged elsewhere.
 */
export function withCurrentNames(spec: Spec & FormerSpec): Spec {
  const { capabilities, machineImages, ...rest } = spec;
  const isFormer = machineImages?.some(({ versions }) => versions?.some(version => 'capabilitySets' in version));
  if (capabilities === undefined && isFormer !== true) return spec;
  return {
    ...rest,
    ...(capabilities !== undefined && { machineCapabilities: spec.machineCapabilities ?? capabilities }),
    ...(machineImages !== undefined && { machineImages: machineImages.map(currentImage) }),
  };
}

function currentImage(image: Image): Image {
  if (image.versions === undefined) return image;
  return { ...image, versions: image.versions.map(currentVersion) };
}

function currentVersion({ capabilitySets, ...version }: Version & FormerVersion): Version {
  return capabilitySets === undefined
    ? version
    : { ...version, capabilityFlavors: version.capabilityFlavors ?? capabilitySets };
}

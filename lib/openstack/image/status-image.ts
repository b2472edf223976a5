import {
  architectureCapability,
  areEqual,
  defaultArchitecture,
  withDefaults,
  type Capabilities,
  type CapabilityDefinition,
} from '../pool/capabilities';

/** An image that a worker uses, as its provider status remembers it. */
export interface StatusImage {
  readonly name: string;
  readonly version: string;
  readonly id?: string | undefined;
  /** Global name, where no id is known. */
  readonly image?: string | undefined;
  /** In profiles of the older format. */
  readonly architecture?: string | undefined;
  /** In profiles with capabilities. */
  readonly capabilities?: Capabilities | undefined;
}

/** Whether an entry is in the older format. */
export const hasNoCapabilities = ({ capabilities = {} }: StatusImage): boolean =>
  Object.keys(capabilities).length === 0;

/**
 * The images of a worker status in one format: with `architecture` when the profile registers no capabilities, else with `capabilities`; equal
 * ones once. Bringing an older entry into the newer format loses its global name, as upstream does.
 * `provider-openstack:pkg/controller/worker/machines.go` (EnsureUniformMachineImages) v1.58.
 */
export function normalizeStatusImages(
  images: readonly StatusImage[],
  definitions: readonly CapabilityDefinition[],
): StatusImage[] {
  return images.reduce<StatusImage[]>((list, image) => {
    const uniform = definitions.length === 0 ? toLegacy(image) : toCapabilities(image);
    return appendStatusImage(list, uniform, definitions);
  }, []);
}

function toLegacy(image: StatusImage): StatusImage {
  if (hasNoCapabilities(image)) return image;
  const { capabilities, architecture: _, ...rest } = image;
  const first = capabilities?.[architectureCapability]?.[0];
  return first === undefined ? rest : { ...rest, architecture: first };
}

function toCapabilities(image: StatusImage): StatusImage {
  if (!hasNoCapabilities(image)) return image;
  const { name, version, id, architecture = defaultArchitecture } = image;
  return { name, version, ...(id && { id }), capabilities: { [architectureCapability]: [architecture] } };
}

/**
 * Adds an image to the images of a worker status unless an equal one is there.
 * `provider-openstack:pkg/controller/worker/machine_images.go` (appendMachineImage) v1.58.
 */
export function appendStatusImage(
  images: readonly StatusImage[],
  image: StatusImage,
  definitions: readonly CapabilityDefinition[],
): StatusImage[] {
  const { name, version, id, image: imageName, capabilities } = image;
  const written = { name, version, ...(imageName && { image: imageName }), ...(id && { id }) };
  const same = images.filter(known => known.name === name && known.version === version);
  if (definitions.length === 0) {
    const architecture = image.architecture ?? capabilities?.[architectureCapability]?.[0];
    if (same.some(known => (known.architecture ?? '') === (architecture ?? ''))) return [...images];
    return [...images, { ...written, ...(architecture !== undefined && { architecture }) }];
  }
  const defaulted = withDefaults(capabilities, definitions);
  if (same.some(known => areEqual(defaulted, withDefaults(known.capabilities, definitions)))) return [...images];
  return [...images, { ...written, ...(capabilities && { capabilities }) }];
}

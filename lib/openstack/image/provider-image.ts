import { architectureCapability, defaultArchitecture, type Capabilities } from '../pool/capabilities';

/** One region's copy of an image in Glance. */
export interface RegionImage {
  readonly name?: string | undefined;
  /** Id of the image in that region. */
  readonly id?: string | undefined;
  /** @default amd64 */
  readonly architecture?: string | undefined;
}

/** One build of an image version, as a CloudProfileConfig with capabilities writes it. */
export interface ProviderFlavor {
  readonly capabilities?: Capabilities | undefined;
  readonly regions?: readonly RegionImage[] | undefined;
  /** Global name of the image, where a region has no id. */
  readonly image?: string | undefined;
}

/** A version of an image: by global name, by region, or by flavor. */
export interface ProviderImageVersion {
  readonly version?: string | undefined;
  readonly image?: string | undefined;
  readonly regions?: readonly RegionImage[] | undefined;
  readonly capabilityFlavors?: readonly ProviderFlavor[] | undefined;
}

/** An entry of `machineImages[]` of a CloudProfileConfig. */
export interface ProviderImage {
  readonly name?: string | undefined;
  readonly versions?: readonly ProviderImageVersion[] | undefined;
}

/** A flavor of some version with the place where it is written: what the lookup compares. */
export interface PlacedFlavor {
  readonly capabilities: Capabilities;
  readonly regions: readonly RegionImage[];
  /** Global name, where a region has no id; empty when there is none. */
  readonly image: string;
  /** The name belongs to the version, not to this architecture. */
  readonly inheritsName: boolean;
  /** Below `machineImages`, for example `[0].versions[2].capabilityFlavors[1]`. */
  readonly path: string;
}

/**
 * The flavors of one version, whatever its format: those that it lists; else one for each architecture of its regions, in byte order; else the
 * global name, which stands for amd64.
 * `provider-openstack:pkg/apis/openstack/helper/helper.go` (convertLegacyVersionsToCapabilityFlavors) v1.58.
 */
export function flavorsOfVersion(version: ProviderImageVersion, path: string): PlacedFlavor[] {
  const flavors = version.capabilityFlavors ?? [];
  const image = version.image ?? '';
  if (flavors.length > 0)
    return flavors.map((flavor, index) => ({
      capabilities: flavor.capabilities ?? {},
      regions: flavor.regions ?? [],
      image: flavor.image ?? '',
      inheritsName: false,
      path: `${path}.capabilityFlavors[${index}]`,
    }));
  const regions = version.regions ?? [];
  if (regions.length > 0)
    return architecturesOfRegions(regions).map(architecture => ({
      capabilities: { [architectureCapability]: [architecture] },
      regions: regions.filter(region => (region.architecture ?? defaultArchitecture) === architecture),
      image,
      inheritsName: true,
      path: `${path}.regions`,
    }));
  if (image === '') return [];
  const capabilities = { [architectureCapability]: [defaultArchitecture] };
  return [{ capabilities, regions: [], image, inheritsName: true, path }];
}

/** The architectures that regions of the older format offer, in byte order. */
export function architecturesOfRegions(regions: readonly RegionImage[]): string[] {
  return [...new Set(regions.map(({ architecture }) => architecture ?? defaultArchitecture))].sort();
}

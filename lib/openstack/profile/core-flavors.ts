import { architectureCapability, type Capabilities } from '../pool/capabilities';
import { architecturesOfRegions, type ProviderImageVersion } from '../image/provider-image';

/**
 * The capability flavors of the core part that admission derives from a version of the provider part and writes over whatever stands there: its
 * own flavors, else one for each architecture of its regions, else none.
 * `provider-openstack:pkg/admission/mutator/cloudprofile.go` (convertProviderVersionToCapabilityFlavors) v1.58.
 */
export function coreFlavorsOf(version: ProviderImageVersion): Capabilities[] {
  const flavors = version.capabilityFlavors ?? [];
  if (flavors.length > 0) return flavors.map(({ capabilities = {} }) => capabilities);
  return architecturesOfRegions(version.regions ?? []).map(architecture => ({
    [architectureCapability]: [architecture],
  }));
}

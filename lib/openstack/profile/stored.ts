import type { CloudProfile } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../core/loose';
import { withSyncedArchitectures } from '../../gardener/cloud-profile/architectures';
import { defaultCloudProfile } from '../../gardener/cloud-profile/defaults';
import type { ProfileConfig, ProfileSpec } from '../objects';
import { coreFlavorsOf } from './core-flavors';
import { definitionsOf } from './read';

/**
 * A profile as the API server stores it, versions that would be dropped for their age aside: with Gardener's defaults and, in a profile with
 * capabilities, the flavors that the provider's admission derives from providerConfig.
 * `provider-openstack:pkg/admission/mutator/cloudprofile.go` v1.58.
 */
export function storedProfile(spec: ProfileSpec): ProfileSpec {
  const profile: Loose<CloudProfile> = { spec: withDerivedFlavors(spec) };
  return withSyncedArchitectures(defaultCloudProfile(profile)).spec ?? spec;
}

/**
 * A profile with the flavors that the provider's admission derives from providerConfig, over whatever stands there; a profile of the older
 * format is left alone.
 *
 * @param definitions registered capabilities, where they are not those of the profile itself
 */
export function withDerivedFlavors(
  spec: ProfileSpec,
  definitions: readonly unknown[] = definitionsOf(spec),
): ProfileSpec {
  if (definitions.length === 0 || spec.machineImages === undefined) return spec;
  const mapped = (spec.providerConfig as ProfileConfig | undefined)?.machineImages ?? [];
  const images = spec.machineImages.map(image => {
    const entries = mapped.filter(({ name }) => name === image.name).flatMap(({ versions = [] }) => versions);
    const versions = (image.versions ?? []).map(version => {
      const entry = entries.findLast(candidate => candidate.version === version.version);
      return entry === undefined ? version : { ...version, capabilityFlavors: coreFlavorsOf(entry) };
    });
    return { ...image, versions };
  });
  return { ...spec, machineImages: images };
}

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
  const profile: Loose<CloudProfile> = { spec: definitionsOf(spec).length === 0 ? spec : withDerivedFlavors(spec) };
  return withSyncedArchitectures(defaultCloudProfile(profile)).spec ?? spec;
}

function withDerivedFlavors(spec: ProfileSpec): ProfileSpec {
  const mapped = (spec.providerConfig as ProfileConfig | undefined)?.machineImages ?? [];
  const images = (spec.machineImages ?? []).map(image => {
    const entries = mapped.filter(({ name }) => name === image.name).flatMap(({ versions = [] }) => versions);
    const versions = (image.versions ?? []).map(version => {
      const entry = entries.findLast(candidate => candidate.version === version.version);
      return entry === undefined ? version : { ...version, capabilityFlavors: coreFlavorsOf(entry) };
    });
    return { ...image, versions };
  });
  return { ...spec, machineImages: images };
}

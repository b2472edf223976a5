import { defaultArchitecture, architectureCapability, withDefaults } from '../pool/capabilities';
import type { ProfileConfig, ProfileSpec } from '../objects';
import { coreFlavorsOf } from './core-flavors';
import { definitionsOf } from './read';

/**
 * A profile as the API server stores it, as far as images and machine types depend on it: in the older format amd64 where nothing is said; with
 * capabilities, the flavors that admission derives from providerConfig, and the older fields filled in from them.
 * `gardener:pkg/apis/core/v1beta1/defaults_cloudprofile.go`, `gardener:pkg/utils/gardener/cloudprofile.go` v1.150,
 * `provider-openstack:pkg/admission/mutator/cloudprofile.go` v1.58.
 */
export function storedProfile(spec: ProfileSpec): ProfileSpec {
  return definitionsOf(spec).length === 0 ? storedLegacy(spec) : storedWithCapabilities(spec);
}

function storedLegacy(spec: ProfileSpec): ProfileSpec {
  return {
    ...spec,
    machineImages: (spec.machineImages ?? []).map(image => ({
      ...image,
      versions: (image.versions ?? []).map(version => ({
        ...version,
        architectures:
          (version.architectures ?? []).length > 0 ? version.architectures : [defaultArchitecture as 'amd64'],
      })),
    })),
    machineTypes: (spec.machineTypes ?? []).map(type => ({
      ...type,
      architecture: type.architecture ?? (defaultArchitecture as 'amd64'),
    })),
  };
}

function storedWithCapabilities(spec: ProfileSpec): ProfileSpec {
  const definitions = definitionsOf(spec);
  const mapped = (spec.providerConfig as ProfileConfig | undefined)?.machineImages ?? [];
  return {
    ...spec,
    machineImages: (spec.machineImages ?? []).map(image => ({
      ...image,
      versions: (image.versions ?? []).map(version => {
        const entry = mapped
          .filter(({ name }) => name === image.name)
          .flatMap(({ versions = [] }) => versions)
          .findLast(candidate => candidate.version === version.version);
        return entry === undefined ? version : { ...version, capabilityFlavors: coreFlavorsOf(entry) };
      }),
    })),
    machineTypes: (spec.machineTypes ?? []).map(type => {
      const architectures = withDefaults(type.capabilities, definitions)[architectureCapability] ?? [];
      const own = type.architecture ?? (architectures.length === 1 ? (architectures[0] as 'amd64') : undefined);
      return own === undefined ? type : { ...type, architecture: own };
    }),
  };
}

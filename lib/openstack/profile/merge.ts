import { mergeCloudProfiles } from '../../gardener/namespaced-cloud-profile/merge';
import type { NamespacedProfile, ProfileConfig, ProfileSpec } from '../objects';

/**
 * The profile that Shoots see through a NamespacedCloudProfile: Gardener merges the core part, the provider its own; an image version of the
 * child replaces that of the parent.
 * `provider-openstack:pkg/admission/mutator/namespacedcloudprofile.go` v1.58.
 */
export function mergeProfiles(parent: ProfileSpec, child: NamespacedProfile): ProfileSpec {
  const spec = mergeCloudProfiles(child, { spec: parent });
  const config = mergeConfigs(parent.providerConfig, child.spec?.providerConfig);
  return config === undefined ? spec : { ...spec, providerConfig: config };
}

function mergeConfigs(parent: ProfileConfig | undefined, child: ProfileConfig | undefined): ProfileConfig | undefined {
  if (child === undefined || parent === undefined) return parent ?? child;
  const images = new Map((parent.machineImages ?? []).map(image => [image.name, image]));
  for (const image of child.machineImages ?? []) {
    const versions = new Map((images.get(image.name)?.versions ?? []).map(version => [version.version, version]));
    for (const version of image.versions ?? []) versions.set(version.version, version);
    images.set(image.name, { ...images.get(image.name), ...image, versions: [...versions.values()] });
  }
  return { ...parent, machineImages: [...images.values()] };
}

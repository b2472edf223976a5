import type {
  MachineImageFlavor,
  MachineImages,
  MachineImageVersion,
  RegionIDMapping,
} from '../../../imports/openstack.provider.extensions.gardener.cloud/v1alpha1';
import { architectureCapability, defaultArchitecture } from '../pool/capabilities';
import type { BuildValues, ImageValues, ImageVersionValues, ProfileForm } from './values';

/** The images of the provider part: by region and architecture, or by flavor. Regions stand in the order in which the builds name them. */
export function providerImages(images: readonly ImageValues[], form: ProfileForm): MachineImages[] {
  return images.map(({ name, versions }) => ({
    name,
    versions: versions.map(version => (form === 'legacy' ? legacyVersion(version) : flavoredVersion(version))),
  }));
}

/** In the older format one global name stands for amd64; a name of another build cannot be said there. */
function legacyVersion({ version, builds }: ImageVersionValues): MachineImageVersion {
  const regions = builds.flatMap(({ architecture = defaultArchitecture, ids = {} }) =>
    Object.entries(ids).map(([name, id]): RegionIDMapping => ({
      name,
      id,
      architecture: asArchitecture(architecture),
    })),
  );
  const image = builds.find(build => (build.architecture ?? defaultArchitecture) === defaultArchitecture)?.image;
  return { version, ...(image !== undefined && { image }), ...(regions.length > 0 && { regions }) };
}

const asArchitecture = (name: string): NonNullable<RegionIDMapping['architecture']> => name as 'amd64';

function flavoredVersion({ version, builds }: ImageVersionValues): MachineImageVersion {
  return { version, capabilityFlavors: builds.map(flavorOf) };
}

function flavorOf({
  architecture = defaultArchitecture,
  capabilities,
  ids = {},
  image,
}: BuildValues): MachineImageFlavor {
  const all = { [architectureCapability]: [architecture], ...capabilities };
  const regions = Object.entries(ids).map(([name, id]) => ({ name, id }));
  return {
    capabilities: all,
    ...(image !== undefined && { image }),
    ...(regions.length > 0 && { regions }),
  };
}

import type {
  CloudProfile,
  CloudProfileSpec,
  ExpirableVersion,
  MachineImage,
  MachineImageVersion,
  MachineType,
  NamespacedCloudProfile,
} from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../core/loose';
import {
  architecturesOf,
  flavorsOf,
  machineTypeArchitecture,
  registeredCapabilities,
  type Capabilities,
} from '../cloud-profile/capabilities';
import { inParentFormat } from './parent-format';

type Spec = Loose<CloudProfileSpec>;
type Image = Loose<MachineImage>;
type ImageVersion = Loose<MachineImageVersion>;

/**
 * The effective profile of a project: what Gardener writes to `status.cloudProfileSpec` of a NamespacedCloudProfile and what its
 * Shoots are judged by. Entries of the parent keep their place, new ones follow. The providerConfig is that of the parent; merging it
 * is the matter of the provider.
 *
 * Source: gardener:pkg/controllermanager/controller/namespacedcloudprofile/reconciler.go (`MergeCloudProfiles`) v1.150.
 */
export function mergeCloudProfiles(profile: Loose<NamespacedCloudProfile>, parent: Loose<CloudProfile>): Spec {
  const base: Spec = parent.spec ?? {};
  const registered = registeredCapabilities(base.machineCapabilities);
  const own = inParentFormat(profile.spec ?? {}, registered);
  const { kubernetes, machineImages, machineTypes, volumeTypes, caBundle, limits } = own;
  const maxNodesTotal = limits?.maxNodesTotal ?? 0;
  const images = mergeLists(base.machineImages, machineImages, { key: nameOf, merge: mergeImages });
  const types = mergeLists(base.machineTypes, machineTypes, { key: nameOf });
  return {
    ...base,
    ...(kubernetes && {
      kubernetes: {
        ...base.kubernetes,
        versions: mergeLists(base.kubernetes?.versions, kubernetes.versions, overriddenVersions),
      },
    }),
    machineImages: images.map(image => withImageArchitectures(image, registered)),
    machineTypes: types.map(type => withTypeArchitecture(type, registered)),
    ...((base.volumeTypes ?? volumeTypes) && {
      volumeTypes: mergeLists(base.volumeTypes, volumeTypes, { key: nameOf }),
    }),
    ...(caBundle !== undefined && { caBundle: `${base.caBundle ?? ''}${caBundle}` }),
    ...(limits && { limits: { ...base.limits, ...(maxNodesTotal > 0 && { maxNodesTotal }) } }),
  };
}

interface MergeRule<Entry> {
  /** What makes two entries the same. */
  readonly key: (entry: Entry) => string;
  /** @default the override replaces the entry of the parent */
  readonly merge?: (base: Entry, override: Entry) => Entry;
  /** Whether the child may add entries. @default true */
  readonly additional?: boolean;
}

const nameOf = ({ name = '' }: { readonly name?: string | undefined }): string => name;
const versionOf = ({ version = '' }: { readonly version?: string | undefined }): string => version;

const overriddenVersions: MergeRule<Loose<ExpirableVersion>> = {
  key: versionOf,
  merge: withExpirationOf,
  additional: false,
};

function mergeLists<Entry>(
  base: readonly Entry[] = [],
  overrides: readonly Entry[] = [],
  { key, merge, additional = true }: MergeRule<Entry>,
): readonly Entry[] {
  const merged = new Map(base.map(entry => [key(entry), entry]));
  for (const override of overrides) {
    const existing = merged.get(key(override));
    if (existing === undefined && !additional) continue;
    merged.set(key(override), existing !== undefined && merge ? merge(existing, override) : override);
  }
  return [...merged.values()];
}

function mergeImages(base: Image, override: Image): Image {
  const { updateStrategy } = override;
  return {
    ...base,
    ...(updateStrategy !== undefined && { updateStrategy }),
    versions: mergeLists(base.versions, override.versions, { key: versionOf, merge: mergeImageVersions }),
  };
}

/** A version that says more than its end was there before the parent had it, and stays as it is. */
function mergeImageVersions(base: ImageVersion, override: ImageVersion): ImageVersion {
  const { architectures = [], capabilityFlavors = [], cri = [], kubeletVersionConstraint, classification } = override;
  const complete = architectures.length > 0 || capabilityFlavors.length > 0 || cri.length > 0;
  if (complete || (kubeletVersionConstraint ?? '') !== '' || classification !== undefined) return override;
  return withExpirationOf(base, override);
}

function withExpirationOf<Entry extends Loose<ExpirableVersion>>(base: Entry, override: Entry): Entry {
  const { expirationDate, ...rest } = base;
  const end = override.expirationDate;
  return { ...rest, ...(end !== undefined && { expirationDate: end }) } as Entry;
}

function withTypeArchitecture(type: Loose<MachineType>, registered: Capabilities | undefined): Loose<MachineType> {
  const known = machineTypeArchitecture(type, registered);
  const architecture = known === '' ? 'amd64' : (type.architecture ?? known);
  return { ...type, architecture: architecture as Loose<MachineType>['architecture'] };
}

function withImageArchitectures(image: Image, registered: Capabilities | undefined): Image {
  const versions = image.versions?.map((version): ImageVersion => {
    if ((version.architectures ?? []).length > 0) return version;
    const offered = architecturesOf(flavorsOf(version, registered ?? {}));
    const architectures = offered.length === 0 ? ['amd64'] : offered;
    return { ...version, architectures: architectures as ImageVersion['architectures'] };
  });
  return versions ? { ...image, versions } : image;
}

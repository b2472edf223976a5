import { architectureCapability, type CapabilityDefinition } from '../pool/capabilities';
import type { NamespacedProfile, ProfileConfig, ProfileSpec } from '../objects';
import { definitionsOf } from './read';

type Image = NonNullable<ProfileSpec['machineImages']>[number];
type ImageVersion = NonNullable<Image['versions']>[number];

/**
 * The profile that Shoots see through a NamespacedCloudProfile: the parent with what the child adds and replaces.
 * `gardener:pkg/controllermanager/controller/namespacedcloudprofile/reconciler.go` (MergeCloudProfiles) v1.150,
 * `provider-openstack:pkg/admission/mutator/namespacedcloudprofile.go` v1.58.
 */
export function mergeProfiles(parent: ProfileSpec, child: NamespacedProfile): ProfileSpec {
  const own = child.spec ?? {};
  const definitions = definitionsOf(parent);
  const maxNodesTotal = own.limits?.maxNodesTotal;
  const config = mergeConfigs(parent.providerConfig, own.providerConfig);
  return {
    ...parent,
    ...(own.kubernetes && {
      kubernetes: {
        ...parent.kubernetes,
        versions: mergeLists(parent.kubernetes?.versions, own.kubernetes.versions, {
          key: ({ version }) => version,
          merge: (base, override) => ({ ...base, expirationDate: override.expirationDate }),
          onlyKnown: true,
        }),
      },
    }),
    machineImages: mergeLists(
      parent.machineImages,
      (own.machineImages ?? []).map(image => inParentFormat(image, definitions)),
      {
        key: ({ name }) => name,
        merge: mergeImages,
      },
    ),
    machineTypes: mergeLists(parent.machineTypes, own.machineTypes, { key: ({ name }) => name }),
    volumeTypes: mergeLists(parent.volumeTypes, own.volumeTypes, { key: ({ name }) => name }),
    ...(own.caBundle !== undefined && { caBundle: `${parent.caBundle ?? ''}${own.caBundle}` }),
    ...(maxNodesTotal !== undefined && maxNodesTotal > 0 && { limits: { ...parent.limits, maxNodesTotal } }),
    ...(config && { providerConfig: config }),
  };
}

interface MergeRules<Entry> {
  readonly key: (entry: Entry) => string | undefined;
  /** @default the later entry replaces the earlier one */
  readonly merge?: (base: Entry, override: Entry) => Entry;
  /** Entries that the base does not have are dropped. */
  readonly onlyKnown?: boolean;
}

/** The list of the parent in its order, with entries of the child merged in by key and new ones at the end. */
function mergeLists<Entry>(
  base: readonly Entry[] = [],
  overrides: readonly Entry[] = [],
  { key, merge = (_, override) => override, onlyKnown = false }: MergeRules<Entry>,
): Entry[] {
  const merged = new Map(base.map(entry => [key(entry), entry]));
  for (const override of overrides) {
    const existing = merged.get(key(override));
    if (existing !== undefined) merged.set(key(override), merge(existing, override));
    else if (!onlyKnown) merged.set(key(override), override);
  }
  return [...merged.values()];
}

function mergeImages(base: Image, override: Image): Image {
  return {
    ...base,
    ...(override.updateStrategy && { updateStrategy: override.updateStrategy }),
    versions: mergeLists(base.versions, override.versions, { key: ({ version }) => version, merge: mergeVersions }),
  };
}

/** A version that says more than when it expires replaces that of the parent. */
function mergeVersions(base: ImageVersion, override: ImageVersion): ImageVersion {
  const { architectures = [], capabilityFlavors = [], cri = [], kubeletVersionConstraint, classification } = override;
  const isComplete = architectures.length > 0 || capabilityFlavors.length > 0 || cri.length > 0;
  if (isComplete || kubeletVersionConstraint || classification) return override;
  return { ...base, expirationDate: override.expirationDate };
}

/** Architectures of the child in the parent's way of writing them. */
function inParentFormat(image: Image, definitions: readonly CapabilityDefinition[]): Image {
  return {
    ...image,
    versions: (image.versions ?? []).map(({ capabilityFlavors, ...version }) => {
      const { architectures = [] } = version;
      const flavors = capabilityFlavors ?? [];
      if (definitions.length === 0) {
        const ofFlavors = flavors.flatMap(flavor => flavor[architectureCapability] ?? []) as typeof architectures;
        return { ...version, ...(architectures.length === 0 && ofFlavors.length > 0 && { architectures: ofFlavors }) };
      }
      if (flavors.length > 0) return { ...version, capabilityFlavors: flavors };
      return {
        ...version,
        ...(architectures.length > 0 && {
          capabilityFlavors: architectures.map(architecture => ({ [architectureCapability]: [architecture] })),
        }),
      };
    }),
  };
}

/** Images of the child's providerConfig: a version of the child replaces that of the parent. */
function mergeConfigs(parent: ProfileConfig | undefined, child: ProfileConfig | undefined): ProfileConfig | undefined {
  if (child === undefined || parent === undefined) return parent ?? child;
  return {
    ...parent,
    machineImages: mergeLists(parent.machineImages, child.machineImages, {
      key: ({ name }) => name,
      merge: (base, override) => ({
        ...base,
        versions: mergeLists(base.versions, override.versions, { key: ({ version }) => version }),
      }),
    }),
  };
}

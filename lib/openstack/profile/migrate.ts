import {
  architectureCapability,
  architectures,
  defaultArchitecture,
  type CapabilityDefinition,
} from '../pool/capabilities';
import { flavorsOfVersion, type ProviderImageVersion } from '../image/provider-image';
import type { ProfileConfig, ProfileSpec } from '../objects';
import { definitionsOf } from './read';
import { lookupDifferences, type LookupDifference } from './lookup-differences';

/** A profile with capabilities, and where its Shoots would boot other images than before. */
export interface MigratedProfile {
  readonly spec: ProfileSpec;
  /** Empty when every machine type finds the same image in every region. */
  readonly differences: readonly LookupDifference[];
}

/**
 * A profile of the older format with capabilities: architectures are registered and told in both ways, and the images of providerConfig become
 * flavors. A global name stays with amd64, for which alone it was meant. A profile that has capabilities is returned as it is.
 */
export function migrateToCapabilities(spec: ProfileSpec): MigratedProfile {
  if (definitionsOf(spec).length > 0) return { spec, differences: [] };
  const config = (spec.providerConfig ?? {}) as ProfileConfig;
  const definitions = usedArchitectures(spec);
  const migratedConfig = {
    ...config,
    machineImages: (config.machineImages ?? []).map(image => ({
      ...image,
      versions: (image.versions ?? []).map(flavoredVersion),
    })),
  };
  const migrated: ProfileSpec = {
    ...spec,
    machineCapabilities: definitions,
    machineImages: (spec.machineImages ?? []).map(image => ({
      ...image,
      versions: (image.versions ?? []).map(version => {
        const { architectures: own = [] } = version;
        const offered: readonly string[] = own.length > 0 ? own : [defaultArchitecture];
        const capabilityFlavors = offered.map(architecture => ({ [architectureCapability]: [architecture] }));
        return { ...version, architectures: offered as typeof own, capabilityFlavors };
      }),
    })),
    machineTypes: (spec.machineTypes ?? []).map(type => {
      const architecture = type.architecture ?? defaultArchitecture;
      return { ...type, architecture, capabilities: { [architectureCapability]: [architecture] } };
    }),
    providerConfig: migratedConfig,
  };
  return { spec: migrated, differences: lookupDifferences(spec, migrated) };
}

/** The architectures that machine types and images use, in the order in which Gardener names them. */
function usedArchitectures(spec: ProfileSpec): CapabilityDefinition[] {
  const used = new Set<string>([
    ...(spec.machineTypes ?? []).map(({ architecture }) => architecture ?? defaultArchitecture),
    ...(spec.machineImages ?? []).flatMap(({ versions = [] }) =>
      versions.flatMap(({ architectures: own = [] }): readonly string[] =>
        own.length > 0 ? own : [defaultArchitecture],
      ),
    ),
  ]);
  return [{ name: architectureCapability, values: architectures.filter(architecture => used.has(architecture)) }];
}

function flavoredVersion(version: ProviderImageVersion): {
  readonly version?: string | undefined;
  readonly capabilityFlavors: readonly object[];
} {
  const byName = (version.regions ?? []).length > 0 && version.image !== undefined;
  const flavors = flavorsOfVersion(version, '').map(({ capabilities, regions, image }) => {
    const isDefault = capabilities[architectureCapability]?.[0] === defaultArchitecture;
    return {
      capabilities,
      ...(image !== '' && isDefault && { image }),
      ...(regions.length > 0 && { regions: regions.map(({ name, id }) => ({ name, id })) }),
    };
  });
  const named = byName && !flavors.some(({ image }) => image !== undefined);
  const global = { capabilities: { [architectureCapability]: [defaultArchitecture] }, image: version.image };
  return { version: version.version, capabilityFlavors: named ? [...flavors, global] : flavors };
}

import type {
  CloudProfileSpec,
  ExpirableVersion,
  MachineImageVersion,
  MachineType,
} from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../core/loose';
import {
  architectureCapability,
  architecturesOf,
  registeredCapabilities,
  withRegistered,
  type Capabilities,
} from '../../cloud-profile/capabilities';
import { currentClassification } from '../../cloud-profile/lifecycle';

/** The effective CloudProfile of a Shoot. */
export type Profile = Loose<CloudProfileSpec>;

/** The class of a version; without a clock, what it is before it expires. */
export function classOf(version: Loose<ExpirableVersion>, now: Date | undefined): string {
  return currentClassification(version, now) ?? version.classification ?? 'supported';
}

/** The version may be chosen for something new (`VersionIsActive`). */
export function isActiveVersion(version: Loose<ExpirableVersion>, now: Date | undefined): boolean {
  const current = classOf(version, now);
  return current !== 'expired' && current !== 'unavailable';
}

/** The machine type of that name. */
export function findMachineType({ machineTypes }: Profile, name: string | undefined): Loose<MachineType> | undefined {
  return machineTypes?.find(type => type.name === name);
}

/** The version of an image (`FindMachineImageVersion`). */
export function findImageVersion(
  { machineImages }: Profile,
  image: { readonly name?: string | undefined; readonly version?: string | undefined } | undefined,
): Loose<MachineImageVersion> | undefined {
  for (const { name, versions } of machineImages ?? []) {
    const found = name === image?.name && versions?.find(({ version }) => version === image?.version);
    if (found) return found;
  }
  return undefined;
}

/** The architectures of an image version (`GetArchitecturesFromImageVersion`). */
export function imageArchitectures(
  { capabilityFlavors = [], architectures = [] }: Loose<MachineImageVersion>,
  profile: Pick<Profile, 'machineCapabilities'>,
): readonly string[] {
  const registered = registeredCapabilities(profile.machineCapabilities);
  const flavors = capabilityFlavors as readonly Capabilities[];
  const offered = flavors.length > 0 ? architecturesOf(flavors) : (registered?.[architectureCapability] ?? []);
  return offered.length > 0 ? offered : architectures;
}

/** One of the flavors of an image can do what a machine type offers; without flavors every image can (`AreCapabilitiesSupportedByImageFlavors`). */
export function fitsCapabilities(
  { capabilityFlavors = [] }: Loose<MachineImageVersion>,
  { capabilities }: Pick<Loose<MachineType>, 'capabilities'>,
  profile: Pick<Profile, 'machineCapabilities'>,
): boolean {
  if (capabilityFlavors.length === 0) return true;
  const registered = registeredCapabilities(profile.machineCapabilities) ?? {};
  const offered = withRegistered(capabilities, registered);
  const fits = (flavor: Capabilities): boolean =>
    Object.entries(withRegistered(flavor, registered)).every(([name, values = []]) =>
      values.some(value => offered[name]?.includes(value) === true),
    );
  return (capabilityFlavors as readonly Capabilities[]).some(fits);
}

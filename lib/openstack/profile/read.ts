import { memoizeByIdentity } from '../../core/memo';
import type { ProfileSpec } from '../objects';
import { architectureOfMachineType, defaultArchitecture, type CapabilityDefinition } from '../pool/capabilities';

/** The registered capabilities of a profile, most important first; empty for a profile in the older format. */
export function definitionsOf(profile: Pick<ProfileSpec, 'machineCapabilities'>): readonly CapabilityDefinition[] {
  return definitionsIn(profile.machineCapabilities ?? none);
}

const none: NonNullable<ProfileSpec['machineCapabilities']> = [];

const definitionsIn = memoizeByIdentity((capabilities: NonNullable<ProfileSpec['machineCapabilities']>) =>
  capabilities.map(({ name = '', values = [] }) => ({ name, values })),
);

/** A machine type of a profile. */
export type MachineTypeSpec = NonNullable<ProfileSpec['machineTypes']>[number];

/** The first machine type of that name. */
export function machineTypeOf(profile: ProfileSpec, name: string | undefined): MachineTypeSpec | undefined {
  return profile.machineTypes && typesByName(profile.machineTypes).get(name);
}

/** Architecture of the machines of a flavor; undefined when the profile does not have the flavor. */
export function architectureOfFlavor(profile: ProfileSpec, flavor: string): string | undefined {
  const type = machineTypeOf(profile, flavor);
  return type && (architectureOfMachineType(type, definitionsOf(profile)) ?? defaultArchitecture);
}

const typesByName = memoizeByIdentity((types: readonly MachineTypeSpec[]) => {
  const byName = new Map<string | undefined, MachineTypeSpec>();
  for (const type of types) if (!byName.has(type.name)) byName.set(type.name, type);
  return byName;
});

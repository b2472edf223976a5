import type { CapabilityDefinition } from '../pool/capabilities';
import type { ProfileSpec } from '../objects';

/** The registered capabilities of a profile, most important first; empty for a profile in the older format. */
export function definitionsOf(profile: Pick<ProfileSpec, 'machineCapabilities'>): CapabilityDefinition[] {
  return (profile.machineCapabilities ?? []).map(({ name = '', values = [] }) => ({ name, values }));
}

/** A machine type of a profile. */
export type MachineTypeSpec = NonNullable<ProfileSpec['machineTypes']>[number];

/** The first machine type of that name. */
export function machineTypeOf(profile: ProfileSpec, name: string | undefined): MachineTypeSpec | undefined {
  return profile.machineTypes?.find(type => type.name === name);
}

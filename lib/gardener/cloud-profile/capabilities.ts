import type {
  CapabilityDefinition,
  MachineImageVersion,
  MachineType,
} from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../core/loose';

/** Values by capability: of a machine type, of a flavor of an image, or all that a profile registers. */
export type Capabilities = Readonly<Record<string, readonly string[] | undefined>>;

type Definitions = readonly Loose<CapabilityDefinition>[] | undefined;

/** Architectures that Gardener knows. */
export const architectures = ['amd64', 'arm64'] as const;

/** The capability that every profile with capabilities registers. */
export const architectureCapability = 'architecture';

/** The registered capabilities, undefined when the profile has none and so speaks of architectures only. */
export function registeredCapabilities(definitions: Definitions): Capabilities | undefined {
  if (definitions === undefined || definitions.length === 0) return undefined;
  return Object.fromEntries(definitions.map(({ name = '', values = [] }) => [name, values]));
}

/** The capabilities with those that are left out, which means all registered values (`GetCapabilitiesWithAppliedDefaults`). */
export function withRegistered(capabilities: Capabilities | undefined, registered: Capabilities): Capabilities {
  const entries = Object.entries(registered).map(([name, values]) => [name, capabilities?.[name] ?? values]);
  return Object.fromEntries(entries) as Capabilities;
}

/** The flavors of an image version; one that offers everything when there is none (`GetImageFlavorsWithAppliedDefaults`). */
export function flavorsOf(
  { capabilityFlavors = [] }: Loose<MachineImageVersion>,
  registered: Capabilities,
): readonly Capabilities[] {
  if (capabilityFlavors.length === 0) return [registered];
  return capabilityFlavors.map(flavor => withRegistered(flavor, registered));
}

/** The architectures that flavors name, each once, in their order. */
export function architecturesOf(flavors: readonly Capabilities[]): readonly string[] {
  return [...new Set(flavors.flatMap(flavor => flavor[architectureCapability] ?? []))];
}

/** The architecture of a machine type; empty when several are registered and it tells none (`GetArchitecture`). */
export function machineTypeArchitecture(
  { architecture, capabilities }: Loose<MachineType>,
  registered: Capabilities | undefined,
): string {
  const values = registered ? (withRegistered(capabilities, registered)[architectureCapability] ?? []) : [];
  return values.length === 1 ? (values[0] ?? '') : (architecture ?? '');
}

/**
 * Whether an image version runs on an architecture, as bastions ask (`SupportsArchitecture`): with capabilities, every registered
 * architecture passes, whatever the flavors say.
 */
export function supportsArchitecture(
  { architectures: legacy = [], capabilityFlavors = [] }: Loose<MachineImageVersion>,
  registered: Capabilities | undefined,
  architecture: string,
): boolean {
  const offered: readonly string[] = registered
    ? [...architecturesOf(capabilityFlavors), ...(registered[architectureCapability] ?? [])]
    : legacy;
  return offered.includes(architecture);
}

import {
  architectureCapability,
  architectures,
  defaultArchitecture,
  type Capabilities,
  type CapabilityDefinition,
} from '../pool/capabilities';

/**
 * The registered capabilities, with architecture alone for a profile in the older format, so that one lookup serves both.
 * `provider-openstack:pkg/apis/openstack/helper/helper.go` (NormalizeCapabilityDefinitions) v1.58.
 */
export function normalizeDefinitions(definitions: readonly CapabilityDefinition[]): readonly CapabilityDefinition[] {
  return definitions.length > 0 ? definitions : [{ name: architectureCapability, values: architectures }];
}

/**
 * The capabilities of a machine type with an architecture: its own, else the only registered one, else that of the pool.
 * `provider-openstack:pkg/apis/openstack/helper/helper.go` (NormalizeMachineTypeCapabilities) v1.58.
 */
export function normalizeMachineCapabilities(
  machine: Capabilities | undefined,
  architecture: string | undefined,
  definitions: readonly CapabilityDefinition[],
): Capabilities {
  if (machine?.[architectureCapability] !== undefined) return machine;
  const registered = definitions.find(({ name, values }) => name === architectureCapability && values.length === 1);
  return { ...machine, [architectureCapability]: [registered?.values[0] ?? architecture ?? defaultArchitecture] };
}

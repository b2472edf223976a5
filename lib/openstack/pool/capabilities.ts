import type { MachineImageVersion, MachineType } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../core/loose';
import {
  architectureCapability,
  architectures as knownArchitectures,
  machineTypeArchitecture,
  registeredCapabilities,
  type Capabilities,
} from '../../gardener/cloud-profile/capabilities';
import { imageArchitectures } from '../../gardener/shoot/admission/catalog';

export { architectureCapability, type Capabilities } from '../../gardener/cloud-profile/capabilities';

/** The architectures that Gardener knows, as texts: a manifest may say anything. */
export const architectures: readonly string[] = knownArchitectures;

/** One registered capability of a CloudProfile with its values, most preferred first (`spec.machineCapabilities[]`). */
export interface CapabilityDefinition {
  readonly name: string;
  readonly values: readonly string[];
}

/** Anything that offers one set of capabilities, such as one build of an image. */
export interface HasCapabilities {
  readonly capabilities: Capabilities;
}

/** CPU architecture of machines where nothing else is said. */
export const defaultArchitecture = 'amd64';

/**
 * The capabilities with every registered one filled in: an omitted capability means all its registered values, and a capability
 * that is not registered is dropped. `gardener:pkg/apis/core/v1beta1/types_cloudprofile.go` (GetCapabilitiesWithAppliedDefaults) v1.150.
 */
export function withDefaults(
  capabilities: Capabilities | undefined,
  definitions: readonly CapabilityDefinition[],
): Capabilities {
  return Object.fromEntries(definitions.map(({ name, values }) => [name, capabilities?.[name] ?? values]));
}

/**
 * Whether a machine with one set can boot an image with the other: for each registered capability the values intersect.
 * `gardener:pkg/api/core/v1beta1/helper/cloudprofile.go` (AreCapabilitiesCompatible) v1.150.
 */
export function areCompatible(
  one: Capabilities | undefined,
  other: Capabilities | undefined,
  definitions: readonly CapabilityDefinition[],
): boolean {
  return definitions.every(({ name, values }) => {
    const offered = other?.[name] ?? values;
    return (one?.[name] ?? values).some(value => offered.includes(value));
  });
}

/**
 * Whether two sets name the same capabilities with the same values, order and repetition aside. Fill in defaults first.
 * `gardener:pkg/api/core/v1beta1/helper/cloudprofile.go` (AreCapabilitiesEqual) v1.150.
 */
export function areEqual(one: Capabilities, other: Capabilities): boolean {
  return isSubset(one, other) && isSubset(other, one);
}

function isSubset(part: Capabilities, whole: Capabilities): boolean {
  return Object.entries(part).every(([name, values]) => {
    const known = whole[name];
    return known !== undefined && (values ?? []).every(value => known.includes(value));
  });
}

/** The registered values of `architecture`; empty when the profile registers no capabilities. */
export function registeredArchitectures(definitions: readonly CapabilityDefinition[]): readonly string[] {
  return definitions.find(({ name }) => name === architectureCapability)?.values ?? [];
}

/**
 * The flavor that the machine controller picks among several: only compatible ones count; then, capability by capability and value by
 * value in the order of the definitions, those that list the value are kept. The flavor's own values decide, not those that it
 * has in common with the machine type, so one that lists more than the machine has may win.
 * `gardener:extensions/pkg/controller/worker/cloudprofile.go` (FindBestImageFlavor) v1.150.
 *
 * @returns the flavor, `none` when none is compatible, `ambiguous` when the definitions do not tell the remaining ones apart
 */
export function bestFlavor<Flavor extends HasCapabilities>(
  flavors: readonly Flavor[],
  machine: Capabilities,
  definitions: readonly CapabilityDefinition[],
): { readonly flavor: Flavor } | { readonly problem: 'none' | 'ambiguous'; readonly remaining: readonly Flavor[] } {
  let remaining = flavors.filter(({ capabilities }) => areCompatible(capabilities, machine, definitions));
  const [first] = remaining;
  if (first === undefined) return { problem: 'none', remaining };
  for (const { name, values } of definitions) {
    for (const value of values) {
      if (remaining.length === 1) break;
      const preferred = remaining.filter(({ capabilities }) => (capabilities[name] ?? values).includes(value));
      if (preferred.length > 0) remaining = preferred;
    }
  }
  const [best, second] = remaining;
  return best !== undefined && second === undefined ? { flavor: best } : { problem: 'ambiguous', remaining };
}

/** The architecture of a machine type; undefined when several are registered and it tells none. */
export function architectureOfMachineType(
  type: Loose<MachineType>,
  definitions: readonly CapabilityDefinition[],
): string | undefined {
  return machineTypeArchitecture(type, registeredCapabilities(definitions)) || undefined;
}

/** The architectures that a version of an image in the core profile offers: of its flavors, else all registered ones, else the legacy field. */
export function architecturesOfImageVersion(
  version: Loose<MachineImageVersion>,
  definitions: readonly CapabilityDefinition[],
): readonly string[] {
  return imageArchitectures(version, { machineCapabilities: definitions });
}

/** Capabilities as Go prints a map: `map[architecture:[arm64]]`. */
export function describeCapabilities(capabilities: Capabilities): string {
  const entries = Object.keys(capabilities)
    .sort()
    .map(name => `${name}:[${(capabilities[name] ?? []).join(' ')}]`);
  return `map[${entries.join(' ')}]`;
}

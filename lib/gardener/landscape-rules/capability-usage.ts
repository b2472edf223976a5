import type { CapabilityDefinition } from '../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import type { Rule } from '../../rules/rule';
import { architectureCapability, type Capabilities } from '../cloud-profile/capabilities';
import type { ChildProfile } from './profile-users';

type Definitions = readonly Loose<CapabilityDefinition>[] | undefined;

/**
 * Capabilities and values that a CloudProfile gives up while profiles of projects use them. Upstream lets a profile go back to
 * architectures only when no child uses another capability.
 *
 * Source: gardener:plugin/pkg/global/resourcereferencemanager/admission.go v1.150.
 */
export function checkRemovedCapabilities(
  change: { readonly next: Definitions; readonly old: Definitions },
  children: readonly ChildProfile[],
  { report, rule }: { readonly report: Report; readonly rule: Rule },
): void {
  const used = children.map(child => ({ name: child.name, capabilities: usedBy(child) }));
  const names = used.flatMap(({ capabilities }) => capabilities.flatMap(Object.keys));
  if (names.every(name => name === architectureCapability)) return;
  for (const { name = '', values = [] } of change.old ?? []) {
    const kept = (change.next ?? []).find(definition => definition.name === name)?.values ?? [];
    const removed = values.filter(value => !kept.includes(value));
    for (const child of used) {
      const lost = removed.filter(value => child.capabilities.some(entry => entry[name]?.includes(value)));
      if (lost.length === 0) continue;
      const what = `capability ${name} with ${lost.join(', ')}`;
      const message = `${what} is removed and still used by ${child.name}`;
      report.forbidden(rule, FieldPath.of('spec', 'machineCapabilities'), { value: what, message });
    }
  }
}

function usedBy({ spec: { machineImages = [], machineTypes = [] } }: ChildProfile): readonly Capabilities[] {
  const flavors = machineImages.flatMap(({ versions = [] }) =>
    versions.flatMap(({ capabilityFlavors = [] }) => capabilityFlavors),
  );
  return [...flavors, ...machineTypes.flatMap(({ capabilities }) => (capabilities ? [capabilities] : []))];
}

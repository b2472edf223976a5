import type { ResourcesConfiguration } from '../../../../imports/gardenlet.config.gardener.cloud/v1alpha1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { Quantity } from '../../../core/quantity';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';

const rule = ruleTable('gardener:pkg/api/config/gardenlet/v1alpha1/validation/validation.go v1.150', {
  'GARDENLETCONFIG-RESERVED-ABOVE-CAPACITY': {
    reason: 'a seed cannot reserve more of a resource than it has',
    fix: 'lower the reservation or raise the capacity',
  },
  'GARDENLETCONFIG-RESERVED-WITHOUT-CAPACITY': {
    reason: 'a resource that is reserved needs a capacity to take it from',
    fix: 'set resources.capacity for the same resource',
  },
});

/** The rules about the capacity of a seed. */
export const resourceRules = Object.values(rule);

/** What a seed has and what it keeps for itself. Parts of a unit count as a whole one, as upstream rounds. */
export function validateResources(
  resources: Loose<ResourcesConfiguration> | undefined,
  path: FieldPath,
  report: Report,
): void {
  const capacity = resources?.capacity ?? {};
  for (const [name, reserved] of Object.entries(resources?.reserved ?? {})) {
    const at = path.child('reserved', name);
    const available = capacity[name];
    if (available === undefined) report.invalid(rule['GARDENLETCONFIG-RESERVED-WITHOUT-CAPACITY'], at, reserved);
    else if (exceeds(reserved, available)) {
      const message = `the seed reserves ${String(reserved)} ${name} and has only ${available}`;
      report.invalid(rule['GARDENLETCONFIG-RESERVED-ABOVE-CAPACITY'], at, reserved, { message });
    }
  }
}

function exceeds(reserved: string | number | undefined, available: string | number): boolean {
  const [need, have] = [Quantity.parse(reserved ?? 0), Quantity.parse(available)];
  return need !== undefined && have !== undefined && need.value() > have.value();
}

import type { FieldPath } from '../../../core/field-path';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import type { Capabilities } from '../capabilities';

const rule = ruleTable('gardener:pkg/api/core/validation/utils.go v1.150', {
  'CLOUDPROFILE-CAPABILITY-UNKNOWN': {
    reason: 'the profile registers no such capability',
    fix: 'register it in machineCapabilities, or correct the name',
  },
  'CLOUDPROFILE-CAPABILITY-VALUE-UNKNOWN': {
    reason: 'the profile registers no such value of the capability',
    fix: 'register it in machineCapabilities, or correct the value',
  },
});

/** The rules about capabilities that machine types and images use. */
export const capabilityValueRules = Object.values(rule);

/** Names and values that the profile registers; `path` is the map of a machine type or a flavor. */
export function validateCapabilityValues(
  capabilities: Capabilities,
  registered: Capabilities,
  path: FieldPath,
  report: Report,
): void {
  for (const [name, values = []] of Object.entries(capabilities)) {
    const known = registered[name];
    if (!known) {
      report.notSupported(rule['CLOUDPROFILE-CAPABILITY-UNKNOWN'], path, name, Object.keys(registered));
      continue;
    }
    for (const [index, value] of values.entries())
      if (!known.includes(value))
        report.notSupported(rule['CLOUDPROFILE-CAPABILITY-VALUE-UNKNOWN'], path.child(name).index(index), value, known);
  }
}

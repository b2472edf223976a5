import type { CapabilityDefinition } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { architectureCapability, architectures } from '../capabilities';
import { validateUnprefixedName } from './qualified-name';

const rule = ruleTable('gardener:pkg/api/core/validation/cloudprofile.go v1.150 (validateCapabilityDefinitions)', {
  'CLOUDPROFILE-CAPABILITIES-GATE': {
    reason: 'capabilities need the feature gate CloudProfileCapabilities of the Gardener API server',
    fix: 'enable the gate, or remove machineCapabilities',
  },
  'CLOUDPROFILE-CAPABILITY-DUPLICATE': { reason: 'a capability is registered once', fix: 'merge the values' },
  'CLOUDPROFILE-CAPABILITY-RESERVED': { reason: 'names that begin with "gardener-" are reserved', fix: 'rename it' },
  'CLOUDPROFILE-CAPABILITY-ARCHITECTURE': {
    reason: 'a profile with capabilities registers the capability architecture',
    fix: 'add {name: architecture, values: [amd64]}',
  },
  'CLOUDPROFILE-CAPABILITY-ARCHITECTURE-VALUE': 'Gardener knows no such architecture',
  'CLOUDPROFILE-CAPABILITY-NAME-MISSING': { reason: 'a capability needs a name', fix: 'set name' },
  'CLOUDPROFILE-CAPABILITY-NAME': 'the name of a capability is a qualified name without prefix',
  'CLOUDPROFILE-CAPABILITY-VALUES': { reason: 'a capability has at least one value', fix: 'list the values' },
  'CLOUDPROFILE-CAPABILITY-VALUE-EMPTY': { reason: 'a value must not be empty', fix: 'fill or remove the entry' },
  'CLOUDPROFILE-CAPABILITY-VALUE': 'the value of a capability is a qualified name without prefix',
});

/** The rules about the capabilities that a profile registers. */
export const capabilityDefinitionRules = Object.values(rule);

const reservedPrefix = 'gardener-';
const nameRules = {
  missing: rule['CLOUDPROFILE-CAPABILITY-NAME-MISSING'],
  wrong: rule['CLOUDPROFILE-CAPABILITY-NAME'],
};
const valueRules = {
  missing: rule['CLOUDPROFILE-CAPABILITY-VALUE-EMPTY'],
  wrong: rule['CLOUDPROFILE-CAPABILITY-VALUE'],
};

type Definitions = readonly Loose<CapabilityDefinition>[];

/** The registered capabilities; `enabled` is the feature gate CloudProfileCapabilities. */
export function validateCapabilityDefinitions(
  definitions: Definitions,
  enabled: boolean,
  path: FieldPath,
  report: Report,
): void {
  if (definitions.length === 0) return;
  if (!enabled) report.forbidden(rule['CLOUDPROFILE-CAPABILITIES-GATE'], path);
  const seen = new Set<string>();
  for (const [index, definition] of definitions.entries()) {
    const { name = '' } = definition;
    const at = path.index(index).child('name');
    if (seen.has(name)) report.duplicate(rule['CLOUDPROFILE-CAPABILITY-DUPLICATE'], at, name);
    seen.add(name);
    if (name.startsWith(reservedPrefix))
      report.forbidden(rule['CLOUDPROFILE-CAPABILITY-RESERVED'], at, { value: name });
    validateUnprefixedName(name, nameRules, at, report);
    validateValues(definition, path.index(index).child('values'), report);
  }
  if (!seen.has(architectureCapability)) report.required(rule['CLOUDPROFILE-CAPABILITY-ARCHITECTURE'], path);
}

function validateValues({ name, values = [] }: Loose<CapabilityDefinition>, path: FieldPath, report: Report): void {
  const known: readonly string[] = architectures;
  if (values.length === 0) report.required(rule['CLOUDPROFILE-CAPABILITY-VALUES'], path);
  for (const [index, value] of values.entries()) {
    validateUnprefixedName(value, valueRules, path.index(index), report);
    if (name === architectureCapability && !known.includes(value))
      report.invalid(rule['CLOUDPROFILE-CAPABILITY-ARCHITECTURE-VALUE'], path.index(index), value, { allowed: known });
  }
}

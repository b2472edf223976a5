import type { MachineType, MachineTypeStorage } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { validateResourceQuantity } from '../../../kubernetes/quantities';
import { architectureCapability, architectures, type Capabilities } from '../capabilities';
import { validateCapabilityValues } from './capability-values';
import { validateUnprefixedName } from './qualified-name';

const rule = ruleTable('gardener:pkg/api/core/validation/cloudprofile.go, utils.go v1.150', {
  'CLOUDPROFILE-TYPES': { reason: 'a profile offers at least one machine type', fix: 'list a machine type' },
  'CLOUDPROFILE-TYPE-NAME-MISSING': { reason: 'a machine type needs a name', fix: 'set name' },
  'CLOUDPROFILE-TYPE-NAME': 'the name of a machine type is a qualified name without prefix',
  'CLOUDPROFILE-TYPE-DUPLICATE': { reason: 'a machine type is listed once', fix: 'remove the second entry' },
  'CLOUDPROFILE-TYPE-ARCHITECTURE-MISSING': { reason: 'a machine type has an architecture', fix: 'set architecture' },
  'CLOUDPROFILE-TYPE-ARCHITECTURE': 'Gardener knows no such architecture',
  'CLOUDPROFILE-TYPE-ARCHITECTURES': {
    reason: 'a machine type has one architecture',
    fix: 'keep one value of capabilities.architecture',
  },
  'CLOUDPROFILE-TYPE-ARCHITECTURE-CONFLICT': {
    reason: 'architecture must agree with the capability architecture',
    fix: 'remove architecture',
  },
  'CLOUDPROFILE-TYPE-CAPABILITIES-UNREGISTERED': {
    reason: 'capabilities must be registered by the profile',
    fix: 'register them in machineCapabilities, or remove capabilities',
  },
  'CLOUDPROFILE-TYPE-STORAGE': {
    reason: 'the storage of a machine type has either a fixed size or a minimum',
    fix: 'set one of size and minSize',
  },
});

/** The rules about machine types of profiles. */
export const machineTypeRules = Object.values(rule);

const nameRules = { missing: rule['CLOUDPROFILE-TYPE-NAME-MISSING'], wrong: rule['CLOUDPROFILE-TYPE-NAME'] };

type Types = readonly Loose<MachineType>[];

/** The machine types of a CloudProfile, or of the merged result of a NamespacedCloudProfile (`validateCloudProfileMachineTypes`). */
export function validateProfileTypes(
  types: Types,
  registered: Capabilities | undefined,
  path: FieldPath,
  report: Report,
): void {
  if (types.length === 0) report.required(rule['CLOUDPROFILE-TYPES'], path);
  validateMachineTypes(types, registered, path, report);
  if (registered) return;
  for (const [index, type] of types.entries()) {
    const at = path.index(index);
    const architecture: string = type.architecture ?? '';
    if (architecture === '') report.required(rule['CLOUDPROFILE-TYPE-ARCHITECTURE-MISSING'], at.child('architecture'));
    if (Object.keys(type.capabilities ?? {}).length > 0)
      report.forbidden(rule['CLOUDPROFILE-TYPE-CAPABILITIES-UNREGISTERED'], at.child('capabilities'));
  }
}

/** What holds for machine types in either kind of profile (`validateMachineTypes`). */
export function validateMachineTypes(
  types: Types,
  registered: Capabilities | undefined,
  path: FieldPath,
  report: Report,
): void {
  const seen = new Set<string>();
  for (const [index, type] of types.entries()) {
    const { name = '' } = type;
    const at = path.index(index);
    validateUnprefixedName(name, nameRules, at.child('name'), report);
    if (seen.has(name)) {
      report.duplicate(rule['CLOUDPROFILE-TYPE-DUPLICATE'], at.child('name'), name);
      continue;
    }
    seen.add(name);
    for (const resource of ['cpu', 'gpu', 'memory'] as const)
      validateResourceQuantity(type[resource], { resource, path: at.child(resource) }, report);
    validateArchitecture(type, registered, at, report);
    if (registered) validateCapabilityValues(type.capabilities ?? {}, registered, at.child('capabilities'), report);
    if (type.storage) validateStorage(type.storage, at.child('storage'), report);
  }
}

function validateArchitecture(
  { architecture, capabilities }: Loose<MachineType>,
  registered: Capabilities | undefined,
  path: FieldPath,
  report: Report,
): void {
  const legacy: string = architecture ?? '';
  const values = registered ? (capabilities?.[architectureCapability] ?? []) : [];
  if (values.length > 1)
    report.invalid(rule['CLOUDPROFILE-TYPE-ARCHITECTURES'], path.child('capabilities', architectureCapability), values);
  if (values.length === 1 && legacy !== '' && legacy !== values[0])
    report.invalid(rule['CLOUDPROFILE-TYPE-ARCHITECTURE-CONFLICT'], path.child('architecture'), legacy);
  if (legacy !== '' && !(architectures as readonly string[]).includes(legacy))
    report.notSupported(rule['CLOUDPROFILE-TYPE-ARCHITECTURE'], path.child('architecture'), legacy, architectures);
}

function validateStorage(storage: Loose<MachineTypeStorage>, path: FieldPath, report: Report): void {
  const { size, minSize } = storage;
  if ((size === undefined) === (minSize === undefined))
    return report.invalid(rule['CLOUDPROFILE-TYPE-STORAGE'], path, storage);
  validateResourceQuantity(size, { resource: 'size', path: path.child('size') }, report);
  validateResourceQuantity(minSize, { resource: 'minSize', path: path.child('minSize') }, report);
}

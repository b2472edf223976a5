import type { CSIDriver, CSIDriverSpec } from '../../../imports/storage.k8s.io/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateImmutable } from '../meta/immutable';
import { validateKubernetesMetadata } from '../meta/kubernetes-metadata';

const rule = ruleTable('kubernetes:pkg/apis/storage/validation/validation.go v1.36', {
  'STORAGE-DRIVER-VALUE': 'the API server knows other values of this field only',
  'STORAGE-DRIVER-PERIOD': 'the number of volumes of a node is asked for every 10 seconds at most',
  'STORAGE-DRIVER-TOKEN': 'a driver asks for one token per audience, valid for 600 to 4294967296 seconds',
  'STORAGE-DRIVER-TOKEN-SECRET': {
    reason: 'where tokens go matters only for a driver that asks for tokens',
    fix: 'list tokenRequests, or remove serviceAccountTokenInSecrets',
  },
  'STORAGE-DRIVER-IMMUTABLE': {
    reason: 'whether volumes are attached, and how long they live, is settled when the driver is registered',
    fix: 'delete the CSIDriver before, and create it again',
  },
});

const specPath = FieldPath.of('spec');
const groupPolicies = ['File', 'None', 'ReadWriteOnceWithFSType'];
const lifecycleModes = ['Persistent', 'Ephemeral'];

/** A new CSIDriver. */
export function validateCsiDriver(driver: Loose<CSIDriver>, report: Report): void {
  const scope = { namespaced: false, nameProblems: dns1123SubdomainProblems };
  validateKubernetesMetadata(driver.metadata, scope, report);
  const { spec = {} } = driver;
  const { fsGroupPolicy, nodeAllocatableUpdatePeriodSeconds: period, volumeLifecycleModes: modes = [] } = spec;
  const unknown = rule['STORAGE-DRIVER-VALUE'];
  if (fsGroupPolicy !== undefined && !groupPolicies.includes(fsGroupPolicy))
    report.notSupported(unknown, specPath.child('fsGroupPolicy'), fsGroupPolicy, groupPolicies);
  for (const [index, mode] of modes.entries())
    if (!lifecycleModes.includes(mode))
      report.notSupported(unknown, specPath.child('volumeLifecycleModes').index(index), mode, lifecycleModes);
  if (period !== undefined && period < 10)
    report.invalid(rule['STORAGE-DRIVER-PERIOD'], specPath.child('nodeAllocatableUpdatePeriodSeconds'), period);
  validateTokens(spec, report);
}

/** What never changes in a CSIDriver (`ValidateCSIDriverUpdate`). */
export function validateCsiDriverUpdate(next: Loose<CSIDriver>, old: Loose<CSIDriver>, report: Report): void {
  for (const field of ['attachRequired', 'volumeLifecycleModes'] as const) {
    const change = { next: valueOf(next.spec, field), old: valueOf(old.spec, field), path: specPath.child(field) };
    validateImmutable(rule['STORAGE-DRIVER-IMMUTABLE'], change, report);
  }
}

function valueOf(spec: Loose<CSIDriverSpec> = {}, field: 'attachRequired' | 'volumeLifecycleModes'): unknown {
  const { attachRequired = true, volumeLifecycleModes: modes = [] } = spec;
  if (field === 'attachRequired') return attachRequired;
  return modes.length === 0 ? ['Persistent'] : modes;
}

function validateTokens(spec: Loose<CSIDriverSpec>, report: Report): void {
  const { tokenRequests = [], serviceAccountTokenInSecrets } = spec;
  const path = specPath.child('tokenRequests');
  const audiences = new Set<string>();
  for (const [index, { audience = '', expirationSeconds }] of tokenRequests.entries()) {
    const at = path.index(index);
    if (audiences.has(audience)) report.duplicate(rule['STORAGE-DRIVER-TOKEN'], at.child('audience'), audience);
    else if (expirationSeconds !== undefined && (expirationSeconds < 600 || expirationSeconds > 2 ** 32))
      report.invalid(rule['STORAGE-DRIVER-TOKEN'], at.child('expirationSeconds'), expirationSeconds);
    audiences.add(audience);
  }
  if (serviceAccountTokenInSecrets !== undefined && tokenRequests.length === 0) {
    const at = specPath.child('serviceAccountTokenInSecrets');
    report.invalid(rule['STORAGE-DRIVER-TOKEN-SECRET'], at, serviceAccountTokenInSecrets);
  }
}

import type { PersistentVolumeSpec } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateNodeSelector } from '../pod/node-selector';
import { validateAccessModes } from './access-modes';
import { isTooLongTogether } from './iscsi';
import { validateOneSource } from './one-source';
import { validateStorageAmount } from './storage-amount';
import { validateStorageName } from './storage-name';
import { volumeRule } from './volume-rules';
import { persistentSources } from './volume-sources';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'STORAGE-CAPACITY': {
    reason: 'the capacity of a volume is an amount of storage, and nothing else',
    fix: 'write capacity: { storage: 10Gi }',
  },
  'STORAGE-NODE-AFFINITY': {
    reason: 'a volume on the disk of a node says which nodes reach it',
    fix: 'choose the node in nodeAffinity.required',
  },
  'STORAGE-RECYCLE-ROOT': {
    reason: 'recycling a volume of the path / would empty the node',
    fix: 'set persistentVolumeReclaimPolicy: Retain',
  },
  'STORAGE-ATTRIBUTES-CLASS': 'a class of attributes is named, and meant for CSI volumes',
});

/** What PersistentVolumes and the volumes within VolumeAttachments have in common (`ValidatePersistentVolumeSpec`). */
export function validateAnyVolumeSpec(spec: Loose<PersistentVolumeSpec>, path: FieldPath, report: Report): void {
  validateAccessModes(spec.accessModes, path.child('accessModes'), report);
  const scope = { checks: persistentSources, path, beside: 'flexVolume' } as const;
  const hasSource = validateOneSource<PersistentVolumeSpec>(spec, scope, report);
  if (!hasSource) report.required(volumeRule['VOLUME-SOURCE-MISSING'], path);
  const { hostPath, persistentVolumeReclaimPolicy: policy } = spec;
  if (hostPath !== undefined && /^(?:\/|\/\.)+$/.test(hostPath.path ?? '') && policy === 'Recycle')
    report.forbidden(rule['STORAGE-RECYCLE-ROOT'], path.child('persistentVolumeReclaimPolicy'));
}

/** The spec of a PersistentVolume of that name. */
export function validateVolumeSpec(
  spec: Loose<PersistentVolumeSpec>,
  { name, path }: { readonly name: string; readonly path: FieldPath },
  report: Report,
): void {
  validateAnyVolumeSpec(spec, path, report);
  validateCapacity(spec.capacity, path.child('capacity'), report);
  validateStorageName(spec.storageClassName, path.child('storageClassName'), report);
  validateNodes(spec, path.child('nodeAffinity'), report);
  validateAttributesClass(spec, path, report);
  if (spec.iscsi !== undefined && isTooLongTogether(name, spec.iscsi))
    report.invalid(volumeRule['VOLUME-ISCSI-LENGTH'], path.child('iscsi', 'targetPortal'), spec.iscsi.targetPortal);
}

function validateCapacity(
  capacity: Loose<PersistentVolumeSpec['capacity']> = {},
  path: FieldPath,
  report: Report,
): void {
  const names = Object.keys(capacity);
  if (names.length === 0) report.required(rule['STORAGE-CAPACITY'], path);
  else if (names.length > 1 || !names.includes('storage'))
    report.notSupported(rule['STORAGE-CAPACITY'], path, names.join(', '), ['storage']);
  for (const [name, amount] of Object.entries(capacity))
    if (amount !== undefined) validateStorageAmount(amount, path.key(name), report);
}

function validateNodes({ nodeAffinity, local }: Loose<PersistentVolumeSpec>, path: FieldPath, report: Report): void {
  if (nodeAffinity === undefined) {
    if (local !== undefined) report.required(rule['STORAGE-NODE-AFFINITY'], path);
  } else if (nodeAffinity.required === undefined) {
    const message = 'the nodes that reach a volume are said in required';
    report.required(rule['STORAGE-NODE-AFFINITY'], path.child('required'), { message });
  } else validateNodeSelector(nodeAffinity.required, path.child('required'), report);
}

function validateAttributesClass(spec: Loose<PersistentVolumeSpec>, path: FieldPath, report: Report): void {
  const { volumeAttributesClassName: name, csi } = spec;
  if (name === undefined) return;
  const at = path.child('volumeAttributesClassName');
  if (name === '') report.required(rule['STORAGE-ATTRIBUTES-CLASS'], at, { value: name });
  validateStorageName(name, at, report);
  if (csi === undefined) report.required(rule['STORAGE-ATTRIBUTES-CLASS'], path.child('csi'));
}

import type { PersistentVolumeSpec } from '../../../imports/core/v1';
import type { VolumeAttachment } from '../../../imports/storage.k8s.io/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateImmutable } from '../meta/immutable';
import { validateKubernetesMetadata } from '../meta/kubernetes-metadata';
import { presentText } from '../text-field';
import { validateCsiDriverName } from './csi-driver-name';
import { validateStorageName } from './storage-name';
import { validateAnyVolumeSpec } from './volume-spec';

const rule = ruleTable('kubernetes:pkg/apis/storage/validation/validation.go v1.36', {
  'STORAGE-ATTACHMENT-SOURCE': {
    reason: 'an attachment names one volume: a PersistentVolume, or one that it describes itself',
    fix: 'set one of persistentVolumeName and inlineVolumeSpec',
  },
  'STORAGE-ATTACHMENT-NODE': 'an attachment names the node by a name that a node can have',
  'STORAGE-ATTACHMENT-INLINE': {
    reason: 'a volume that an attachment describes itself is a CSI volume with a file system, and belongs to nobody',
    fix: 'leave access modes, csi and mount options only',
  },
  'STORAGE-ATTACHMENT-IMMUTABLE': {
    reason: 'an attachment never changes',
    fix: 'create another VolumeAttachment',
  },
});

const specPath = FieldPath.of('spec');

const validateNodeName = presentText({
  rule: rule['STORAGE-ATTACHMENT-NODE'],
  subject: 'the name of the node',
  problems: dns1123SubdomainProblems,
});

/** A new VolumeAttachment. */
export function validateVolumeAttachment(attachment: Loose<VolumeAttachment>, report: Report): void {
  const scope = { namespaced: false, nameProblems: dns1123SubdomainProblems };
  validateKubernetesMetadata(attachment.metadata, scope, report);
  const { attacher, nodeName, source = {} } = attachment.spec ?? {};
  validateCsiDriverName(attacher, specPath.child('attacher'), report);
  validateNodeName(nodeName, specPath.child('nodeName'), report);
  const { inlineVolumeSpec: inline, persistentVolumeName: name } = source;
  const path = specPath.child('source');
  if (inline === undefined && name === undefined) report.required(rule['STORAGE-ATTACHMENT-SOURCE'], path);
  else if (inline !== undefined && name !== undefined) report.forbidden(rule['STORAGE-ATTACHMENT-SOURCE'], path);
  else if (name === '') report.required(rule['STORAGE-ATTACHMENT-SOURCE'], path.child('persistentVolumeName'));
  else if (inline !== undefined) validateInlineSpec(inline, path.child('inlineVolumeSpec'), report);
  validateStorageName(name, path.child('persistentVolumeName'), report);
}

/** What never changes in a VolumeAttachment. */
export function validateVolumeAttachmentUpdate(
  next: Loose<VolumeAttachment>,
  old: Loose<VolumeAttachment>,
  report: Report,
): void {
  validateImmutable(rule['STORAGE-ATTACHMENT-IMMUTABLE'], { next: next.spec, old: old.spec, path: specPath }, report);
}

function validateInlineSpec(spec: Loose<PersistentVolumeSpec>, path: FieldPath, report: Report): void {
  const inline = rule['STORAGE-ATTACHMENT-INLINE'];
  const { persistentVolumeReclaimPolicy: policy = 'Retain', volumeMode = 'Filesystem' } = spec;
  if (spec.csi === undefined) report.required(inline, path.child('csi'));
  for (const field of ['capacity', 'claimRef', 'nodeAffinity', 'storageClassName'] as const)
    if (isSet(spec[field])) report.forbidden(inline, path.child(field));
  if (policy !== 'Retain') report.forbidden(inline, path.child('persistentVolumeReclaimPolicy'), { value: policy });
  if (volumeMode !== 'Filesystem') report.forbidden(inline, path.child('volumeMode'), { value: volumeMode });
  validateAnyVolumeSpec(spec, path, report);
}

function isSet(value: string | object | undefined): boolean {
  return value !== undefined && value !== '';
}

import type {
  AzureFilePersistentVolumeSource,
  CSIPersistentVolumeSource,
  GlusterfsPersistentVolumeSource,
  LocalVolumeSource,
  PersistentVolumeSpec,
  StorageOSPersistentVolumeSource,
} from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123LabelProblems, dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { optionalText, presentText } from '../text-field';
import { validateCsiDriverName } from './csi-driver-name';
import {
  needs,
  needsDisk,
  validateAzureDisk,
  validateFibreChannel,
  validateFlexVolume,
  validateFlocker,
  validateHostPath,
  validateNoWayUp,
  validateQuobyte,
} from './field-sources';
import { validateIscsi } from './iscsi';
import type { SourceChecks } from './one-source';
import { validateNfs, validateStorageOs, withSecret } from './pod-sources';
import { volumeRule } from './volume-rules';

const namespaceText = {
  rule: volumeRule['VOLUME-REFERENCE'],
  subject: 'a namespace',
  problems: dns1123LabelProblems,
};
const validatePresentNamespace = presentText(namespaceText);
const validateNamespace = optionalText(namespaceText);
const validateSecretName = optionalText({
  rule: volumeRule['VOLUME-REFERENCE'],
  subject: 'the name of a Secret',
  problems: dns1123SubdomainProblems,
});

function validateGlusterfs(source: Loose<GlusterfsPersistentVolumeSource>, path: FieldPath, report: Report): void {
  needs<GlusterfsPersistentVolumeSource>('endpoints', 'path')(source, path, report);
  validatePresentNamespace(source.endpointsNamespace, path.child('endpointsNamespace'), report);
}

function validateAzureFile(source: Loose<AzureFilePersistentVolumeSource>, path: FieldPath, report: Report): void {
  needs<AzureFilePersistentVolumeSource>('secretName', 'shareName')(source, path, report);
  if (source.secretNamespace === '')
    report.required(volumeRule['VOLUME-FIELD-MISSING'], path.child('secretNamespace'), { value: '' });
}

function validateLocal(source: Loose<LocalVolumeSource>, path: FieldPath, report: Report): void {
  needs<LocalVolumeSource>('path')(source, path, report);
  validateNoWayUp(source.path, path.child('path'), report);
}

/** The Secrets of a CSI volume that the API server looks at; the one for staging is not among them. */
const secretsOfCsi = [
  'controllerPublishSecretRef',
  'controllerExpandSecretRef',
  'nodePublishSecretRef',
  'nodeExpandSecretRef',
] as const;

function validateCsi(source: Loose<CSIPersistentVolumeSource>, path: FieldPath, report: Report): void {
  validateCsiDriverName(source.driver, path.child('driver'), report);
  needs<CSIPersistentVolumeSource>('volumeHandle')(source, path, report);
  for (const field of secretsOfCsi) {
    const secret = source[field];
    if (secret === undefined) continue;
    const at = path.child(field);
    needs<{ readonly name?: string; readonly namespace?: string }>('name', 'namespace')(secret, at, report);
    validateSecretName(secret.name, at.child('name'), report);
    validateNamespace(secret.namespace, at.child('namespace'), report);
  }
}

/** The sources of a PersistentVolume, in the order in which the API server looks for them. */
export const persistentSources: SourceChecks<PersistentVolumeSpec> = {
  hostPath: validateHostPath,
  gcePersistentDisk: needsDisk('pdName'),
  awsElasticBlockStore: needsDisk('volumeID'),
  glusterfs: validateGlusterfs,
  flocker: validateFlocker,
  nfs: validateNfs,
  rbd: needs('monitors', 'image'),
  quobyte: validateQuobyte,
  cephfs: needs('monitors'),
  iscsi: (source, path, report) => {
    validateIscsi(source, path, report);
    if (source.secretRef !== undefined)
      needs<{ readonly name?: string }>('name')(source.secretRef, path.child('secretRef'), report);
  },
  cinder: withSecret(needs('volumeID'), 'name', 'namespace'),
  fc: validateFibreChannel,
  flexVolume: validateFlexVolume,
  azureFile: validateAzureFile,
  vsphereVolume: needs('volumePath'),
  photonPersistentDisk: needs('pdID'),
  portworxVolume: needs('volumeID'),
  azureDisk: validateAzureDisk,
  scaleIO: needs('gateway', 'system', 'volumeName'),
  local: validateLocal,
  storageos: withSecret<StorageOSPersistentVolumeSource>(validateStorageOs, 'name', 'namespace'),
  csi: validateCsi,
};

import type {
  CSIVolumeSource,
  ConfigMapVolumeSource,
  EmptyDirVolumeSource,
  GitRepoVolumeSource,
  NFSVolumeSource,
  SecretVolumeSource,
  StorageOSVolumeSource,
  Volume,
} from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123LabelProblems, dns1123SubdomainProblems } from '../../core/names';
import { Quantity } from '../../core/quantity';
import type { Report } from '../../rules/report';
import { optionalText } from '../text-field';
import { validateClaimTemplate } from './claim-template';
import { validateCsiDriverName } from './csi-driver-name';
import { validateDownwardApi } from './downward-api';
import {
  needs,
  needsDisk,
  validateAzureDisk,
  validateFibreChannel,
  validateFlexVolume,
  validateFlocker,
  validateHostPath,
  validateQuobyte,
} from './field-sources';
import { validateFileMode, validateItems } from './file-items';
import { validateIscsi } from './iscsi';
import type { SourceCheck, SourceChecks } from './one-source';
import { validateProjected } from './projected';
import { validateRelativePath } from './volume-path';
import { volumeRule } from './volume-rules';

const validateLabel = optionalText({
  rule: volumeRule['VOLUME-REFERENCE'],
  subject: 'this name',
  problems: dns1123LabelProblems,
});
const validateSecretName = optionalText({
  rule: volumeRule['VOLUME-REFERENCE'],
  subject: 'the name of a Secret',
  problems: dns1123SubdomainProblems,
});

/** A share of NFS; a path that is missing is not absolute either. */
export function validateNfs(source: Loose<NFSVolumeSource>, path: FieldPath, report: Report): void {
  needs<NFSVolumeSource>('server', 'path')(source, path, report);
  const { path: exported } = source;
  if (exported === undefined || exported === '' || exported.startsWith('/')) return;
  const message = 'the path of an NFS share is absolute';
  report.invalid(volumeRule['VOLUME-PATH'], path.child('path'), exported, { message });
}

/** What StorageOS volumes of pods and of the cluster are asked for. */
export function validateStorageOs(
  source: Pick<Loose<StorageOSVolumeSource>, 'volumeName' | 'volumeNamespace'>,
  path: FieldPath,
  report: Report,
): void {
  needs<StorageOSVolumeSource>('volumeName')(source, path, report);
  for (const field of ['volumeName', 'volumeNamespace'] as const)
    validateLabel(source[field], path.child(field), report);
}

/** A source with a reference to a Secret, which needs fields of its own. */
export function withSecret<Source extends { readonly secretRef?: object }>(
  check: SourceCheck<Source>,
  ...fields: readonly ('name' | 'namespace')[]
): SourceCheck<Source> {
  const reference = needs<{ readonly name?: string; readonly namespace?: string }>(...fields);
  return (source, path, report) => {
    check(source, path, report);
    const { secretRef } = source as { readonly secretRef?: object };
    if (secretRef !== undefined) reference(secretRef, path.child('secretRef'), report);
  };
}

function validateEmptyDir({ sizeLimit }: Loose<EmptyDirVolumeSource>, path: FieldPath, report: Report): void {
  if (sizeLimit !== undefined && Quantity.parse(sizeLimit)?.isNegative() === true)
    report.forbidden(volumeRule['VOLUME-SIZE-LIMIT'], path.child('sizeLimit'), { value: sizeLimit });
}

function validateGitRepo(source: Loose<GitRepoVolumeSource>, path: FieldPath, report: Report): void {
  needs<GitRepoVolumeSource>('repository')(source, path, report);
  validateRelativePath(source.directory ?? '', path.child('directory'), report);
}

/** Files of a Secret or of a ConfigMap, which is named by another field. */
function validateFiles<Source extends SecretVolumeSource | ConfigMapVolumeSource>(
  name: string & keyof Source,
): SourceCheck<Source> {
  const named = needs<Source>(name);
  return (source, path, report) => {
    named(source, path, report);
    const { defaultMode, items } = source as Loose<SecretVolumeSource>;
    validateFileMode(defaultMode, path.child('defaultMode'), report);
    validateItems(items, path.child('items'), report);
  };
}

function validateCsi(source: Loose<CSIVolumeSource>, path: FieldPath, report: Report): void {
  validateCsiDriverName(source.driver, path.child('driver'), report);
  const { nodePublishSecretRef: secret } = source;
  if (secret === undefined) return;
  const at = path.child('nodePublishSecretRef');
  needs<{ readonly name?: string }>('name')(secret, at, report);
  validateSecretName(secret.name, at.child('name'), report);
}

/** The sources of a volume in a pod, in the order in which the API server looks for them. */
export const podSources: SourceChecks<Volume> = {
  emptyDir: validateEmptyDir,
  hostPath: validateHostPath,
  gitRepo: validateGitRepo,
  gcePersistentDisk: needsDisk('pdName'),
  awsElasticBlockStore: needsDisk('volumeID'),
  secret: validateFiles<SecretVolumeSource>('secretName'),
  nfs: validateNfs,
  iscsi: validateIscsi,
  glusterfs: needs('endpoints', 'path'),
  flocker: validateFlocker,
  persistentVolumeClaim: needs('claimName'),
  rbd: needs('monitors', 'image'),
  cinder: withSecret(needs('volumeID'), 'name'),
  cephfs: needs('monitors'),
  quobyte: validateQuobyte,
  downwardAPI: validateDownwardApi,
  fc: validateFibreChannel,
  flexVolume: validateFlexVolume,
  configMap: validateFiles<ConfigMapVolumeSource>('name'),
  azureFile: needs('secretName', 'shareName'),
  vsphereVolume: needs('volumePath'),
  photonPersistentDisk: needs('pdID'),
  portworxVolume: needs('volumeID'),
  azureDisk: validateAzureDisk,
  storageos: withSecret<StorageOSVolumeSource>(validateStorageOs, 'name'),
  projected: validateProjected,
  scaleIO: needs('gateway', 'system', 'volumeName'),
  csi: validateCsi,
  ephemeral: (source, path, report) => {
    validateClaimTemplate(source.volumeClaimTemplate, path.child('volumeClaimTemplate'), report);
  },
  image: () => undefined,
};

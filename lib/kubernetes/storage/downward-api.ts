import type { DownwardAPIVolumeFile, DownwardAPIVolumeSource } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { validateFieldRef, validateResourceFieldRef } from './downward-fields';
import { needs } from './field-sources';
import { validateFileMode } from './file-items';
import { validateInnerPath } from './volume-path';
import { volumeRule } from './volume-rules';

const fieldsOfFiles = [
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
];

/** A volume of files about the pod itself. */
export function validateDownwardApi(source: Loose<DownwardAPIVolumeSource>, path: FieldPath, report: Report): void {
  validateFileMode(source.defaultMode, path.child('defaultMode'), report);
  validateDownwardFiles(source.items, path.child('items'), report);
}

/** The files of a downward API volume or projection. Upstream reports them at the volume, without saying which file it is. */
export function validateDownwardFiles(
  files: readonly Loose<DownwardAPIVolumeFile>[] = [],
  path: FieldPath,
  report: Report,
): void {
  for (const [index, file] of files.entries()) validateFile(file, path.index(index), report);
}

function validateFile(file: Loose<DownwardAPIVolumeFile>, path: FieldPath, report: Report): void {
  const { fieldRef, resourceFieldRef } = file;
  needs<DownwardAPIVolumeFile>('path')(file, path, report);
  validateInnerPath(file.path ?? '', path.child('path'), report);
  validateFileMode(file.mode, path.child('mode'), report);
  if (fieldRef !== undefined)
    validateFieldRef(fieldRef, { allowed: fieldsOfFiles, path: path.child('fieldRef') }, report);
  else if (resourceFieldRef !== undefined)
    validateResourceFieldRef(resourceFieldRef, { isVolume: true, path: path.child('resourceFieldRef') }, report);
  else {
    const message = 'one of fieldRef and resourceFieldRef must be set';
    report.required(volumeRule['VOLUME-FIELD-MISSING'], path, { message });
  }
  if (fieldRef !== undefined && resourceFieldRef !== undefined) {
    const message = 'fieldRef and resourceFieldRef exclude each other';
    report.invalid(volumeRule['VOLUME-FIELDS-CONFLICT'], path, undefined, { message });
  }
}

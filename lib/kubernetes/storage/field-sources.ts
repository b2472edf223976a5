import type {
  AzureDiskVolumeSource,
  FCVolumeSource,
  FlexPersistentVolumeSource,
  FlockerVolumeSource,
  HostPathVolumeSource,
  QuobyteVolumeSource,
} from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { validateRequired } from '../required-fields';
import type { SourceCheck } from './one-source';
import { climbs } from './volume-path';
import { volumeRule } from './volume-rules';

/** A source that is asked for nothing but some fields. */
export function needs<Source extends object>(...fields: (string & keyof Source)[]): SourceCheck<Source> {
  const required = { rule: volumeRule['VOLUME-FIELD-MISSING'], fields };
  return (source, path, report) => {
    validateRequired<Source>(source, { ...required, path }, report);
  };
}

/** A disk of a cloud, by the name of the field that names it. */
export function needsDisk<Source extends { readonly partition?: number }>(
  name: string & keyof Source,
): SourceCheck<Source> {
  const named = needs<Source>(name);
  return (source, path, report) => {
    named(source, path, report);
    validateUnit(source.partition, path.child('partition'), report);
  };
}

/** Numbers of partitions and logical units: 0 to 255. */
export function validateUnit(value: number | undefined, path: FieldPath, report: Report): void {
  if (value !== undefined && (value < 0 || value > 255)) report.invalid(volumeRule['VOLUME-PARTITION'], path, value);
}

/** A path on the node. */
export function validateHostPath(source: Loose<HostPathVolumeSource>, path: FieldPath, report: Report): void {
  needs<HostPathVolumeSource>('path')(source, path, report);
  validateNoWayUp(source.path, path.child('path'), report);
}

/** A path of the node that has no part `..`. */
export function validateNoWayUp(value = '', path: FieldPath, report: Report): void {
  if (climbs(value)) report.invalid(volumeRule['VOLUME-HOST-PATH'], path, value);
}

/** `host:port`, with brackets around an IPv6 address (Go's `net.SplitHostPort`). */
const hostAndPort = /^(?:[^:[\]]*|\[[^[\]]*\]):[^:[\]]*$/;

export function validateQuobyte(source: Loose<QuobyteVolumeSource>, path: FieldPath, report: Report): void {
  const { registry = '', tenant = '' } = source;
  needs<QuobyteVolumeSource>('registry', 'volume')(source, path, report);
  if (registry === '') return;
  if (tenant.length > 64) {
    const message = 'the tenant is a UUID of at most 64 characters';
    report.required(volumeRule['VOLUME-REFERENCE'], path.child('tenant'), { value: tenant, message });
    return;
  }
  const message = 'the registry is host:port, or several of these with commas between them';
  for (const pair of registry.split(','))
    if (!hostAndPort.test(pair))
      report.invalid(volumeRule['VOLUME-REFERENCE'], path.child('registry'), registry, { message });
}

export function validateFlocker(source: Loose<FlockerVolumeSource>, path: FieldPath, report: Report): void {
  const { datasetName = '', datasetUUID = '' } = source;
  if (datasetName === '' && datasetUUID === '') {
    const message = 'one of datasetName and datasetUUID must be set';
    report.required(volumeRule['VOLUME-FIELD-MISSING'], path, { message });
  }
  if (datasetName !== '' && datasetUUID !== '') {
    const message = 'datasetName and datasetUUID exclude each other';
    report.invalid(volumeRule['VOLUME-FIELDS-CONFLICT'], path, undefined, { message });
  }
  if (datasetName.includes('/')) {
    const message = 'the name of a dataset has no /';
    report.invalid(volumeRule['VOLUME-REFERENCE'], path.child('datasetName'), datasetName, { message });
  }
}

export function validateFibreChannel(source: Loose<FCVolumeSource>, path: FieldPath, report: Report): void {
  const { targetWWNs = [], wwids = [], lun } = source;
  if (targetWWNs.length === 0 && wwids.length === 0) {
    const message = 'one of targetWWNs and wwids must be set';
    report.required(volumeRule['VOLUME-FIELD-MISSING'], path.child('targetWWNs'), { message });
  }
  if (targetWWNs.length === 0) return;
  if (wwids.length > 0) {
    const message = 'targetWWNs and wwids exclude each other';
    report.invalid(volumeRule['VOLUME-FIELDS-CONFLICT'], path.child('targetWWNs'), targetWWNs, { message });
  }
  if (lun === undefined) {
    const message = 'targetWWNs need a lun';
    report.required(volumeRule['VOLUME-FIELD-MISSING'], path.child('lun'), { message });
  } else validateUnit(lun, path.child('lun'), report);
}

/** FlexVolume of pods and of the cluster are asked for the same. */
export function validateFlexVolume(
  source: Pick<Loose<FlexPersistentVolumeSource>, 'driver' | 'options'>,
  path: FieldPath,
  report: Report,
): void {
  needs<FlexPersistentVolumeSource>('driver')(source, path, report);
  for (const key of Object.keys(source.options ?? {})) {
    const slash = key.indexOf('/');
    const domain = `.${(slash < 0 ? key : key.slice(0, slash)).toLowerCase()}`;
    if (domain.endsWith('.kubernetes.io') || domain.endsWith('.k8s.io'))
      report.invalid(volumeRule['VOLUME-RESERVED-OPTION'], path.child('options').key(key), key);
  }
}

export function validateAzureDisk(source: Loose<AzureDiskVolumeSource>, path: FieldPath, report: Report): void {
  needs<AzureDiskVolumeSource>('diskName', 'diskURI')(source, path, report);
  const { kind = 'Shared', diskURI = '' } = source;
  const start = kind === 'Managed' ? '/subscriptions/' : 'https://';
  if (diskURI !== '' && !diskURI.startsWith(start)) {
    const message = `the address of a disk of the kind ${kind} begins with ${start}`;
    report.notSupported(volumeRule['VOLUME-AZURE-DISK'], path.child('diskURI'), diskURI, [`${start}...`], { message });
  }
}

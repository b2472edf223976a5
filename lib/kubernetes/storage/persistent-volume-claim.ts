import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from '../../../imports/core/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import { Quantity } from '../../core/quantity';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateImmutable } from '../meta/immutable';
import { validateKubernetesMetadata } from '../meta/kubernetes-metadata';
import { validateClaimSpec } from './claim-spec';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'STORAGE-DATA-SOURCE-IGNORED': {
    severity: 'warning',
    reason: 'the API server drops this source of data without a word, so that the volume will be empty',
    fix: 'name a PersistentVolumeClaim, a VolumeSnapshot, or any other object in dataSourceRef, and of the same namespace',
    source: 'kubernetes:pkg/api/persistentvolumeclaim/util.go v1.36',
  },
  'STORAGE-CLAIM-IMMUTABLE': {
    reason: 'a claim never changes but in the amount of storage and in the class of attributes',
    fix: 'create another claim and move the data',
  },
  'STORAGE-CLAIM-SHRINK': {
    severity: 'warning',
    reason: 'a claim takes less storage only while it fails to grow, and never less than the volume has',
    fix: 'create a smaller claim and move the data',
  },
});

const specPath = FieldPath.of('spec');
const classAnnotation = 'volume.beta.kubernetes.io/storage-class';

/** A new PersistentVolumeClaim. */
export function validatePersistentVolumeClaim(claim: Loose<PersistentVolumeClaim>, report: Report): void {
  const scope = { namespaced: true, nameProblems: dns1123SubdomainProblems };
  validateKubernetesMetadata(claim.metadata, scope, report);
  const { dataSource, dataSourceRef, ...spec } = claim.spec ?? {};
  const isLocal = (dataSourceRef?.namespace ?? '') === '';
  const isKept = (isLocal && dataSourceRef !== undefined) || isClaimOrSnapshot(dataSource);
  if (dataSource !== undefined && !isKept)
    report.add(rule['STORAGE-DATA-SOURCE-IGNORED'], specPath.child('dataSource'), { value: dataSource.kind });
  if (dataSourceRef !== undefined && !isLocal)
    report.add(rule['STORAGE-DATA-SOURCE-IGNORED'], specPath.child('dataSourceRef'), {
      value: dataSourceRef.namespace,
    });
  const sources = { ...(isKept && { dataSource }), ...(isLocal && { dataSourceRef }) };
  validateClaimSpec({ ...spec, ...sources }, specPath, report);
}

/**
 * What never changes in a claim (`ValidatePersistentVolumeClaimUpdate`). Claims of a landscape are taken for bound ones, which may grow.
 */
export function validatePersistentVolumeClaimUpdate(
  next: Loose<PersistentVolumeClaim>,
  old: Loose<PersistentVolumeClaim>,
  report: Report,
): void {
  const [spec, before] = [next.spec ?? {}, old.spec ?? {}];
  const immutable = rule['STORAGE-CLAIM-IMMUTABLE'];
  const [nextClass, oldClass] = [next, old].map(claim => claim.metadata?.annotations?.[classAnnotation]);
  const annotationPath = FieldPath.of('metadata', 'annotations').key(classAnnotation);
  const movedToField = oldClass !== undefined && nextClass === undefined && spec.storageClassName === oldClass;
  if (!movedToField || before.storageClassName !== undefined)
    validateImmutable(immutable, { next: nextClass, old: oldClass, path: annotationPath }, report);
  const takesClass =
    before.storageClassName === undefined && (oldClass === undefined || oldClass === spec.storageClassName);
  const keepsClass = !takesClass || spec.storageClassName === undefined;
  for (const field of keepsClass ? [...frozen, 'storageClassName' as const] : frozen)
    validateImmutable(immutable, { next: spec[field], old: before[field], path: specPath.child(field) }, report);
  const [mode, oldMode] = [spec, before].map(({ volumeMode = 'Filesystem' }) => volumeMode);
  validateImmutable(immutable, { next: mode, old: oldMode, path: specPath.child('volumeMode') }, report);
  const source = spec.dataSource === undefined && before.dataSource === undefined ? 'dataSourceRef' : 'dataSource';
  validateImmutable(immutable, { next: sourceOf(spec), old: sourceOf(before), path: specPath.child(source) }, report);
  if ((before.volumeName ?? '') !== '')
    validateImmutable(
      immutable,
      { next: spec.volumeName, old: before.volumeName, path: specPath.child('volumeName') },
      report,
    );
  validateShrink(spec, before, report);
}

const frozen = ['accessModes', 'selector'] as const;

/** The API server keeps the two fields for sources of data as copies of each other. */
function sourceOf({ dataSource, dataSourceRef }: Loose<PersistentVolumeClaimSpec>): unknown {
  return dataSource ?? dataSourceRef;
}

function validateShrink(
  next: Loose<PersistentVolumeClaimSpec>,
  old: Loose<PersistentVolumeClaimSpec>,
  report: Report,
): void {
  const [wanted, before] = [next, old].map(spec => Quantity.parse(spec.resources?.requests?.['storage'] ?? ''));
  if (wanted === undefined || before === undefined || wanted.compare(before) >= 0) return;
  const path = specPath.child('resources', 'requests', 'storage');
  report.add(rule['STORAGE-CLAIM-SHRINK'], path, { value: wanted.toString() });
}

function isClaimOrSnapshot(source: Loose<PersistentVolumeClaimSpec>['dataSource']): boolean {
  const { kind, apiGroup = '' } = source ?? {};
  if (kind === 'PersistentVolumeClaim') return apiGroup === '';
  return kind === 'VolumeSnapshot' && apiGroup === 'snapshot.storage.k8s.io';
}

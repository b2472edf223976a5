import type { PersistentVolume, PersistentVolumeSpec } from '../../../imports/core/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateImmutable } from '../meta/immutable';
import { validateKubernetesMetadata } from '../meta/kubernetes-metadata';
import { semanticEqual } from '../meta/semantic-equal';
import { comparableSource } from './source-defaults';
import { withStableTopologyLabels } from './topology-labels';
import { validateVolumeSpec } from './volume-spec';
import { persistentSources } from './volume-sources';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'STORAGE-VOLUME-IMMUTABLE': {
    reason: 'where the data of a volume lie, and how they are mounted, never changes',
    fix: 'create another PersistentVolume and move the data',
  },
  'STORAGE-MOUNT-OPTIONS': {
    reason: 'the annotation for mount options is known for old kinds of volumes only',
    fix: 'write the options into spec.mountOptions',
    source: 'kubernetes:pkg/volume/validation/pv_validation.go v1.36',
  },
  'STORAGE-ATTRIBUTES-CLASS-REMOVED': {
    reason: 'a volume keeps a class of attributes once it has one',
    fix: 'name another VolumeAttributesClass',
  },
});

const specPath = FieldPath.of('spec');
const sourceNames = Object.keys(persistentSources) as (keyof PersistentVolumeSpec)[];
/** The one for mount options, from before spec.mountOptions. */
const mountOptions = 'volume.beta.kubernetes.io/mount-options';
const mountable: readonly (keyof PersistentVolumeSpec)[] = [
  'awsElasticBlockStore',
  'azureDisk',
  'azureFile',
  'cephfs',
  'cinder',
  'gcePersistentDisk',
  'glusterfs',
  'iscsi',
  'nfs',
  'photonPersistentDisk',
  'quobyte',
  'rbd',
  'vsphereVolume',
];

/** A new PersistentVolume. */
export function validatePersistentVolume(volume: Loose<PersistentVolume>, report: Report): void {
  const scope = { namespaced: false, nameProblems: dns1123SubdomainProblems };
  validateKubernetesMetadata(volume.metadata, scope, report);
  const { spec = {} } = volume;
  validateVolumeSpec(spec, { name: volume.metadata?.name ?? '', path: specPath }, report);
  if (volume.metadata?.annotations?.[mountOptions] === undefined || mountable.some(source => source in spec)) return;
  report.forbidden(rule['STORAGE-MOUNT-OPTIONS'], FieldPath.of('metadata', 'annotations').key(mountOptions));
}

/** What never changes in a PersistentVolume (`ValidatePersistentVolumeUpdate`). */
export function validatePersistentVolumeUpdate(
  next: Loose<PersistentVolume>,
  old: Loose<PersistentVolume>,
  report: Report,
): void {
  const [spec, before] = [next.spec ?? {}, old.spec ?? {}];
  const immutable = rule['STORAGE-VOLUME-IMMUTABLE'];
  if (!semanticEqual(sourceOf(spec, before), sourceOf(before, before))) {
    const name = sourceNames.find(source => source in spec);
    report.forbidden(immutable, name === undefined ? specPath : specPath.child(name));
  }
  const modes = { next: spec.volumeMode ?? 'Filesystem', old: before.volumeMode ?? 'Filesystem' };
  validateImmutable(immutable, { ...modes, path: specPath.child('volumeMode') }, report);
  if (before.nodeAffinity !== undefined) {
    const affinity = withStableTopologyLabels(before.nodeAffinity, spec.nodeAffinity);
    validateImmutable(
      immutable,
      { next: spec.nodeAffinity, old: affinity, path: specPath.child('nodeAffinity') },
      report,
    );
  }
  if (before.volumeAttributesClassName !== undefined && spec.volumeAttributesClassName === undefined)
    report.forbidden(rule['STORAGE-ATTRIBUTES-CLASS-REMOVED'], specPath.child('volumeAttributesClassName'));
}

/** The source of a volume; the Secret for growing a volume may be added later. */
function sourceOf(spec: Loose<PersistentVolumeSpec>, old: Loose<PersistentVolumeSpec>): unknown {
  const mayAddSecret = old.csi !== undefined && old.csi.controllerExpandSecretRef === undefined;
  const csi = mayAddSecret && spec.csi ? { ...spec.csi, controllerExpandSecretRef: undefined } : spec.csi;
  return sourceNames.map(name => comparableSource({ ...spec, csi }, name));
}

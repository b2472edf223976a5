import type { Volume } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123LabelProblems, dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { optionalText } from '../text-field';
import { isTooLongTogether } from './iscsi';
import { validateOneSource } from './one-source';
import { podSources } from './pod-sources';
import { volumeRule } from './volume-rules';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'VOLUME-NAME': 'a volume of a pod has a name that is a DNS label',
  'VOLUME-NAME-TWICE': 'the names of the volumes of a pod are unique',
  'VOLUME-CLAIM-GENERATED': {
    reason: 'the claim <pod>-<volume> belongs to an ephemeral volume of the same pod',
    fix: 'mount the ephemeral volume instead',
  },
});

const validateName = optionalText({
  rule: rule['VOLUME-NAME'],
  subject: 'the name of a volume',
  problems: dns1123LabelProblems,
});
const validateClaimName = optionalText({
  rule: rule['VOLUME-NAME'],
  subject: 'the name of the claim, <pod>-<volume>,',
  problems: dns1123SubdomainProblems,
});

/**
 * The volumes of a pod or of a pod template (`ValidateVolumes`); `path` is the list.
 *
 * @returns the volumes without mistakes, by name: what containers may mount
 */
export function validateVolumes(
  volumes: readonly Loose<Volume>[] = [],
  path: FieldPath,
  report: Report,
): ReadonlyMap<string, Loose<Volume>> {
  const sound = new Map<string, Loose<Volume>>();
  for (const [index, volume] of volumes.entries()) {
    const before = report.findings.length;
    const { name = '' } = volume;
    validateVolume(volume, path.index(index), report);
    if (sound.has(name)) report.duplicate(rule['VOLUME-NAME-TWICE'], path.index(index).child('name'), name);
    if (report.findings.length === before) sound.set(name, volume);
  }
  return sound;
}

/**
 * What only a Pod is asked for, because its name is known and no controller will fill in anything: `validateVolumes` is to be called
 * as well.
 */
export function validateVolumesOfPod(
  pod: { readonly name?: string; readonly volumes?: readonly Loose<Volume>[] },
  path: FieldPath,
  report: Report,
): void {
  const { name = '', volumes = [] } = pod;
  const generated = volumes.filter(volume => volume.ephemeral !== undefined).map(volume => `${name}-${volume.name}`);
  const claims = new Set(name === '' ? [] : generated);
  for (const [index, volume] of volumes.entries()) {
    const at = path.index(index);
    const claimName = volume.persistentVolumeClaim?.claimName;
    if (claimName !== undefined && claims.has(claimName))
      report.invalid(rule['VOLUME-CLAIM-GENERATED'], at.child('persistentVolumeClaim', 'claimName'), claimName);
    if (volume.image?.reference === '' || (volume.image !== undefined && volume.image.reference === undefined))
      report.required(volumeRule['VOLUME-FIELD-MISSING'], at.child('image', 'reference'));
    if (name !== '' && volume.ephemeral !== undefined)
      validateClaimName(`${name}-${volume.name}`, at.child('name'), report);
  }
}

function validateVolume(volume: Loose<Volume>, path: FieldPath, report: Report): void {
  const { name = '', iscsi } = volume;
  validateOneSource<Volume>(volume, { checks: podSources, path }, report);
  if (iscsi !== undefined && isTooLongTogether(name, iscsi))
    report.invalid(volumeRule['VOLUME-ISCSI-LENGTH'], path.child('name'), name);
  if (name === '')
    report.required(rule['VOLUME-NAME'], path.child('name'), volume.name === undefined ? {} : { value: name });
  validateName(name, path.child('name'), report);
}

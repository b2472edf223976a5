import type { DataVolume, Worker } from '../../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../../core/field-path';
import type { Loose } from '../../../../core/loose';
import { dns1123LabelProblems } from '../../../../core/names';
import type { Report } from '../../../../rules/report';
import { ruleTable } from '../../../../rules/rule';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (ValidateWorker)', {
  'SHOOT-VOLUME-NAME-MISSING': { reason: 'a volume needs a name', fix: 'set name' },
  'SHOOT-VOLUME-NAME': 'the name of a volume is a DNS label',
  'SHOOT-VOLUME-NAME-LONG': 'the name of a volume is too long',
  'SHOOT-VOLUME-NAME-DUPLICATE': { reason: 'the name of a volume is used once in a pool', fix: 'rename one of them' },
  'SHOOT-VOLUME-SIZE': { reason: 'the size of a volume is a number and Gi', fix: 'write for example 50Gi' },
  'SHOOT-VOLUME-ROOT': { reason: 'data volumes come in addition to a root volume', fix: 'set volume' },
  'SHOOT-VOLUME-KUBELET': {
    reason: 'kubeletDataVolumeName is the name of one of the data volumes',
    fix: 'compare it with dataVolumes[].name',
  },
});

/** The rules about volumes of pools. */
export const volumeRules = Object.values(rule);

const maximumNameLength = 15;
const size = /^\d+Gi$/;

/** The volumes of the machines of a pool; `path` is the pool. */
export function validateVolumes(worker: Loose<Worker>, path: FieldPath, report: Report): void {
  const { volume, dataVolumes = [], kubeletDataVolumeName: kubelet } = worker;
  if (volume) {
    if (volume.name !== undefined) validateName(volume.name, path.child('volume', 'name'), report);
    validateSize(volume.size, path.child('volume', 'size'), report);
  } else if (dataVolumes.length > 0) report.required(rule['SHOOT-VOLUME-ROOT'], path.child('volume'));
  validateDataVolumes(dataVolumes, path, report);
  if (kubelet !== undefined && !dataVolumes.some(({ name }) => name === kubelet))
    report.invalid(rule['SHOOT-VOLUME-KUBELET'], path.child('kubeletDataVolumeName'), kubelet);
}

function validateDataVolumes(volumes: readonly Loose<DataVolume>[], path: FieldPath, report: Report): void {
  const seen = new Set<string>();
  for (const [index, volume] of volumes.entries()) {
    const { name = '' } = volume;
    const place = path.child('dataVolumes').index(index);
    validateName(name, place.child('name'), report);
    if (seen.has(name)) report.duplicate(rule['SHOOT-VOLUME-NAME-DUPLICATE'], place.child('name'), name);
    seen.add(name);
    validateSize(volume.size, place.child('size'), report);
  }
}

function validateName(name: string, path: FieldPath, report: Report): void {
  if (name === '') return report.required(rule['SHOOT-VOLUME-NAME-MISSING'], path);
  for (const problem of dns1123LabelProblems(name))
    report.invalid(rule['SHOOT-VOLUME-NAME'], path, name, { message: `the name of a volume ${problem}` });
  if (Buffer.byteLength(name) > maximumNameLength)
    report.tooLong(rule['SHOOT-VOLUME-NAME-LONG'], path, name, maximumNameLength);
}

function validateSize(text = '', path: FieldPath, report: Report): void {
  if (!size.test(text)) report.invalid(rule['SHOOT-VOLUME-SIZE'], path, text);
}

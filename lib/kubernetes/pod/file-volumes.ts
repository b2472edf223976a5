import type { PodSpec } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { containersOf } from './containers-of';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-ENV-FILE-VOLUME': {
    reason: 'a variable from a file names a volume of the pod that is an emptyDir',
    fix: 'correct volumeName, or make the volume an emptyDir',
  },
});

/** The volumes of variables that come from files (`validateFileKeyRefVolumes`). */
export function validateFileVolumes(spec: Loose<PodSpec>, path: FieldPath, report: Report): void {
  const volumes = new Map((spec.volumes ?? []).map(volume => [volume.name ?? '', volume]));
  for (const { container, path: place } of containersOf(spec, path))
    for (const [index, { valueFrom }] of (container.env ?? []).entries()) {
      if (valueFrom?.fileKeyRef === undefined) continue;
      const { volumeName = '' } = valueFrom.fileKeyRef;
      if (volumeName === '') continue;
      const volume = volumes.get(volumeName);
      const field = place.child('env').index(index).child('valueFrom', 'fileKeyRef', 'volumeName');
      if (volume === undefined) report.notFound(rule['POD-ENV-FILE-VOLUME'], field, volumeName);
      else if (!isEmptyDir(volume)) report.invalid(rule['POD-ENV-FILE-VOLUME'], field, volumeName);
    }
}

/** A volume without a source is an emptyDir. */
function isEmptyDir(volume: Readonly<Record<string, unknown>>): boolean {
  const sources = Object.keys(volume).filter(field => field !== 'name' && volume[field] !== undefined);
  return volume['emptyDir'] !== undefined || sources.length === 0;
}

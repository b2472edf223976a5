import type { Hibernation, HibernationSchedule } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { forbiddenWhenHibernated } from '../../../../imports/tables/shoot-operations';
import { cronProblem } from './cron';
import { maintenanceOperationAnnotation, maintenanceOperationsOf, type Annotated } from './operation-names';
import { isTimeZone } from './time-zone';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (ValidateHibernation)', {
  'SHOOT-HIBERNATION-SELF-HOSTED': { reason: 'a self-hosted Shoot cannot hibernate', fix: 'remove hibernation' },
  'SHOOT-HIBERNATION-OPERATION': {
    reason: 'a Shoot does not hibernate while a rotation is requested',
    fix: `remove the annotation ${maintenanceOperationAnnotation} or wake the Shoot up`,
  },
  'SHOOT-HIBERNATION-SCHEDULE': {
    reason: 'a schedule needs a start or an end',
    fix: 'set start, when the Shoot goes to sleep, or end, when it wakes up',
    source:
      'gardener:pkg/api/core/validation/shoot.go v1.150 (upstream prints the field start/end, which does not exist)',
  },
  'SHOOT-HIBERNATION-CRON': 'a time of hibernation is a cron spec, such as "0 18 * * 1,2,3,4,5"',
  'SHOOT-HIBERNATION-CRON-DUPLICATE': {
    reason: 'a time is used once, for a start or for an end',
    fix: 'remove one of the two',
  },
  'SHOOT-HIBERNATION-LOCATION': 'a location is the name of a time zone, such as Europe/Berlin',
});

/** The rules about hibernation. */
export const hibernationRules = Object.values(rule);

/** When a Shoot sleeps; `path` is the hibernation configuration. */
export function validateHibernation(
  hibernation: Loose<Hibernation> | undefined,
  { metadata, selfHosted }: { readonly metadata: Annotated; readonly selfHosted: boolean },
  path: FieldPath,
  report: Report,
): void {
  if (hibernation === undefined) return;
  if (selfHosted) return report.forbidden(rule['SHOOT-HIBERNATION-SELF-HOSTED'], path);
  if (hibernation.enabled === true) {
    for (const operation of maintenanceOperationsOf(metadata).filter(name => forbiddenWhenHibernated.includes(name)))
      report.forbidden(rule['SHOOT-HIBERNATION-OPERATION'], path.child('enabled'), { value: operation });
  }
  const seen = new Set<string>();
  for (const [index, schedule] of (hibernation.schedules ?? []).entries())
    validateSchedule(schedule, seen, path.child('schedules').index(index), report);
}

function validateSchedule(
  schedule: Loose<HibernationSchedule>,
  seen: Set<string>,
  path: FieldPath,
  report: Report,
): void {
  const { start, end, location } = schedule;
  if (start === undefined && end === undefined) report.required(rule['SHOOT-HIBERNATION-SCHEDULE'], path);
  if (start !== undefined) validateCron(start, seen, path.child('start'), report);
  if (end !== undefined) validateCron(end, seen, path.child('end'), report);
  if (location !== undefined && !isTimeZone(location))
    report.invalid(rule['SHOOT-HIBERNATION-LOCATION'], path.child('location'), location);
}

function validateCron(spec: string, seen: Set<string>, path: FieldPath, report: Report): void {
  const problem = cronProblem(spec);
  if (problem !== undefined) {
    const message = `${rule['SHOOT-HIBERNATION-CRON'].reason}: ${problem}`;
    report.invalid(rule['SHOOT-HIBERNATION-CRON'], path, spec, { message });
  } else if (seen.has(spec)) report.duplicate(rule['SHOOT-HIBERNATION-CRON-DUPLICATE'], path, spec);
  else seen.add(spec);
}

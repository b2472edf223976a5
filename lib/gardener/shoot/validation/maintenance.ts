import type {
  Maintenance,
  MaintenanceRotationConfig,
  MaintenanceTimeWindow,
} from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { durations, secondsOf } from '../../kubernetes/durations';
import { windowLength } from './time-window';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (validateMaintenance)', {
  'SHOOT-MAINTENANCE-WORKERLESS': {
    reason: 'a Shoot without workers does not use this field',
    fix: 'remove the field',
  },
  'SHOOT-MAINTENANCE-ROTATION': 'a rotation period is 0 (no rotation), or 30m to 2160h (90 days)',
  'SHOOT-MAINTENANCE-TIME': {
    reason: 'begin and end are times such as 220000+0100: hours, minutes, seconds and the offset of the time zone',
    source:
      'gardener:pkg/api/core/validation/shoot.go v1.150 (upstream prints the field begin/end, which does not exist)',
  },
  'SHOOT-MAINTENANCE-LONG': 'the maintenance window lasts 6h at most; the same time at both ends means 24h',
  'SHOOT-MAINTENANCE-SHORT': 'the maintenance window lasts at least 30m',
});

/** The rules about maintenance. */
export const maintenanceRules = Object.values(rule);

/** When and what Gardener maintains by itself; `path` is the maintenance configuration. */
export function validateMaintenance(
  maintenance: Loose<Maintenance> | undefined,
  workerless: boolean,
  path: FieldPath,
  report: Report,
): void {
  if (maintenance === undefined) return;
  const { autoUpdate, autoRotation, timeWindow } = maintenance;
  if (workerless && autoUpdate?.machineImageVersion !== undefined)
    report.forbidden(rule['SHOOT-MAINTENANCE-WORKERLESS'], path.child('autoUpdate', 'machineImageVersion'));
  const credentials = autoRotation?.credentials;
  if (credentials) {
    const place = path.child('autoRotation', 'credentials');
    validatePeriod(credentials.observability, place.child('observability'), report);
    validatePeriod(credentials.etcdEncryptionKey, place.child('etcdEncryptionKey'), report);
    if (workerless && credentials.sshKeypair)
      report.forbidden(rule['SHOOT-MAINTENANCE-WORKERLESS'], place.child('sshKeypair'));
    else validatePeriod(credentials.sshKeypair, place.child('sshKeypair'), report);
  }
  if (timeWindow) validateWindow(timeWindow, path.child('timeWindow'), report);
}

function validatePeriod(config: Loose<MaintenanceRotationConfig> | undefined, path: FieldPath, report: Report): void {
  if (config?.rotationPeriod === undefined) return;
  const seconds = secondsOf(config.rotationPeriod) ?? 0;
  const allowed = seconds === 0 || (seconds >= 30 * durations.minute && seconds <= 90 * durations.day);
  if (!allowed) report.invalid(rule['SHOOT-MAINTENANCE-ROTATION'], path.child('rotationPeriod'), config.rotationPeriod);
}

function validateWindow(window: Loose<MaintenanceTimeWindow>, path: FieldPath, report: Report): void {
  const length = windowLength(window.begin ?? '', window.end ?? '');
  if (length === undefined) report.invalid(rule['SHOOT-MAINTENANCE-TIME'], path, window);
  else if (length > 6 * durations.hour) report.invalid(rule['SHOOT-MAINTENANCE-LONG'], path, window);
  else if (length < 30 * durations.minute) report.invalid(rule['SHOOT-MAINTENANCE-SHORT'], path, window);
}

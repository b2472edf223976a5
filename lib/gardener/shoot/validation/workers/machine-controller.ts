import type { MachineControllerManagerSettings, Worker } from '../../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../../core/field-path';
import type { Loose } from '../../../../core/loose';
import type { Report } from '../../../../rules/report';
import { ruleTable } from '../../../../rules/rule';
import { isNonNegativeDuration } from '../../../kubernetes/durations';
import { fieldChecks, isCount } from '../../../../rules/field-checks';
import { isInPlace } from '../../defaults/workers';
import { allowsSystemComponents } from './system-pools';

const slip = 'upstream prints machineControllerManagerSettings, the field is machineControllerManager';

const rule = ruleTable(`gardener:pkg/api/core/validation/shoot.go v1.150 (${slip})`, {
  'SHOOT-MCM-DURATION': 'a timeout of the machine controller manager must not be negative',
  'SHOOT-MCM-EVICTIONS': 'maxEvictRetries must be 0 or more',
  'SHOOT-MCM-IN-PLACE': {
    reason: 'only pools that are updated in place have this setting',
    fix: 'remove it, or set updateStrategy to AutoInPlaceUpdate or ManualInPlaceUpdate',
  },
  'SHOOT-MCM-PRESERVE-NEGATIVE': 'autoPreserveFailedMachineMax must be 0 or more',
  'SHOOT-MCM-PRESERVE-SYSTEM': {
    reason: 'a pool for system components keeps at least one machine that is not preserved as failed',
    fix: 'set autoPreserveFailedMachineMax to less than maximum',
  },
  'SHOOT-MCM-PRESERVE': 'autoPreserveFailedMachineMax must not be greater than maximum',
});

/** The rules about the machine controller manager. */
export const machineControllerRules = Object.values(rule);

const duration = { rule: rule['SHOOT-MCM-DURATION'], holds: isNonNegativeDuration };

const checkFields = fieldChecks<MachineControllerManagerSettings>({
  machineDrainTimeout: duration,
  machineHealthTimeout: duration,
  machineCreationTimeout: duration,
  machinePreserveTimeout: duration,
  maxEvictRetries: { rule: rule['SHOOT-MCM-EVICTIONS'], holds: isCount },
});

/** What the machine controller manager does with the machines of a pool; `path` is the pool. */
export function validateMachineController(worker: Loose<Worker>, path: FieldPath, report: Report): void {
  const { machineControllerManager: settings } = worker;
  if (settings === undefined) return;
  const place = path.child('machineControllerManager');
  checkFields(settings, place, report);
  const { inPlaceUpdateTimeout: timeout } = settings;
  if (isInPlace(worker)) {
    if (timeout !== undefined && !isNonNegativeDuration(timeout))
      report.invalid(rule['SHOOT-MCM-DURATION'], place.child('inPlaceUpdateTimeout'), timeout);
  } else {
    if (timeout !== undefined) report.forbidden(rule['SHOOT-MCM-IN-PLACE'], place.child('inPlaceUpdateTimeout'));
    if (settings.disableHealthTimeout === true)
      report.forbidden(rule['SHOOT-MCM-IN-PLACE'], place.child('disableHealthTimeout'));
  }
  const { autoPreserveFailedMachineMax: preserved } = settings;
  if (preserved !== undefined)
    validatePreserved(preserved, worker, place.child('autoPreserveFailedMachineMax'), report);
}

function validatePreserved(preserved: number, worker: Loose<Worker>, path: FieldPath, report: Report): void {
  const { maximum = 0 } = worker;
  if (preserved < 0) report.invalid(rule['SHOOT-MCM-PRESERVE-NEGATIVE'], path, preserved);
  else if (allowsSystemComponents(worker) && maximum > 0 && preserved > maximum - 1)
    report.invalid(rule['SHOOT-MCM-PRESERVE-SYSTEM'], path, preserved);
  else if (preserved > maximum) report.invalid(rule['SHOOT-MCM-PRESERVE'], path, preserved);
}

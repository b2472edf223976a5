import type { PodSpec } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { containersOf } from './containers-of';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-HOST-USERS': {
    reason: 'a pod with users of its own shares neither network, processes, IPC nor block devices with the node',
    fix: 'remove hostUsers: false, or what is shared',
  },
  'POD-HOST-PROCESSES': {
    reason: 'the containers of a pod share their processes either with each other or with the node',
    fix: 'remove shareProcessNamespace or hostPID',
  },
  'POD-HOST-PROCESS':
    'with hostProcess, all containers of a pod of Windows run as processes of the node, in its network',
});

/** What a pod shares with its node (`validateHostUsers`, `validateWindowsHostProcessPod`). */
export function validateHostAccess(spec: Loose<PodSpec>, path: FieldPath, report: Report): void {
  const { shareProcessNamespace, hostPID } = spec;
  if (shareProcessNamespace === true && hostPID === true)
    report.invalid(rule['POD-HOST-PROCESSES'], path.child('securityContext', 'shareProcessNamespace'), true);
  if (spec.hostUsers === false) validateOwnUsers(spec, path, report);
  validateHostProcess(spec, path, report);
}

/** Upstream reports two of the fields by their names in Go. */
function validateOwnUsers(spec: Loose<PodSpec>, path: FieldPath, report: Report): void {
  if (spec.hostNetwork === true) report.forbidden(rule['POD-HOST-USERS'], path.child('hostNetwork'));
  if (spec.hostPID === true) report.forbidden(rule['POD-HOST-USERS'], path.child('HostPID'));
  if (spec.hostIPC === true) report.forbidden(rule['POD-HOST-USERS'], path.child('HostIPC'));
  for (const { container, path: place } of containersOf(spec, path))
    if ((container.volumeDevices ?? []).length > 0)
      report.forbidden(rule['POD-HOST-USERS'], place.child('volumeDevices'));
}

function validateHostProcess(spec: Loose<PodSpec>, path: FieldPath, report: Report): void {
  const ofPod = spec.securityContext?.windowsOptions?.hostProcess;
  let [count, onHost] = [0, 0];
  for (const { container, path: place } of containersOf(spec, path)) {
    const own = container.securityContext?.windowsOptions?.hostProcess;
    count++;
    if (own ?? ofPod ?? false) onHost++;
    if (ofPod !== undefined && own !== undefined && ofPod !== own)
      report.invalid(rule['POD-HOST-PROCESS'], place.child('securityContext', 'windowsOptions', 'hostProcess'), own, {
        message: `the pod says ${ofPod}`,
      });
  }
  if (onHost === 0) return;
  if (onHost !== count)
    report.invalid(rule['POD-HOST-PROCESS'], path, '', { message: 'some containers have no hostProcess' });
  if (spec.hostNetwork !== true) report.invalid(rule['POD-HOST-PROCESS'], path.child('hostNetwork'), false);
}

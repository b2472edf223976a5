import type { PodSecurityContext, SecurityContext } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { fieldChecks, isWithin } from '../../rules/field-checks';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateAppArmorProfile, validateSeccompProfile } from './profiles';
import { validateWindowsOptions } from './windows-options';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-SECURITY-ID': 'the id of a user or group is a number from 0 to 2147483647',
  'POD-SECURITY-ESCALATION': {
    reason: 'a container that is privileged or has CAP_SYS_ADMIN can always gain more',
    fix: 'remove allowPrivilegeEscalation: false, or what contradicts it',
  },
  'POD-SECURITY-PROC-MOUNT': {
    reason: 'procMount: Unmasked needs users that are not those of the node',
    fix: 'set hostUsers: false in the pod, or remove procMount',
  },
  'POD-SECURITY-VALUE': 'this field of a security context takes a few values only',
});

const isId = isWithin(0, 2 ** 31 - 1);
const id = { rule: rule['POD-SECURITY-ID'], holds: isId };
const validateUser = fieldChecks<SecurityContext>({ runAsUser: id, runAsGroup: id });
const validatePodFields = fieldChecks<PodSecurityContext>({
  runAsUser: id,
  runAsGroup: id,
  fsGroup: id,
  seLinuxChangePolicy: { rule: rule['POD-SECURITY-VALUE'], allowed: ['MountOption', 'Recursive'] },
});

/** What the validation of a container's context asks of its pod. */
export interface SecurityScope {
  readonly path: FieldPath;
  readonly hostUsers: boolean;
}

/** The security context of a container (`ValidateSecurityContext`), but for what a cluster does not allow anybody. */
export function validateSecurityContext(
  context: Loose<SecurityContext>,
  { path, hostUsers }: SecurityScope,
  report: Report,
): void {
  validateUser(context, path, report);
  if (context.procMount === 'Unmasked' && hostUsers)
    report.invalid(rule['POD-SECURITY-PROC-MOUNT'], path.child('procMount'), context.procMount);
  validateEscalation(context, path, report);
  validateProfiles(context, path, report);
}

function validateEscalation(context: Loose<SecurityContext>, path: FieldPath, report: Report): void {
  const { allowPrivilegeEscalation, privileged = false, capabilities } = context;
  const isPowerful = privileged || (capabilities?.add ?? []).includes('CAP_SYS_ADMIN');
  if (allowPrivilegeEscalation === false && isPowerful)
    report.invalid(rule['POD-SECURITY-ESCALATION'], path, undefined);
}

/** The security context of a pod, without its sysctls (`validatePodSpecSecurityContext`). */
export function validatePodSecurityContext(context: Loose<PodSecurityContext>, path: FieldPath, report: Report): void {
  validatePodFields(context, path, report);
  for (const [index, group] of (context.supplementalGroups ?? []).entries())
    if (!isId(group)) report.invalid(rule['POD-SECURITY-ID'], path.child('supplementalGroups').index(index), group);
  validateProfiles(context, path, report);
}

/** What a container has of its own, and otherwise from its pod. */
type Profiles = Loose<Pick<SecurityContext, 'seccompProfile' | 'appArmorProfile' | 'windowsOptions'>>;

function validateProfiles(
  { seccompProfile, appArmorProfile, windowsOptions }: Profiles,
  path: FieldPath,
  report: Report,
): void {
  if (seccompProfile) validateSeccompProfile(seccompProfile, path.child('seccompProfile'), report);
  if (windowsOptions) validateWindowsOptions(windowsOptions, path.child('windowsOptions'), report);
  if (appArmorProfile) validateAppArmorProfile(appArmorProfile, path.child('appArmorProfile'), report);
}

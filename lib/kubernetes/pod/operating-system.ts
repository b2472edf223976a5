import type { PodSecurityContext, PodSpec, SecurityContext } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { containersOf } from './containers-of';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-OS-NAME': 'the operating system of a pod is linux or windows',
  'POD-OS-FIELD': {
    reason: 'a pod of one operating system has no settings of the other',
    fix: 'remove the field, or correct os.name',
  },
});

const systems: readonly string[] = ['linux', 'windows'];

const linuxOfSpec = ['hostUsers', 'shareProcessNamespace'] as const satisfies readonly (keyof PodSpec)[];
const linuxHostOfSpec = ['hostPID', 'hostIPC'] as const satisfies readonly (keyof PodSpec)[];
const linuxOfPod = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'fsGroup',
  'fsGroupChangePolicy',
  'runAsUser',
  'runAsGroup',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'seLinuxChangePolicy',
] as const satisfies readonly (keyof PodSecurityContext)[];
const linuxOfContainer = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
] as const satisfies readonly (keyof SecurityContext)[];

/** The operating system of a pod and the fields that the other one knows (`validateOS`, `validateLinux`, `validateWindows`). */
export function validateOperatingSystem(spec: Loose<PodSpec>, path: FieldPath, report: Report): void {
  if (spec.os === undefined) return;
  const { name = '' } = spec.os;
  if (name === '') report.required(rule['POD-OS-NAME'], path.child('os', 'name'));
  else if (!systems.includes(name)) report.notSupported(rule['POD-OS-NAME'], path.child('os'), name, systems);
  else if (name === 'linux') forbidWindows(spec, path, report);
  else forbidLinux(spec, path, report);
}

function forbidWindows(spec: Loose<PodSpec>, path: FieldPath, report: Report): void {
  const contexts = [{ context: spec.securityContext, place: path }, ...contextsOf(spec, path)];
  for (const { context, place } of contexts)
    if (context?.windowsOptions !== undefined)
      report.forbidden(rule['POD-OS-FIELD'], place.child('securityContext', 'windowsOptions'));
}

function forbidLinux(spec: Loose<PodSpec>, path: FieldPath, report: Report): void {
  for (const field of linuxHostOfSpec)
    if (spec[field] === true) report.forbidden(rule['POD-OS-FIELD'], path.child(field));
  for (const field of linuxOfSpec)
    if (spec[field] !== undefined) report.forbidden(rule['POD-OS-FIELD'], path.child(field));
  const ofPod = path.child('securityContext');
  for (const field of linuxOfPod)
    if (spec.securityContext?.[field] !== undefined) report.forbidden(rule['POD-OS-FIELD'], ofPod.child(field));
  if ((spec.securityContext?.sysctls ?? []).length > 0) report.forbidden(rule['POD-OS-FIELD'], ofPod.child('sysctls'));
  for (const { context, place } of contextsOf(spec, path))
    for (const field of linuxOfContainer)
      if (context?.[field] !== undefined)
        report.forbidden(rule['POD-OS-FIELD'], place.child('securityContext').child(field));
}

interface PlacedContext {
  readonly context: Loose<SecurityContext> | undefined;
  readonly place: FieldPath;
}

function contextsOf(spec: Loose<PodSpec>, path: FieldPath): readonly PlacedContext[] {
  return Array.from(containersOf(spec, path), ({ container, path: place }) => ({
    context: container.securityContext,
    place,
  }));
}

import type { VolumeMount } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { suggest } from '../../core/suggest';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { PlacedContainer } from './containers-of';
import type { PodFacts } from './pod-facts';
import { descendingPathProblems } from './relative-path';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'OBJ-VOLUME-MOUNT': 'a mount must name a volume of the pod',
  'POD-MOUNT-PATH': 'a mount has a path in its container',
  'POD-MOUNT-DEVICE': 'a volume is either mounted or a device, and a path is one of both',
  'POD-MOUNT-SUBPATH': 'a mount of a part names it by one path, which stays inside the volume',
  'POD-MOUNT-PROPAGATION': {
    reason: 'only a privileged container passes its own mounts on to the node',
    fix: 'set mountPropagation: HostToContainer, or securityContext.privileged: true',
  },
  'POD-MOUNT-RECURSIVE': {
    reason: 'a mount that is recursively read-only is read-only and takes no mounts from the node',
    fix: 'set readOnly: true and remove mountPropagation',
  },
});

/** The mounts of a container (`ValidateVolumeMounts`); the schema finds two at the same path. */
export function validateVolumeMounts(
  { container, path }: PlacedContainer,
  { volumes }: Pick<PodFacts, 'volumes'>,
  report: Report,
): void {
  const list = path.child('volumeMounts');
  const devices = container.volumeDevices ?? [];
  for (const [index, mount] of (container.volumeMounts ?? []).entries()) {
    const entry = list.index(index);
    const { name = '', mountPath = '' } = mount;
    validateVolumeName(name, { volumes, path: entry.child('name') }, report);
    if (mountPath === '') report.required(rule['POD-MOUNT-PATH'], entry.child('mountPath'));
    if (devices.some(device => device.name === name))
      report.invalid(rule['POD-MOUNT-DEVICE'], entry.child('name'), name);
    if (devices.some(device => device.devicePath === mountPath))
      report.invalid(rule['POD-MOUNT-DEVICE'], entry.child('mountPath'), mountPath);
    validateSubPath(mount, { list, entry }, report);
    validatePropagation(mount, { list, isPrivileged: container.securityContext?.privileged === true }, report);
  }
}

/** Of what is both a mount and a device. */
export const mountedDevice = rule['POD-MOUNT-DEVICE'];

/** A name that a volume of the pod has. */
export function validateVolumeName(
  name: string,
  { volumes, path }: Pick<PodFacts, 'volumes'> & { readonly path: FieldPath },
  report: Report,
): void {
  if (name === '') report.required(rule['OBJ-VOLUME-MOUNT'], path);
  else if (!volumes.has(name)) {
    const near = suggest(name, [...volumes.keys()]);
    report.notFound(rule['OBJ-VOLUME-MOUNT'], path, name, near === undefined ? {} : { fix: `did you mean ${near}` });
  }
}

/** Where a mount lies; upstream reports some of its fields as if they were fields of the list. */
interface MountSite {
  readonly list: FieldPath;
  readonly entry: FieldPath;
}

function validateSubPath(
  { subPath = '', subPathExpr = '' }: Loose<VolumeMount>,
  site: MountSite,
  report: Report,
): void {
  const { list, entry } = site;
  validateInside(subPath, list.child('subPath'), report);
  if (subPath !== '' && subPathExpr !== '')
    report.invalid(rule['POD-MOUNT-SUBPATH'], entry.child('subPathExpr'), subPathExpr, {
      message: 'a mount has either subPath or subPathExpr',
    });
  validateInside(subPathExpr, list.child('subPathExpr'), report);
}

function validateInside(value: string, path: FieldPath, report: Report): void {
  const problems = descendingPathProblems(value);
  if (problems.length > 0)
    report.invalid(rule['POD-MOUNT-SUBPATH'], path, value, { message: `the path in a volume ${problems.join(', ')}` });
}

interface PropagationSite {
  readonly list: FieldPath;
  readonly isPrivileged: boolean;
}

function validatePropagation(mount: Loose<VolumeMount>, { list, isPrivileged }: PropagationSite, report: Report): void {
  const { mountPropagation, recursiveReadOnly, readOnly = false } = mount;
  if (mountPropagation === 'Bidirectional' && !isPrivileged)
    report.forbidden(rule['POD-MOUNT-PROPAGATION'], list.child('mountPropagation'));
  if (recursiveReadOnly === undefined || recursiveReadOnly === 'Disabled') return;
  const path = list.child('recursiveReadOnly');
  if (!recursiveReadOnlyValues.includes(recursiveReadOnly))
    report.notSupported(rule['POD-MOUNT-RECURSIVE'], path, recursiveReadOnly, recursiveReadOnlyValues);
  else if (!readOnly || (mountPropagation !== undefined && mountPropagation !== 'None'))
    report.forbidden(rule['POD-MOUNT-RECURSIVE'], path);
}

const recursiveReadOnlyValues: readonly string[] = ['Disabled', 'Enabled', 'IfPossible'];

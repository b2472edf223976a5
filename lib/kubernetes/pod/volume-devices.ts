import type { Volume } from '../../../imports/core/v1';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { climbs } from '../storage/volume-path';
import type { PlacedContainer } from './containers-of';
import type { PodFacts } from './pod-facts';
import { mountedDevice, validateVolumeName } from './volume-mounts';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-DEVICE-VOLUME': {
    reason: 'a device is the volume of a claim, and a container has it once',
    fix: 'mount the volume, or use persistentVolumeClaim or ephemeral',
  },
  'POD-DEVICE-PATH': 'a device has a path in its container, without ".."',
});

/** The block devices of a container (`ValidateVolumeDevices`); the schema finds two at the same path. */
export function validateVolumeDevices(
  { container, path }: PlacedContainer,
  { volumes }: Pick<PodFacts, 'volumes'>,
  report: Report,
): void {
  const mounts = container.volumeMounts ?? [];
  const names = new Set<string>();
  for (const [index, { name = '', devicePath = '' }] of (container.volumeDevices ?? []).entries()) {
    const entry = path.child('volumeDevices').index(index);
    validateVolumeName(name, { volumes, path: entry.child('name') }, report);
    if (names.has(name) || !isBlock(volumes.get(name)))
      report.invalid(rule['POD-DEVICE-VOLUME'], entry.child('name'), name);
    if (devicePath === '') report.required(rule['POD-DEVICE-PATH'], entry.child('devicePath'));
    else if (climbs(devicePath)) report.invalid(rule['POD-DEVICE-PATH'], entry.child('devicePath'), devicePath);
    if (name !== '') names.add(name);
    if (mounts.some(mount => mount.name === name)) report.invalid(mountedDevice, entry.child('name'), name);
    if (mounts.some(({ mountPath }) => mountPath === devicePath))
      report.invalid(mountedDevice, entry.child('devicePath'), devicePath);
  }
}

/** Whether a volume can be a device; a missing one is what the name is blamed for. */
function isBlock(volume: Loose<Volume> | undefined): boolean {
  return volume === undefined || volume.persistentVolumeClaim !== undefined || volume.ephemeral !== undefined;
}

import type { ShootMachineImage, Worker } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { machineTypeArchitecture, registeredCapabilities } from '../../cloud-profile/capabilities';
import { isInPlace } from '../defaults/workers';
import { findMachineType, type Profile } from './catalog';
import { chooseImage, keptImage } from './choose-image';

const rule = ruleTable('gardener:plugin/pkg/shoot/mutator/admission.go v1.150 (getDefaultMachineImage)', {
  'SHOOT-FILL-IMAGE-NONE': { reason: 'the CloudProfile has no machine image', fix: 'add spec.machineImages to it' },
  'SHOOT-FILL-IMAGE-UNKNOWN': 'the CloudProfile does not have this machine image',
  'SHOOT-FILL-IMAGE-ARCHITECTURE': 'no machine image of the CloudProfile runs on this CPU architecture',
  'SHOOT-FILL-IMAGE-VERSION': {
    reason: 'a version of a machine image is complete, such as 1877.3.0, or its beginning, such as 1877',
    fix: 'write a version of the CloudProfile',
  },
  'SHOOT-FILL-IMAGE-UNFIT': {
    reason:
      'no version of the machine image fits the pool: begins like the one given, runs on its architecture and machine type, and is no preview',
    fix: 'name another image or a complete version',
  },
});

/** The rules about machine images that admission chooses. */
export const completeImageRules = Object.values(rule);

/** What decides about the image of a pool. */
export interface ImageSource {
  readonly profile: Profile;
  readonly now: Date | undefined;
  /** The stored pool of that name. */
  readonly old: Loose<Worker> | undefined;
}

/** The architecture of a pool that names none: that of its machine type, and amd64 as a last resort. */
export function completeArchitecture(worker: Loose<Worker>, profile: Profile): Loose<Worker> {
  const { machine = {} } = worker;
  if (machine.architecture !== undefined) return worker;
  const type = findMachineType(profile, machine.type);
  const inferred = type ? machineTypeArchitecture(type, registeredCapabilities(profile.machineCapabilities)) : '';
  const architecture = inferred === 'arm64' ? 'arm64' : 'amd64';
  return { ...worker, machine: { ...machine, architecture } };
}

/** The image of a pool: that of the stored pool unless another one is wanted, else the newest version that fits. */
export function completeImage(
  worker: Loose<Worker>,
  source: ImageSource,
  path: FieldPath,
  report: Report,
): Loose<Worker> {
  const image = worker.machine?.image;
  const machineImage = keptImage(image, source.old) ?? newImage(worker, source, path, report);
  return machineImage === undefined || machineImage === image
    ? worker
    : { ...worker, machine: { ...worker.machine, image: machineImage } };
}

const refusals = {
  none: rule['SHOOT-FILL-IMAGE-NONE'],
  unknown: rule['SHOOT-FILL-IMAGE-UNKNOWN'],
  architecture: rule['SHOOT-FILL-IMAGE-ARCHITECTURE'],
  version: rule['SHOOT-FILL-IMAGE-VERSION'],
  unfit: rule['SHOOT-FILL-IMAGE-UNFIT'],
} as const;

function newImage(
  worker: Loose<Worker>,
  { profile, now }: ImageSource,
  path: FieldPath,
  report: Report,
): Loose<ShootMachineImage> | undefined {
  const { image, type, architecture = '' } = worker.machine ?? {};
  const machineType = findMachineType(profile, type);
  const chosen = chooseImage({ profile, image, architecture, machineType, inPlace: isInPlace(worker), now });
  if ('image' in chosen) {
    const same = chosen.image.name === image?.name && chosen.image.version === image.version;
    return same ? image : { ...chosen.image, ...(image?.providerConfig && { providerConfig: image.providerConfig }) };
  }
  report.invalid(refusals[chosen.problem], path, `${image?.name ?? ''}@${image?.version ?? ''}`);
  return undefined;
}

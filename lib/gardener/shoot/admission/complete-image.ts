import type {
  MachineImage,
  MachineImageVersion,
  ShootMachineImage,
  Worker,
} from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { machineTypeArchitecture, registeredCapabilities } from '../../cloud-profile/capabilities';
import { isInPlace } from '../defaults/workers';
import { classOf, findMachineType, fitsCapabilities, imageArchitectures, type Profile } from './catalog';
import { newestVersion } from './complete-version';

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

type Image = Loose<MachineImage>;
type ImageVersion = Loose<MachineImageVersion>;

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
  const kept = keptImage(image, source.old?.machine?.image);
  const chosen = kept ?? chooseImage(worker, source, path, report);
  return chosen === undefined || chosen === image
    ? worker
    : { ...worker, machine: { ...worker.machine, image: chosen } };
}

type PoolImage = Loose<ShootMachineImage> | undefined;

/** An update does not move a pool to a newer image; that is the matter of maintenance. */
function keptImage(image: PoolImage, old: PoolImage): PoolImage {
  if (old === undefined || image === undefined) return old;
  if (image.name !== old.name) return undefined;
  if ((image.version ?? '') !== '' && image.version !== old.version) return undefined;
  const { name, version } = old;
  return {
    name,
    ...(version !== undefined && { version }),
    ...(image.providerConfig && { providerConfig: image.providerConfig }),
  };
}

function chooseImage(worker: Loose<Worker>, source: ImageSource, path: FieldPath, report: Report): PoolImage {
  const { profile } = source;
  const image = worker.machine?.image;
  const images = profile.machineImages ?? [];
  const named = (image?.name ?? '') !== '';
  if (images.length === 0) return refuse('SHOOT-FILL-IMAGE-NONE', image, path, report);
  const base = named ? images.find(({ name }) => name === image?.name) : firstFitting(worker, profile);
  if (base === undefined)
    return refuse(named ? 'SHOOT-FILL-IMAGE-UNKNOWN' : 'SHOOT-FILL-IMAGE-ARCHITECTURE', image, path, report);
  const written = image?.version ?? '';
  const parts = written.replace(/^v/, '').split('.');
  const known = named && (base.versions ?? []).some(({ version }) => version === written);
  // a complete version is left alone, whether the profile has it or not
  if (image !== undefined && (known || parts.length === 3)) return image;
  const [major = '', minor = ''] = parts.length <= 2 ? parts : [parts[0]];
  if ([minor, major].some(part => part !== '' && !/^\d+$/.test(part)))
    return refuse('SHOOT-FILL-IMAGE-VERSION', image, path, report);
  const version = newestFitting(base, worker, source, { major, minor });
  if (version === undefined) return refuse('SHOOT-FILL-IMAGE-UNFIT', image, path, report);
  return { name: base.name ?? '', version, ...(image?.providerConfig && { providerConfig: image.providerConfig }) };
}

function refuse(id: keyof typeof rule, image: PoolImage, path: FieldPath, report: Report): undefined {
  report.invalid(rule[id], path, `${image?.name ?? ''}@${image?.version ?? ''}`);
  return undefined;
}

/** As in upstream an image without flavors seems to fit every known machine type. */
function firstFitting(worker: Loose<Worker>, profile: Profile): Image | undefined {
  const type = findMachineType(profile, worker.machine?.type);
  const fits = (version: ImageVersion): boolean =>
    runsOn(version, worker, profile) || (type !== undefined && fitsCapabilities(version, type, profile));
  return (profile.machineImages ?? []).find(({ versions }) => versions?.some(fits) === true);
}

function newestFitting(
  base: Image,
  worker: Loose<Worker>,
  { profile, now }: ImageSource,
  { major, minor }: { readonly major: string; readonly minor: string },
): string | undefined {
  const type = findMachineType(profile, worker.machine?.type);
  const fitting = (base.versions ?? []).filter(
    version =>
      runsOn(version, worker, profile) &&
      (type === undefined || fitsCapabilities(version, type, profile)) &&
      (!isInPlace(worker) || version.inPlaceUpdates?.supported === true) &&
      classOf(version, now) !== 'preview',
  );
  const texts = (versions: readonly ImageVersion[]): string[] => versions.map(({ version = '' }) => version);
  const fresh = fitting.filter(version => classOf(version, now) !== 'deprecated');
  return newestVersion(texts(fresh), major, minor) ?? newestVersion(texts(fitting), major, minor);
}

function runsOn(version: ImageVersion, { machine }: Loose<Worker>, profile: Profile): boolean {
  return imageArchitectures(version, profile).includes(machine?.architecture ?? '');
}

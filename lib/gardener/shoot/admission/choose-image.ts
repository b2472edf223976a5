import type {
  MachineImage,
  MachineImageVersion,
  MachineType,
  ShootMachineImage,
  Worker,
} from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../core/loose';
import { classOf, fitsCapabilities, imageArchitectures, type Profile } from './catalog';
import { newestVersion, startOf, wrongPart, type VersionStart } from './choose-version';

type Image = Loose<MachineImage>;
type ImageVersion = Loose<MachineImageVersion>;

/** The image of a pool as it is written, complete or not. */
export type WrittenImage = Pick<Loose<ShootMachineImage>, 'name' | 'version'>;

/** What the choice depends on. */
export interface ImageChoice {
  readonly profile: Pick<Profile, 'machineImages' | 'machineCapabilities'>;
  readonly image: WrittenImage | undefined;
  readonly architecture: string;
  /** Machine type of the pool; undefined when the profile does not have it. */
  readonly machineType: Pick<Loose<MachineType>, 'capabilities'> | undefined;
  readonly inPlace: boolean;
  readonly now: Date | undefined;
}

/**
 * Why there is no image: the profile has none, or not the named one, or none for the architecture; the version is neither complete nor the
 * beginning of one; no version fits.
 */
export type NoImage = 'none' | 'unknown' | 'architecture' | 'version' | 'unfit';

/** The image that admission writes into a pool, or why there is none. */
export type ChosenImage =
  { readonly image: { readonly name: string; readonly version: string } } | { readonly problem: NoImage };

/**
 * The image of a new pool: the named one, else the first image of the profile that seems to fit; of it the highest version that fits architecture,
 * capabilities and update strategy, deprecated ones last, preview ones never. A complete version is left alone, known or not. An image without
 * flavors seems to fit every known machine type, so that an arm64 pool may get an image without arm64 (and then none at all).
 * `gardener:plugin/pkg/shoot/mutator/admission.go` (getDefaultMachineImage) v1.150.
 */
export function chooseImage(choice: ImageChoice): ChosenImage {
  const { profile, image } = choice;
  const { machineImages = [] } = profile;
  if (machineImages.length === 0) return { problem: 'none' };
  const named = (image?.name ?? '') !== '';
  const base = named ? machineImages.find(({ name }) => name === image?.name) : firstFitting(choice);
  if (base === undefined) return { problem: named ? 'unknown' : 'architecture' };
  const written = image?.version ?? '';
  const start = written.replace(/^v/, '');
  const isKnown = named && (base.versions ?? []).some(({ version }) => version === written);
  if (image !== undefined && (isKnown || start.split('.').length === 3))
    return { image: { name: image.name ?? '', version: written } };
  if (wrongPart(startOf(start)) !== undefined) return { problem: 'version' };
  const version = newestFitting(base, choice, startOf(start));
  return version === undefined ? { problem: 'unfit' } : { image: { name: base.name ?? '', version } };
}

/** The first image with a version for the architecture or, if the machine type is known, one whose flavors (or lack of them) fit it. */
function firstFitting(choice: ImageChoice): Image | undefined {
  const { profile, machineType } = choice;
  const fits = (version: ImageVersion): boolean =>
    runsOn(version, choice) || (machineType !== undefined && fitsCapabilities(version, machineType, profile));
  return (profile.machineImages ?? []).find(({ versions }) => versions?.some(fits) === true);
}

function newestFitting(base: Image, choice: ImageChoice, start: VersionStart): string | undefined {
  const { profile, machineType, inPlace, now } = choice;
  const fitting = (base.versions ?? []).filter(
    version =>
      runsOn(version, choice) &&
      (machineType === undefined || fitsCapabilities(version, machineType, profile)) &&
      (!inPlace || version.inPlaceUpdates?.supported === true) &&
      classOf(version, now) !== 'preview',
  );
  const fresh = fitting.filter(version => classOf(version, now) !== 'deprecated');
  return (newestVersion(fresh, start) ?? newestVersion(fitting, start))?.original;
}

const runsOn = (version: ImageVersion, { profile, architecture }: ImageChoice): boolean =>
  imageArchitectures(version, profile).includes(architecture);

/** An update does not move a pool to a newer image, which is the matter of maintenance: the image that the pool keeps, if it does. */
export function keptImage(
  image: Loose<ShootMachineImage> | undefined,
  old: Loose<Worker> | undefined,
): Loose<ShootMachineImage> | undefined {
  const before = old?.machine?.image;
  if (before === undefined || image === undefined) return before;
  if (image.name !== before.name) return undefined;
  if ((image.version ?? '') !== '' && image.version !== before.version) return undefined;
  const { name, version } = before;
  return {
    name,
    ...(version !== undefined && { version }),
    ...(image.providerConfig && { providerConfig: image.providerConfig }),
  };
}

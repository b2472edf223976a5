import { Version } from '../../core/version';
import {
  architecturesOfImageVersion,
  supportsCapabilities,
  type Capabilities,
  type CapabilityDefinition,
} from '../pool/capabilities';
import type { MachineImage, MachineImageVersion } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../core/loose';
import { classificationAt } from '../pool/expiry';
import { highestVersion, isPart } from './kubernetes-version';

/** A version of an image in the core part of a CloudProfile. */
export type ImageVersion = Loose<MachineImageVersion>;

/** An image in the core part of a CloudProfile. */
export type Image = Loose<MachineImage>;

/** The image of a pool as the user wrote it, complete or not. */
export interface ImageReference {
  readonly name?: string | undefined;
  readonly version?: string | undefined;
}

/** What the choice depends on. */
export interface ImageChoice {
  readonly images: readonly Image[];
  readonly definitions: readonly CapabilityDefinition[];
  readonly image?: ImageReference | undefined;
  readonly architecture: string;
  /** Machine type of the pool in the profile; absent when the profile does not have it. */
  readonly machineType?: { readonly capabilities?: Capabilities | undefined } | undefined;
  readonly inPlace: boolean;
  readonly now?: Date | undefined;
}

/** The image that admission writes into a pool, or its answer when there is none. */
export type ChosenImage =
  { readonly image: { readonly name: string; readonly version: string } } | { readonly error: string };

/**
 * The image of a new pool: the named one, else the first image of the profile that seems to fit; of it the highest version that fits
 * architecture, capabilities and update strategy, deprecated ones last, preview ones never. A complete version is left alone, known or not. An
 * image without flavors seems to fit every known machine type, so that an arm64 pool may get an image without arm64 (and then none at all).
 * `gardener:plugin/pkg/shoot/mutator/admission.go` (getDefaultMachineImage) v1.150.
 */
export function defaultImage(choice: ImageChoice): ChosenImage {
  const { images, image } = choice;
  if (images.length === 0)
    return { error: 'the cloud profile does not contain any machine image - cannot create shoot cluster' };
  const named = image?.name !== undefined && image.name !== '';
  const base = named ? images.find(({ name }) => name === image.name) : firstFittingImage(choice);
  if (base === undefined && named) return { error: 'image is not supported' };
  if (base === undefined)
    return { error: `no valid machine image found that supports architecture \`${choice.architecture}\`` };
  const written = image?.version ?? '';
  const isKnown = base.versions?.some(({ version }) => version === written) ?? false;
  const parts = written.replace(/^v/, '').split('.');
  if (image !== undefined && ((named && isKnown) || parts.length === 3))
    return { image: { name: image.name ?? '', version: written } };
  const [major = '', minor = ''] = parts.length <= 2 ? parts : [parts[0]];
  const wrong = [minor, major].find(part => part !== '' && !/^\d+$/.test(part));
  if (wrong !== undefined)
    return { error: `${wrong} must be a semantic version: strconv.ParseUint: parsing "${wrong}": invalid syntax` };
  return latestOf(base, { ...choice, major, minor });
}

/** The first image with a version for the architecture or, if the machine type is known, one whose flavors (or lack of them) fit it. */
function firstFittingImage({ images, definitions, architecture, machineType }: ImageChoice): Image | undefined {
  return images.find(({ versions = [] }) =>
    versions.some(
      version =>
        architecturesOfImageVersion(version, definitions).includes(architecture) ||
        (machineType !== undefined &&
          supportsCapabilities(version.capabilityFlavors, machineType.capabilities, definitions)),
    ),
  );
}

function latestOf(base: Image, choice: ImageChoice & { readonly major: string; readonly minor: string }): ChosenImage {
  const { definitions, architecture, machineType, inPlace, major, minor, now } = choice;
  const candidates = (base.versions ?? []).filter(version => {
    const parsed = Version.parse(version.version ?? '');
    if (parsed === undefined || !isPart(major, parsed.major) || !isPart(minor, parsed.minor)) return false;
    if (!architecturesOfImageVersion(version, definitions).includes(architecture)) return false;
    if (inPlace && !version.inPlaceUpdates?.supported) return false;
    return (
      machineType === undefined ||
      supportsCapabilities(version.capabilityFlavors, machineType.capabilities, definitions)
    );
  });
  const usable = candidates.filter(version => classificationAt(version, now) !== 'preview');
  const latest = highest(usable.filter(version => classificationAt(version, now) !== 'deprecated')) ?? highest(usable);
  if (latest === undefined)
    return {
      error:
        'failed to determine latest machine image from cloud profile: unable to determine latest expirable version',
    };
  return { image: { name: base.name ?? '', version: latest } };
}

function highest(versions: readonly ImageVersion[]): string | undefined {
  return highestVersion(versions.flatMap(({ version }) => Version.parse(version ?? '') ?? []))?.original;
}

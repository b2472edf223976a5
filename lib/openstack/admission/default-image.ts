import type { MachineImage, MachineType } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../core/loose';
import { chooseImage, type NoImage, type WrittenImage } from '../../gardener/shoot/admission/choose-image';
import { startOf, wrongPart } from '../../gardener/shoot/admission/choose-version';
import type { CapabilityDefinition } from '../pool/capabilities';

/** What the choice depends on. */
export interface ImageChoice {
  /** Images in the core part of a CloudProfile. */
  readonly images: readonly Loose<MachineImage>[];
  readonly definitions: readonly CapabilityDefinition[];
  /** As the user wrote it, complete or not. */
  readonly image?: WrittenImage | undefined;
  readonly architecture: string;
  /** Machine type of the pool in the profile; absent when the profile does not have it. */
  readonly machineType?: Pick<Loose<MachineType>, 'capabilities'> | undefined;
  readonly inPlace: boolean;
  readonly now?: Date | undefined;
}

/** The image that admission writes into a pool, or its answer when there is none. */
export type ChosenImage =
  { readonly image: { readonly name: string; readonly version: string } } | { readonly error: string };

/** The image of a new pool, see {@link chooseImage}, with the answer of the API server where there is none. */
export function defaultImage({ images, definitions, ...choice }: ImageChoice): ChosenImage {
  const chosen = chooseImage({
    profile: { machineImages: images, machineCapabilities: definitions },
    image: choice.image,
    machineType: choice.machineType,
    now: choice.now,
    architecture: choice.architecture,
    inPlace: choice.inPlace,
  });
  return 'image' in chosen ? chosen : { error: answers[chosen.problem](choice) };
}

const answers: Readonly<Record<NoImage, (choice: Omit<ImageChoice, 'images' | 'definitions'>) => string>> = {
  none: () => 'the cloud profile does not contain any machine image - cannot create shoot cluster',
  unknown: () => 'image is not supported',
  architecture: ({ architecture }) => `no valid machine image found that supports architecture \`${architecture}\``,
  version: ({ image }) => {
    const part = wrongPart(startOf((image?.version ?? '').replace(/^v/, ''))) ?? '';
    return `${part} must be a semantic version: strconv.ParseUint: parsing "${part}": invalid syntax`;
  },
  unfit: () =>
    'failed to determine latest machine image from cloud profile: unable to determine latest expirable version',
};

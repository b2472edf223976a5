import type {
  ExpirableVersion,
  Limits,
  MachineImage,
  NamespacedCloudProfile,
  VolumeType,
} from '../../../imports/core.gardener.cloud/v1beta1';
import { openstackApiVersion } from '../objects';
import { providerImages } from './provider-images';
import { renderImage, renderMachineType } from './render';
import type { FlavorValues, ImageValues, ProfileForm } from './values';

/** A version of the parent that lives longer in the project; nothing else of it may change. */
export type LongerLife = Required<Pick<ExpirableVersion, 'version' | 'expirationDate'>>;

/** What a project adds to an OpenStack landscape. */
export interface NamespacedProfileValues {
  readonly name: string;
  readonly namespace: string;
  /** Name of the CloudProfile that is extended. */
  readonly parent: string;
  /** How the parent tells architectures: its capabilities apply to the child. */
  readonly form: ProfileForm;
  /** Versions of the parent that may be used longer. @default none */
  readonly kubernetes?: readonly LongerLife[];
  /** More flavors; one with a name of the parent replaces it for all Shoots of the project. @default none */
  readonly flavors?: readonly FlavorValues[];
  /** More images, or versions that the parent does not have. @default none */
  readonly images?: readonly ImageValues[];
  /** Versions of images of the parent that may be used longer, by image. @default none */
  readonly longerImages?: Readonly<Record<string, readonly LongerLife[]>>;
  readonly volumeTypes?: readonly VolumeType[];
  readonly limits?: Limits;
  readonly caBundle?: string;
}

/**
 * A NamespacedCloudProfile with its providerConfig, both from one description. The provider lets it hold images alone, and only versions that the
 * parent does not have.
 * `provider-openstack:pkg/admission/validator/namespacedcloudprofile.go` v1.58.
 */
export function renderNamespacedCloudProfile(values: NamespacedProfileValues): NamespacedCloudProfile {
  const { name, namespace, parent, form, kubernetes, flavors, images = [], volumeTypes, limits, caBundle } = values;
  const machineImages = coreImages(values);
  return {
    apiVersion: 'core.gardener.cloud/v1beta1',
    kind: 'NamespacedCloudProfile',
    metadata: { name, namespace },
    spec: {
      parent: { kind: 'CloudProfile', name: parent },
      ...(caBundle !== undefined && { caBundle }),
      ...(kubernetes && { kubernetes: { versions: kubernetes } }),
      ...(machineImages.length > 0 && { machineImages }),
      ...(flavors && { machineTypes: flavors.map(flavor => renderMachineType(flavor, form)) }),
      ...(volumeTypes && { volumeTypes }),
      ...(limits && { limits }),
      ...(images.length > 0 && {
        providerConfig: {
          apiVersion: openstackApiVersion,
          kind: 'CloudProfileConfig',
          machineImages: providerImages(images, form),
        },
      }),
    },
  };
}

/** New versions, and older ones that live longer, in one entry for each image. */
function coreImages({ images = [], longerImages = {}, form }: NamespacedProfileValues): MachineImage[] {
  const extended = new Map(Object.entries(longerImages));
  const added = images.map(image => {
    const longer = extended.get(image.name) ?? [];
    extended.delete(image.name);
    const { updateStrategy, versions, ...rest } = renderImage(image, form);
    const isNew = image.updateStrategy !== undefined || longer.length === 0;
    return { ...rest, ...(isNew && { updateStrategy }), versions: [...versions, ...longer] };
  });
  return [...added, ...[...extended].map(([name, versions]): MachineImage => ({ name, versions }))];
}

import type { Construct } from 'constructs';
import type { CloudProfileSpec } from '../../imports/core.gardener.cloud/v1beta1';
import { CloudProfile } from '../gardener/cloud-profile/cloud-profile';
import { metadataOf, type ObjectProps } from '../gardener/gardener-object';
import type { ProfileSpec } from './objects';
import { architectureOfFlavor } from './profile/read';
import { formOf, renderCloudProfile } from './profile/render';
import type { ProfileForm, ProfileValues } from './profile/values';

/** The description of an OpenStack landscape, and the metadata of its CloudProfile. */
export interface OpenStackCloudProfileProps extends Omit<ProfileValues, 'name'>, ObjectProps {}

/**
 * The catalogue of an OpenStack landscape: CloudProfile and CloudProfileConfig from one description, so that what one says of regions, flavors,
 * images and architectures the other cannot contradict.
 */
export class OpenStackCloudProfile extends CloudProfile {
  /** How architectures are told. */
  readonly form: ProfileForm;
  /** What Shoots may choose from. */
  readonly catalogue: ProfileSpec;

  constructor(scope: Construct, id: string, props: OpenStackCloudProfileProps) {
    const spec = renderCloudProfile({ ...props, name: props.name ?? id }).spec as CloudProfileSpec;
    super(scope, id, { ...metadataOf(props), ...spec });
    this.form = formOf(props);
    this.catalogue = spec;
  }

  /** Architecture of a flavor; undefined when the profile does not have it. */
  architectureOf(flavor: string): string | undefined {
    return architectureOfFlavor(this.catalogue, flavor);
  }
}

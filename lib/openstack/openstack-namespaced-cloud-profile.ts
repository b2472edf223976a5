import type { Construct } from 'constructs';
import type { NamespacedCloudProfileSpec } from '../../imports/core.gardener.cloud/v1beta1';
import { metadataOf, type ObjectProps } from '../gardener/gardener-object';
import { NamespacedCloudProfile } from '../gardener/namespaced-cloud-profile/namespaced-cloud-profile';
import type { Project } from '../gardener/project/project';
import type { ProfileSpec } from './objects';
import type { OpenStackCloudProfile } from './openstack-cloud-profile';
import { mergeProfiles } from './profile/merge';
import { architectureOfFlavor } from './profile/read';
import { renderNamespacedCloudProfile, type NamespacedProfileValues } from './profile/render-namespaced';

/** What a project adds to an OpenStack landscape, and the metadata of its profile. */
export interface OpenStackNamespacedCloudProfileProps
  extends Omit<NamespacedProfileValues, 'name' | 'namespace' | 'parent' | 'form'>, ObjectProps {
  readonly project: Project;
  /** The CloudProfile that it extends. */
  readonly parent: OpenStackCloudProfile;
}

/** The catalogue of one project: that of an OpenStack landscape with more flavors and images, or with versions that live longer. */
export class OpenStackNamespacedCloudProfile extends NamespacedCloudProfile {
  /** What Shoots of the project may choose from: that of the parent included. */
  readonly catalogue: ProfileSpec;

  constructor(scope: Construct, id: string, props: OpenStackNamespacedCloudProfileProps) {
    const { project, parent } = props;
    const place = { name: props.name ?? id, namespace: project.namespace, parent: parent.name, form: parent.form };
    const rendered = renderNamespacedCloudProfile({ ...props, ...place });
    const { parent: _, ...spec } = rendered.spec as NamespacedCloudProfileSpec;
    super(scope, id, { ...metadataOf(props), ...spec, project, parent });
    this.catalogue = mergeProfiles(parent.catalogue, rendered);
  }

  /** Architecture of a flavor; undefined when neither the profile nor its parent has it. */
  architectureOf(flavor: string): string | undefined {
    return architectureOfFlavor(this.catalogue, flavor);
  }
}

import type { Construct } from 'constructs';
import {
  NamespacedCloudProfile as NamespacedCloudProfileKind,
  type CloudProfileReference,
  type NamespacedCloudProfileSpec,
} from '../../../imports/core.gardener.cloud/v1beta1';
import type { CloudProfile } from '../cloud-profile/cloud-profile';
import { GardenerObject, metadataOf, withoutMetadata, type ObjectProps } from '../gardener-object';
import type { Project } from '../project/project';

/** The fields of a NamespacedCloudProfile's spec, and its metadata. */
export interface NamespacedCloudProfileProps extends ObjectProps, Omit<NamespacedCloudProfileSpec, 'parent'> {
  readonly project: Project;
  /** The CloudProfile that it extends. */
  readonly parent: CloudProfile;
}

/** A catalogue of one project: a CloudProfile with additions and longer lives. */
export class NamespacedCloudProfile extends GardenerObject<NamespacedCloudProfileKind> {
  /** Type of the infrastructure provider: that of the parent. */
  readonly type: string;
  /** How a Shoot of the same project refers to it. */
  readonly reference: CloudProfileReference;

  constructor(scope: Construct, id: string, props: NamespacedCloudProfileProps) {
    const { project, parent, ...fields } = withoutMetadata(props);
    super(scope, id, NamespacedCloudProfileKind, {
      ...metadataOf(props),
      namespace: project.namespace,
      place: { project: project.name },
      fields: () => ({ spec: { ...fields, parent: parent.reference } }),
    });
    this.type = parent.type;
    this.reference = { kind: 'NamespacedCloudProfile', name: this.name };
  }
}

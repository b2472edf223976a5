import type { Construct } from 'constructs';
import type { ObjectReference } from '../../../imports/core/v1';
import {
  WorkloadIdentity as WorkloadIdentityKind,
  type WorkloadIdentitySpec,
} from '../../../imports/security.gardener.cloud/v1alpha1';
import { GardenerObject, metadataOf, withoutMetadata, type ObjectProps } from '../gardener-object';
import type { Project } from '../project/project';

/** The fields of a WorkloadIdentity's spec, and its metadata. */
export interface WorkloadIdentityProps extends ObjectProps, WorkloadIdentitySpec {
  readonly project: Project;
}

/** Credentials without a secret: a token of the garden that the infrastructure trusts. */
export class WorkloadIdentity extends GardenerObject<WorkloadIdentityKind> {
  /** As other objects name it. */
  readonly reference: ObjectReference;

  constructor(scope: Construct, id: string, props: WorkloadIdentityProps) {
    const { project, ...fields } = withoutMetadata(props);
    super(scope, id, WorkloadIdentityKind, {
      ...metadataOf(props),
      namespace: project.namespace,
      place: { project: project.name },
      fields: () => ({ spec: fields }),
    });
    this.reference = {
      apiVersion: WorkloadIdentityKind.apiVersion,
      kind: WorkloadIdentityKind.kind,
      namespace: project.namespace,
      name: this.name,
    };
  }
}

import type { Construct } from 'constructs';
import { Quota as QuotaKind, type QuotaSpec } from '../../../imports/core.gardener.cloud/v1beta1';
import type { ObjectReference } from '../../../imports/core/v1';
import { GardenerObject, metadataOf, withoutMetadata, type ObjectProps } from '../gardener-object';
import type { Project } from '../project/project';

/** The fields of a Quota's spec, and its metadata. */
export interface QuotaProps extends ObjectProps, QuotaSpec {
  readonly project: Project;
}

/** Limits for the shoots that use a binding. */
export class Quota extends GardenerObject<QuotaKind> {
  /** How a binding refers to it. */
  readonly reference: ObjectReference;

  constructor(scope: Construct, id: string, props: QuotaProps) {
    const { project, ...fields } = withoutMetadata(props);
    super(scope, id, QuotaKind, {
      ...metadataOf(props),
      namespace: project.namespace,
      place: { project: project.name },
      fields: () => ({ spec: fields }),
    });
    this.reference = { name: this.name, namespace: project.namespace };
  }
}

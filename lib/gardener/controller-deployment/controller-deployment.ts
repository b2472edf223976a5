import type { Construct } from 'constructs';
import { ControllerDeployment as ControllerDeploymentKind } from '../../../imports/core.gardener.cloud/v1';
import type { Fields } from '../../api/typed-object';
import { GardenerObject, metadataOf, withoutMetadata, type ObjectProps } from '../gardener-object';

/** The fields of a ControllerDeployment, and its metadata. */
export interface ControllerDeploymentProps extends ObjectProps, Fields<ControllerDeploymentKind> {}

/** How an extension is deployed to seeds. Where gardener-operator runs, its Extension writes this object: use OperatorExtension there. */
export class ControllerDeployment extends GardenerObject<ControllerDeploymentKind> {
  constructor(scope: Construct, id: string, props: ControllerDeploymentProps) {
    super(scope, id, ControllerDeploymentKind, { ...metadataOf(props), fields: () => withoutMetadata(props) });
  }
}

import type { Construct } from 'constructs';
import {
  ControllerRegistration as ControllerRegistrationKind,
  type ControllerRegistrationSpec,
} from '../../../imports/core.gardener.cloud/v1beta1';
import { GardenerObject, metadataOf, withoutMetadata, type ObjectProps } from '../gardener-object';

/** The fields of a ControllerRegistration's spec, and its metadata. */
export interface ControllerRegistrationProps extends ObjectProps, ControllerRegistrationSpec {}

/** Registers an extension with Gardener. Where gardener-operator runs, its Extension writes this object: use OperatorExtension there. */
export class ControllerRegistration extends GardenerObject<ControllerRegistrationKind> {
  constructor(scope: Construct, id: string, props: ControllerRegistrationProps) {
    super(scope, id, ControllerRegistrationKind, {
      ...metadataOf(props),
      fields: () => ({ spec: withoutMetadata(props) }),
    });
  }
}

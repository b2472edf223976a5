import type { Construct } from 'constructs';
import { ExposureClass as ExposureClassKind } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Fields } from '../../api/typed-object';
import { GardenerObject, metadataOf, withoutMetadata, type ObjectProps } from '../gardener-object';

/** The fields of an ExposureClass, and its metadata. */
export interface ExposureClassProps extends ObjectProps, Fields<ExposureClassKind> {}

/** A way to expose the API servers of shoots: a handler that some seeds serve, and which seeds these are. */
export class ExposureClass extends GardenerObject<ExposureClassKind> {
  constructor(scope: Construct, id: string, props: ExposureClassProps) {
    super(scope, id, ExposureClassKind, { ...metadataOf(props), fields: () => withoutMetadata(props) });
  }
}

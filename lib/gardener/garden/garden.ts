import type { Construct } from 'constructs';
import { Garden as GardenKind, type GardenSpec } from '../../../imports/operator.gardener.cloud/v1alpha1';
import { GardenerObject, metadataOf, withoutMetadata, type ObjectProps } from '../gardener-object';

/** The fields of a Garden's spec, and its metadata. */
export interface GardenProps extends ObjectProps, GardenSpec {}

/** The control plane of the landscape itself, which gardener-operator runs; one per landscape. */
export class Garden extends GardenerObject<GardenKind> {
  constructor(scope: Construct, id: string, props: GardenProps) {
    super(scope, id, GardenKind, { ...metadataOf(props), fields: () => ({ spec: withoutMetadata(props) }) });
  }
}

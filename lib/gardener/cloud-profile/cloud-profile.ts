import type { Construct } from 'constructs';
import {
  CloudProfile as CloudProfileKind,
  type CloudProfileReference,
  type CloudProfileSpec,
} from '../../../imports/core.gardener.cloud/v1beta1';
import { GardenerObject, metadataOf, withoutMetadata, type ObjectProps } from '../gardener-object';

/** The fields of a CloudProfile's spec, and its metadata. */
export interface CloudProfileProps extends ObjectProps, CloudProfileSpec {}

/** What a Shoot may choose from: the catalogue of one infrastructure. Constructs of providers extend it. */
export class CloudProfile extends GardenerObject<CloudProfileKind> {
  /** Type of the infrastructure provider, for example `openstack`. */
  readonly type: string;
  /** How a Shoot refers to it. */
  readonly reference: CloudProfileReference;

  constructor(scope: Construct, id: string, props: CloudProfileProps) {
    super(scope, id, CloudProfileKind, { ...metadataOf(props), fields: () => ({ spec: withoutMetadata(props) }) });
    this.type = props.type;
    this.reference = { kind: 'CloudProfile', name: this.name };
  }
}

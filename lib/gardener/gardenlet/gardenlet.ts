import type { Construct } from 'constructs';
import {
  Gardenlet as GardenletKind,
  type GardenletSpec,
} from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import { GardenerObject, metadataOf, withoutMetadata, type ObjectProps } from '../gardener-object';

/** The fields of a Gardenlet's spec, and its metadata. */
export interface GardenletProps extends ObjectProps, GardenletSpec {}

/** A gardenlet that gardener-operator deploys, and through it a Seed of the same name. It lives in the namespace garden. */
export class Gardenlet extends GardenerObject<GardenletKind> {
  constructor(scope: Construct, id: string, props: GardenletProps) {
    super(scope, id, GardenletKind, {
      ...metadataOf(props),
      namespace: 'garden',
      fields: () => ({ spec: withoutMetadata(props) }),
    });
  }
}

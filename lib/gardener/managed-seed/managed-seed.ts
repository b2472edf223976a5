import type { Construct } from 'constructs';
import {
  ManagedSeed as ManagedSeedKind,
  type ManagedSeedSpec,
} from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import { GardenerObject, metadataOf, withoutMetadata, type ObjectProps } from '../gardener-object';

/** The fields of a ManagedSeed's spec, and its metadata. */
export interface ManagedSeedProps extends ObjectProps, ManagedSeedSpec {}

/** Turns a Shoot of the namespace garden into a Seed of the same name. */
export class ManagedSeed extends GardenerObject<ManagedSeedKind> {
  constructor(scope: Construct, id: string, props: ManagedSeedProps) {
    super(scope, id, ManagedSeedKind, {
      ...metadataOf(props),
      namespace: 'garden',
      fields: () => ({ spec: withoutMetadata(props) }),
    });
  }
}

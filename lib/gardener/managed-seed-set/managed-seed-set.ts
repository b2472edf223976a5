import type { Construct } from 'constructs';
import {
  ManagedSeedSet as ManagedSeedSetKind,
  type ManagedSeedSetSpec,
} from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import { GardenerObject, metadataOf, withoutMetadata, type ObjectProps } from '../gardener-object';

/** The fields of a ManagedSeedSet's spec, and its metadata. */
export interface ManagedSeedSetProps extends ObjectProps, ManagedSeedSetSpec {}

/** Several Shoots that become Seeds, from one template. It lives in the namespace garden. */
export class ManagedSeedSet extends GardenerObject<ManagedSeedSetKind> {
  constructor(scope: Construct, id: string, props: ManagedSeedSetProps) {
    super(scope, id, ManagedSeedSetKind, {
      ...metadataOf(props),
      namespace: 'garden',
      fields: () => ({ spec: withoutMetadata(props) }),
    });
  }
}

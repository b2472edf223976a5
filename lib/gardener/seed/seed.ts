import type { Construct } from 'constructs';
import { Seed as SeedKind, type SeedSpec } from '../../../imports/core.gardener.cloud/v1beta1';
import { GardenerObject, metadataOf, withoutMetadata, type ObjectProps } from '../gardener-object';

/** The fields of a Seed's spec, and its metadata. */
export interface SeedProps extends ObjectProps, SeedSpec {}

/** A cluster that hosts control planes, registered by hand. A gardenlet registers its own: use Gardenlet or ManagedSeed there. */
export class Seed extends GardenerObject<SeedKind> {
  constructor(scope: Construct, id: string, props: SeedProps) {
    super(scope, id, SeedKind, { ...metadataOf(props), fields: () => ({ spec: withoutMetadata(props) }) });
  }
}

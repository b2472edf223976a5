import type { Seed, SeedSpec } from '../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { ViewObject } from '../../rules/view';
import { gardenletOf } from '../gitops-rules/gardenlets';

/** The spec of a seed, and where in its object it stands. */
export interface DescribedSeed {
  readonly spec: Loose<SeedSpec> | undefined;
  readonly path: FieldPath;
}

/** The spec of a Seed, or of the seed that an object describes. */
export function describedSeed({ object }: ViewObject): DescribedSeed {
  if (object.kind === 'Seed') return { spec: (object as Loose<Seed>).spec, path: FieldPath.of('spec') };
  const { config, configPath } = gardenletOf(object);
  return { spec: config.seedConfig?.spec, path: configPath.child('seedConfig', 'spec') };
}

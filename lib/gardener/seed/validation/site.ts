import type { FieldPath } from '../../../core/field-path';

/** Where the specification of a seed stands. */
export interface SeedSite {
  readonly path: FieldPath;
  /** Below a gardenlet, which completes the specification from the shoot that becomes the seed, or from its own answers. */
  readonly template: boolean;
}

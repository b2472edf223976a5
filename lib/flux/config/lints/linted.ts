import type { FieldPath } from '../../../core/field-path';
import type { DefaultedConfig } from '../defaults';
import type { FluxConfig, ShootResource } from '../flux-config';

/** A configuration as written and as the extension completes it. */
export interface Linted {
  /** As it stands in the Shoot. */
  readonly written: unknown;
  /** Decoded, not defaulted. */
  readonly given: FluxConfig;
  readonly config: DefaultedConfig;
  readonly resources: readonly ShootResource[];
  readonly path: FieldPath;
}

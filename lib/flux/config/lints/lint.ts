import type { FieldPath } from '../../../core/field-path';
import type { Report } from '../../../rules/report';
import type { DefaultedConfig } from '../defaults';
import type { FluxConfig, ShootResource } from '../flux-config';
import { lintInstallation } from './installation';
import { lintKustomization } from './kustomization';
import { lintSecrets } from './secrets';
import { lintSource } from './source';

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

/** What upstream accepts and what then fails or surprises. */
export function lintFluxConfig(linted: Linted, report: Report): void {
  lintInstallation(linted, report);
  lintSource(linted, report);
  lintKustomization(linted, report);
  lintSecrets(linted, report);
}

import type { Report } from '../../../rules/report';
import { lintInstallation } from './installation';
import { lintKustomization } from './kustomization';
import { lintSecrets } from './secrets';
import { lintSource } from './source';
import type { Linted } from './linted';

/** What upstream accepts and what then fails or surprises. */
export function lintFluxConfig(linted: Linted, report: Report): void {
  lintInstallation(linted, report);
  lintSource(linted, report);
  lintKustomization(linted, report);
  lintSecrets(linted, report);
}

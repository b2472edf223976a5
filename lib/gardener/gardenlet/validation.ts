import type { GardenletConfiguration } from '../../../imports/gardenlet.config.gardener.cloud/v1alpha1';
import type { Gardenlet } from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123LabelProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { validateGardenletConfigurationUpdate } from '../gardenlet-configuration/validation';
import { validateEmbeddedConfiguration } from '../gardenlet-configuration/validation/embedded';
import { gardenNamespaceRule } from '../validation/garden-namespace';
import { validateGardenletDeployment } from '../validation/gardenlet-deployment';
import { validateObjectMeta, validateObjectMetaUpdate } from '../../kubernetes/meta/object-meta';
import { validateOCIRepository } from '../validation/oci-repository';
import { validateOperation, validateOperationUpdate } from '../validation/operation-annotation';

const metadataPath = FieldPath.of('metadata');
const configPath = FieldPath.of('spec', 'config');
const operations = ['reconcile', 'renew-kubeconfig', 'force-redeploy'];

/** A new Gardenlet (`ValidateGardenlet`). */
export function validateGardenlet(gardenlet: Loose<Gardenlet>, report: Report): void {
  const { metadata, spec } = gardenlet;
  const scope = { namespaced: true, nameProblems: dns1123LabelProblems, path: metadataPath };
  validateObjectMeta(metadata, scope, report);
  if (metadata?.namespace !== 'garden')
    report.forbidden(gardenNamespaceRule, metadataPath.child('namespace'), { value: metadata?.namespace });
  validateOperation(metadata, operations, report);
  const path = FieldPath.of('spec', 'deployment');
  validateGardenletDeployment(spec?.deployment, path, report);
  validateOCIRepository(spec?.deployment?.helm?.ociRepository ?? {}, path.child('helm', 'ociRepository'), report);
  // the operator always bootstraps with a token and merges nothing
  const bootstrap = { bootstrap: 'BootstrapToken', mergeWithParent: false };
  validateEmbeddedConfiguration(configOf(gardenlet) ?? {}, bootstrap, configPath, report);
}

/** A changed Gardenlet against the stored one (`ValidateGardenletUpdate`). */
export function validateGardenletUpdate(next: Loose<Gardenlet>, old: Loose<Gardenlet>, report: Report): void {
  validateObjectMetaUpdate(next.metadata, old.metadata, metadataPath, report);
  validateOperationUpdate(next, old, report);
  validateGardenletConfigurationUpdate(configOf(next), configOf(old), configPath, report);
  validateGardenlet(next, report);
}

/** The field is free-form in the API, because the gardenlet has a group of its own for its configuration. */
function configOf({ spec }: Loose<Gardenlet>): Loose<GardenletConfiguration> | undefined {
  return spec?.config;
}

import type {
  GardenClientConnection,
  GardenletConfiguration,
} from '../../../../imports/gardenlet.config.gardener.cloud/v1alpha1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { validateGardenletConfiguration } from '../validation';

const rule = ruleTable('gardener:pkg/api/seedmanagement/validation/managedseed.go v1.150', {
  'GL-01': {
    reason: 'the controller names the Seed after the object that holds the configuration',
    fix: 'remove seedConfig.metadata.name',
  },
  'GL-12': {
    reason:
      'the configuration of a gardenlet must be a GardenletConfiguration of gardenlet.config.gardener.cloud/v1alpha1',
    source: 'gardener:pkg/apis/seedmanagement/encoding/encoding.go v1.150',
  },
  'GARDENLET-KUBECONFIG-WITH-BOOTSTRAP': {
    reason: 'a gardenlet that bootstraps itself gets its kubeconfig from the garden',
    fix: 'remove gardenClientConnection.kubeconfig, or set bootstrap to None',
  },
  'GARDENLET-KUBECONFIG-MISSING': {
    reason: 'without bootstrap and without a parent to copy from, a gardenlet needs a kubeconfig for the garden',
    fix: 'set gardenClientConnection.kubeconfig, mergeWithParent or bootstrap',
  },
  'GARDENLET-BOOTSTRAP-KUBECONFIG': {
    reason: 'a bootstrap kubeconfig is used only with bootstrap',
    fix: 'remove gardenClientConnection.bootstrapKubeconfig, or set bootstrap',
  },
  'GARDENLET-KUBECONFIG-SECRET': {
    reason: 'the Secret for the kubeconfig of the garden is written only with bootstrap',
    fix: 'remove gardenClientConnection.kubeconfigSecret, or set bootstrap',
  },
});

/** The rules about a gardenlet configuration inside another object. */
export const embeddedConfigurationRules = Object.values(rule);

/** How the gardenlet gets its first credentials. */
export interface GardenletBootstrap {
  /** `ServiceAccount`, `BootstrapToken`, `None`, or a value that is refused elsewhere. */
  readonly bootstrap: string;
  readonly mergeWithParent: boolean;
}

const apiVersion = 'gardenlet.config.gardener.cloud/v1alpha1';
const kind = 'GardenletConfiguration';

/** The configuration below `config` of a Gardenlet, ManagedSeed or ManagedSeedSet. */
export function validateEmbeddedConfiguration(
  config: Loose<GardenletConfiguration>,
  bootstrap: GardenletBootstrap,
  path: FieldPath,
  report: Report,
): void {
  // what is no gardenlet configuration is refused while decoding
  if (!isConfiguration(config, path, report)) return;
  const name = config.seedConfig?.metadata?.name ?? '';
  if (name !== '') report.forbidden(rule['GL-01'], path.child('seedConfig', 'metadata', 'name'), { value: name });
  validateGardenletConfiguration(config, path, report);
  const { gardenClientConnection: connection } = config;
  if (connection !== undefined) validateBootstrap(connection, bootstrap, path.child('gardenClientConnection'), report);
}

function isConfiguration(config: Loose<GardenletConfiguration>, path: FieldPath, report: Report): boolean {
  const given: Loose<{ apiVersion: string; kind: string }> = config;
  const wrong = [
    { field: 'apiVersion', value: given.apiVersion ?? '', allowed: apiVersion },
    { field: 'kind', value: given.kind ?? '', allowed: kind },
  ].filter(({ value, allowed }) => value !== '' && value !== allowed);
  for (const { field, value, allowed } of wrong)
    report.invalid(rule['GL-12'], path.child(field), value, { allowed: [allowed] });
  return wrong.length === 0;
}

function validateBootstrap(
  connection: Loose<GardenClientConnection>,
  { bootstrap, mergeWithParent }: GardenletBootstrap,
  path: FieldPath,
  report: Report,
): void {
  const { kubeconfig = '' } = connection;
  if (bootstrap === 'ServiceAccount' || bootstrap === 'BootstrapToken') {
    if (kubeconfig !== '') report.forbidden(rule['GARDENLET-KUBECONFIG-WITH-BOOTSTRAP'], path.child('kubeconfig'));
    return;
  }
  if (bootstrap !== 'None') return;
  if (kubeconfig === '' && !mergeWithParent)
    report.required(rule['GARDENLET-KUBECONFIG-MISSING'], path.child('kubeconfig'));
  if (connection.bootstrapKubeconfig !== undefined)
    report.forbidden(rule['GARDENLET-BOOTSTRAP-KUBECONFIG'], path.child('bootstrapKubeconfig'));
  if (connection.kubeconfigSecret !== undefined)
    report.forbidden(rule['GARDENLET-KUBECONFIG-SECRET'], path.child('kubeconfigSecret'));
}

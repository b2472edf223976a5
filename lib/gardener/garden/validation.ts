import type { Extension, Garden, GardenSpecVirtualCluster } from '../../../imports/operator.gardener.cloud/v1alpha1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { kubernetesVersion } from '../kubernetes/version';
import type { ValidationContext } from '../validation-context';
import { validateLabelSelector } from '../../kubernetes/meta/label-selector';
import { validateResources } from '../validation/resources';
import { semanticEqual } from '../../kubernetes/meta/semantic-equal';
import { validateResourceAdmission } from './validation/admission-controller';
import { validateGardenerApiServer } from './validation/api-server';
import { validateDashboard } from './validation/dashboard';
import {
  validateDns,
  validateDomain,
  validateDomains,
  validateTLSSecretName,
  type DnsFields,
} from './validation/domains';
import { validateDurations } from './validation/durations';
import { validateGardenExtensions } from './validation/extensions';
import { validateGardenerFeatureGates } from './validation/feature-gates';
import { validateVirtualKubernetes } from './validation/kubernetes';
import { validateRuntimeNetworks, validateVirtualServices } from './validation/networks';
import { validateOperations } from './validation/operations';
import { validateRuntimeSettings } from './validation/runtime-settings';
import { validateGardenChange } from './validation/update';

/** What a Garden is judged with. */
export interface GardenContext extends ValidationContext {
  /** The Extensions of the runtime cluster; absent when they are not known, for example when only one file is judged. */
  readonly extensions?: readonly Loose<Extension>[];
}

type VirtualCluster = Loose<GardenSpecVirtualCluster>;

const specPath = FieldPath.of('spec');

/** A new Garden (`ValidateGarden`), after the schema and the CEL rules of its CRD accepted it. */
export function validateGarden(garden: Loose<Garden>, report: Report, context: GardenContext): void {
  validate(garden, undefined, report, context);
}

/** A changed Garden against the stored one (`ValidateGardenUpdate`). */
export function validateGardenUpdate(
  next: Loose<Garden>,
  old: Loose<Garden>,
  report: Report,
  context: GardenContext,
): void {
  validateGardenChange(next, old, report);
  validate(next, old, report, context);
}

function validate(
  garden: Loose<Garden>,
  old: Loose<Garden> | undefined,
  report: Report,
  { extensions, gardener }: GardenContext,
): void {
  const { dns, runtimeCluster = {}, virtualCluster = {}, resources } = garden.spec ?? {};
  const runtimePath = specPath.child('runtimeCluster');
  const highlyAvailable = virtualCluster.controlPlane?.highAvailability !== undefined;
  validateDurations(garden, report);
  validateOperations(garden, report);
  validateDns(dns, specPath.child('dns'), report);
  validateGardenExtensions(garden.spec?.extensions, extensions, specPath.child('extensions'), report);
  validateDomains(runtimeCluster.ingress?.domains, dns, runtimePath.child('ingress', 'domains'), report);
  validateRuntimeNetworks(runtimeCluster.networking ?? {}, runtimePath.child('networking'), report);
  validateRuntimeSettings(runtimeCluster, highlyAvailable, runtimePath.child('settings'), report);
  validateResources(resources, specPath.child('resources'), report, { allowWorkloadIdentity: false });
  const virtualPath = specPath.child('virtualCluster');
  validateDomains(virtualCluster.dns?.domains, dns, virtualPath.child('dns', 'domains'), report);
  const unchangedIssuers = old !== undefined && haveSameIssuers(garden, old);
  validateVirtualKubernetes(virtualCluster, { unchangedIssuers, gardener }, virtualPath, report);
  validateGardener(virtualCluster, { dns, version: gardener }, virtualPath.child('gardener'), report);
  const services = virtualCluster.networking ?? {};
  validateVirtualServices(services, runtimeCluster.networking ?? {}, virtualPath.child('networking'), report);
}

/** The components of Gardener itself in the virtual cluster. */
function validateGardener(
  { gardener = {}, kubernetes }: VirtualCluster,
  { dns, version }: { readonly dns: DnsFields; readonly version: string },
  path: FieldPath,
  report: Report,
): void {
  const { gardenerAPIServer, gardenerAdmissionController, gardenerControllerManager, gardenerScheduler } = gardener;
  const kubeAPIServer = kubernetes?.kubeAPIServer;
  const apiServer = { gardener: version, version: kubernetesVersion(kubernetes?.version ?? ''), kubeAPIServer };
  validateGardenerApiServer(gardenerAPIServer, apiServer, path.child('gardenerAPIServer'), report);
  const admission = path.child('gardenerAdmissionController', 'resourceAdmissionConfiguration');
  validateResourceAdmission(gardenerAdmissionController?.resourceAdmissionConfiguration, admission, report);
  const manager = path.child('gardenerControllerManager');
  validateGardenerFeatureGates(gardenerControllerManager?.featureGates, version, manager.child('featureGates'), report);
  for (const [index, { projectSelector }] of (gardenerControllerManager?.defaultProjectQuotas ?? []).entries()) {
    const selector = manager.child('defaultProjectQuotas').index(index).child('projectSelector');
    validateLabelSelector(projectSelector, selector, report);
  }
  const scheduler = path.child('gardenerScheduler', 'featureGates');
  validateGardenerFeatureGates(gardenerScheduler?.featureGates, version, scheduler, report);
  validateDashboard(gardener.gardenerDashboard, { dns, kubeAPIServer }, path.child('gardenerDashboard'), report);
  const { domain, tlsSecretName } = gardener.gardenerDiscoveryServer ?? {};
  const discovery = path.child('gardenerDiscoveryServer');
  if (domain !== undefined) validateDomain(domain, dns, discovery.child('domain'), report);
  validateTLSSecretName(tlsSecretName, discovery.child('tlsSecretName'), report);
}

/** Issuers that were wrong before may stay, so that other changes are not blocked. */
function haveSameIssuers(next: Loose<Garden>, old: Loose<Garden>): boolean {
  const [after, before] = [next, old].map(
    ({ spec }) => spec?.virtualCluster?.kubernetes?.kubeAPIServer?.serviceAccountConfig,
  );
  return after !== undefined && before !== undefined && semanticEqual(after.acceptedIssuers, before.acceptedIssuers);
}

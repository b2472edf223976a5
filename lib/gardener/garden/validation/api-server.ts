import type {
  GardenSpecVirtualClusterGardenerGardenerAPIServer,
  GardenSpecVirtualClusterKubernetesKubeAPIServer,
} from '../../../../imports/operator.gardener.cloud/v1alpha1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { suggest } from '../../../core/suggest';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import {
  validateApiServerLogging,
  validateApiServerRequests,
  validateWatchCacheSizes,
} from '../../kubernetes/api-server-requests';
import { isKubernetesPlugin } from '../../kubernetes/admission-plugins';
import { durations, isDurationWithin } from '../../kubernetes/durations';
import type { KubernetesVersion } from '../../kubernetes/version';
import { validateNameReference } from '../../validation/references';
import { gardenerAdmissionPlugins } from '../admission-plugins';
import { validateGardenerEncryption } from './encryption';
import { validateGardenerFeatureGates } from './feature-gates';

const rule = ruleTable(
  'gardener:pkg/api/operator/v1alpha1/validation/garden.go v1.150 (validateGardenerAPIServerConfig)',
  {
    'GARDEN-ADMISSION-PLUGIN-NAME': { reason: 'an admission plugin needs a name', fix: 'set name' },
    'GARDEN-ADMISSION-PLUGIN': 'the gardener-apiserver must have the admission plugin',
    'GARDEN-ADMIN-KUBECONFIG': 'the longest validity of an admin kubeconfig must be 1h to 2^32 seconds',
  },
);

/** The rules about the gardener-apiserver. */
export const gardenerApiServerRules = Object.values(rule);

type ApiServer = Loose<GardenSpecVirtualClusterGardenerGardenerAPIServer>;

/** What the gardener-apiserver has to fit to. */
export interface GardenerApiServerContext {
  /** Version of Gardener. */
  readonly gardener: string;
  readonly version: KubernetesVersion;
  readonly kubeAPIServer: Loose<GardenSpecVirtualClusterKubernetesKubeAPIServer> | undefined;
}

const isKubeconfigValidity = isDurationWithin(durations.hour, 2 ** 32);

/** The gardener-apiserver of a virtual garden; `path` is its configuration. */
export function validateGardenerApiServer(
  config: ApiServer | undefined,
  { gardener, version, kubeAPIServer }: GardenerApiServerContext,
  path: FieldPath,
  report: Report,
): void {
  if (config === undefined) return;
  validateGardenerFeatureGates(config.featureGates, gardener, path.child('featureGates'), report);
  // upstream judges nothing after an admission plugin without a name
  const known = gardenerAdmissionPlugins(gardener);
  if (!validateAdmissionPlugins(config.admissionPlugins, known, path.child('admissionPlugins'), report)) return;
  const encryption = { config: config.encryptionConfig, kubeAPIServer: kubeAPIServer?.encryptionConfig };
  validateGardenerEncryption(encryption, path.child('encryptionConfig'), report);
  const policy = config.auditConfig?.auditPolicy?.configMapRef;
  if (policy !== undefined)
    validateNameReference(policy, path.child('auditConfig', 'auditPolicy', 'configMapRef'), report);
  validateWatchCacheSizes(config.watchCacheSizes, version, path.child('watchCacheSizes'), report);
  validateApiServerLogging(config.logging ?? {}, path.child('logging'), report);
  validateApiServerRequests(config.requests ?? {}, path.child('requests'), report);
  const validity = config.shootAdminKubeconfigMaxExpiration;
  if (validity !== undefined && !isKubeconfigValidity(validity))
    report.invalid(rule['GARDEN-ADMIN-KUBECONFIG'], path.child('shootAdminKubeconfigMaxExpiration'), validity);
}

const elsewhere =
  'list it at spec.virtualCluster.kubernetes.kubeAPIServer.admissionPlugins: it is a plugin of Kubernetes';

function validateAdmissionPlugins(
  plugins: ApiServer['admissionPlugins'],
  known: readonly string[] | undefined,
  path: FieldPath,
  report: Report,
): boolean {
  for (const [index, { name = '' }] of (plugins ?? []).entries()) {
    const at = path.index(index).child('name');
    if (name === '') {
      report.required(rule['GARDEN-ADMISSION-PLUGIN-NAME'], at);
      return false;
    }
    if (known === undefined || known.includes(name)) continue;
    const near = suggest(name, known);
    const fix = isKubernetesPlugin(name) ? elsewhere : near === undefined ? undefined : `write ${near}`;
    report.notSupported(rule['GARDEN-ADMISSION-PLUGIN'], at, name, known, fix === undefined ? {} : { fix });
  }
  return true;
}

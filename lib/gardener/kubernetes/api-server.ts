import type {
  KubeAPIServerConfig,
  StructuredAuthentication,
  StructuredAuthorization,
} from '../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { fieldChecks, isCount } from '../../rules/field-checks';
import { validateNameReference } from '../validation/references';
import { validateAdmissionPlugins } from './admission-plugins';
import { validateApiServerLogging, validateApiServerRequests, validateWatchCacheSizes } from './api-server-requests';
import { minimums, validateControlPlaneAutoscaling } from './autoscaling';
import { durations, isDurationWithin } from './durations';
import { validateEncryptionConfig, type EncryptionOptions } from './encryption';
import { validateFeatureGates } from './feature-gates';
import { validateRuntimeConfig } from './runtime-config';
import { validateServiceAccountConfig } from './service-accounts';
import { isFromMinor, type KubernetesVersion } from './version';

const warnings = 'gardener:pkg/api/core/shoot/warnings.go v1.150 (GetKubeAPIServerWarnings)';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (ValidateKubeAPIServer)', {
  'K8S-API-ANONYMOUS-GONE': {
    reason: 'from Kubernetes 1.35 on enableAnonymousAuthentication is no longer supported',
    fix: 'remove it and use structuredAuthentication',
  },
  'K8S-API-ANONYMOUS-DEPRECATED': {
    severity: 'warning',
    reason: 'enableAnonymousAuthentication is deprecated, and refused from Kubernetes 1.35 on',
    fix: 'remove it and use structuredAuthentication',
    source: warnings,
  },
  'K8S-WATCH-CACHE-DEFAULT-DEPRECATED': {
    severity: 'warning',
    reason: 'the default size of watch caches is deprecated, and refused from Kubernetes 1.35 on',
    fix: 'remove it: the kube-apiserver sizes its caches itself',
    source: warnings,
  },
  'K8S-API-AUTHENTICATION-GATE': {
    reason: 'structuredAuthentication needs the feature gate StructuredAuthenticationConfiguration',
    fix: 'remove the feature gate or structuredAuthentication',
  },
  'K8S-API-AUTHENTICATION-CONFIGMAP': {
    reason: 'structuredAuthentication needs a ConfigMap',
    fix: 'set configMapName',
  },
  'K8S-API-AUTHORIZATION-GATE': {
    reason: 'structuredAuthorization needs the feature gate StructuredAuthorizationConfiguration',
    fix: 'remove the feature gate or structuredAuthorization',
  },
  'K8S-API-AUTHORIZATION-CONFIGMAP': { reason: 'structuredAuthorization needs a ConfigMap', fix: 'set configMapName' },
  'K8S-API-AUTHORIZATION-KUBECONFIGS': {
    reason: 'structuredAuthorization needs a kubeconfig for every webhook',
    fix: 'list authorizerName and secretName in kubeconfigs',
  },
  'K8S-API-TOLERATION-SECONDS': 'the time that pods stay on a lost node must be 0 or more seconds',
  'K8S-API-EVENT-TTL': 'events are kept for 0 to 24h',
  'K8S-API-TLS-VERSION': 'this TLS version is not offered',
  'K8S-API-AUDIENCE-DUPLICATE': { reason: 'an audience is listed once', fix: 'remove the second entry' },
  'K8S-API-AUDIENCE-COMMA': { reason: 'an audience has no comma', fix: 'write one entry for each audience' },
});

/** The rules about a kube-apiserver that no other table holds. */
export const apiServerRules = Object.values(rule);

/** What decides about a kube-apiserver beside its configuration. */
export interface ApiServerContext {
  readonly version: KubernetesVersion;
  readonly workerless: boolean;
  readonly encryption: EncryptionOptions;
  /** An update left serviceAccountConfig.acceptedIssuers as they were, so they are not judged again. @default false */
  readonly unchangedIssuers?: boolean;
}

const checkFields = fieldChecks<KubeAPIServerConfig>({
  defaultNotReadyTolerationSeconds: { rule: rule['K8S-API-TOLERATION-SECONDS'], holds: isCount },
  defaultUnreachableTolerationSeconds: { rule: rule['K8S-API-TOLERATION-SECONDS'], holds: isCount },
  eventTTL: { rule: rule['K8S-API-EVENT-TTL'], holds: isDurationWithin(0, durations.day) },
  tlsMinVersion: { rule: rule['K8S-API-TLS-VERSION'], allowed: ['VersionTLS12', 'VersionTLS13'] },
});

/** The kube-apiserver of a Shoot or of a virtual garden; `path` is its configuration. */
export function validateKubeApiServer(
  config: Loose<KubeAPIServerConfig> | undefined,
  context: ApiServerContext,
  path: FieldPath,
  report: Report,
): void {
  if (config === undefined) return;
  const { version, workerless } = context;
  checkFields(config, path, report);
  validateOldFields(config, version, path, report);
  validateAdmissionPlugins(config.admissionPlugins, version, path.child('admissionPlugins'), report);
  validateRuntimeConfig(config.runtimeConfig, { version, workerless }, path.child('runtimeConfig'), report);
  validateAccess(config, context, path, report);
  validateWatchCacheSizes(config.watchCacheSizes, version, path.child('watchCacheSizes'), report);
  if (config.logging) validateApiServerLogging(config.logging, path.child('logging'), report);
  if (config.requests) validateApiServerRequests(config.requests, path.child('requests'), report);
  validateEncryptionConfig(config.encryptionConfig, context.encryption, path.child('encryptionConfig'), report);
  validateControlPlaneAutoscaling(config.autoscaling, minimums.kubeAPIServer, path.child('autoscaling'), report);
  validateFeatureGates(config.featureGates, version, path.child('featureGates'), report);
}

/** Fields that Kubernetes 1.35 no longer has. */
function validateOldFields(
  { enableAnonymousAuthentication, watchCacheSizes }: Loose<KubeAPIServerConfig>,
  version: KubernetesVersion,
  path: FieldPath,
  report: Report,
): void {
  const isGone = isFromMinor(version, 35);
  if (enableAnonymousAuthentication !== undefined) {
    const at = path.child('enableAnonymousAuthentication');
    if (isGone) report.forbidden(rule['K8S-API-ANONYMOUS-GONE'], at);
    else report.add(rule['K8S-API-ANONYMOUS-DEPRECATED'], at, { value: enableAnonymousAuthentication });
  }
  if (watchCacheSizes?.default !== undefined && !isGone)
    report.add(rule['K8S-WATCH-CACHE-DEFAULT-DEPRECATED'], path.child('watchCacheSizes', 'default'), {
      value: watchCacheSizes.default,
    });
}

/** Who may do what, and what is written down about it. */
function validateAccess(
  config: Loose<KubeAPIServerConfig>,
  { unchangedIssuers = false }: ApiServerContext,
  path: FieldPath,
  report: Report,
): void {
  const { auditConfig, structuredAuthentication, structuredAuthorization, featureGates = {} } = config;
  const policy = auditConfig?.auditPolicy?.configMapRef;
  if (policy) validateNameReference(policy, path.child('auditConfig', 'auditPolicy', 'configMapRef'), report);
  if (structuredAuthentication)
    validateAuthentication(structuredAuthentication, featureGates, path.child('structuredAuthentication'), report);
  if (structuredAuthorization)
    validateAuthorization(structuredAuthorization, featureGates, path.child('structuredAuthorization'), report);
  validateServiceAccountConfig(
    config.serviceAccountConfig,
    unchangedIssuers,
    path.child('serviceAccountConfig'),
    report,
  );
  if (config.apiAudiences) validateAudiences(config.apiAudiences, path.child('apiAudiences'), report);
}

type Gates = Readonly<Record<string, boolean | undefined>>;

function validateAuthentication(
  { configMapName = '' }: Loose<StructuredAuthentication>,
  gates: Gates,
  path: FieldPath,
  report: Report,
): void {
  if (gates['StructuredAuthenticationConfiguration'] === false)
    report.forbidden(rule['K8S-API-AUTHENTICATION-GATE'], path);
  if (configMapName === '') report.forbidden(rule['K8S-API-AUTHENTICATION-CONFIGMAP'], path.child('configMapName'));
}

function validateAuthorization(
  { configMapName = '', kubeconfigs = [] }: Loose<StructuredAuthorization>,
  gates: Gates,
  path: FieldPath,
  report: Report,
): void {
  if (gates['StructuredAuthorizationConfiguration'] === false)
    report.forbidden(rule['K8S-API-AUTHORIZATION-GATE'], path);
  if (configMapName === '') report.forbidden(rule['K8S-API-AUTHORIZATION-CONFIGMAP'], path.child('configMapName'));
  else if (kubeconfigs.length === 0)
    report.required(rule['K8S-API-AUTHORIZATION-KUBECONFIGS'], path.child('kubeconfigs'));
}

function validateAudiences(audiences: readonly string[], path: FieldPath, report: Report): void {
  const seen = new Set<string>();
  for (const [index, audience] of audiences.entries()) {
    if (seen.has(audience)) report.duplicate(rule['K8S-API-AUDIENCE-DUPLICATE'], path.index(index), audience);
    if (audience.includes(',')) report.invalid(rule['K8S-API-AUDIENCE-COMMA'], path.index(index), audience);
    seen.add(audience);
  }
}

import { FieldPattern } from './field-pattern';
import { xr } from './reference-rules';
import type { Rule } from '../../rules/rule';

/** A field of a kind that refers to another object in the same cluster. */
export interface ReferenceField {
  readonly rule: Rule;
  readonly pattern: FieldPattern;
  /** What a field that holds only a name refers to; a field that tells apiVersion and kind decides itself. @default v1 Secret */
  readonly group: string;
  readonly kind: string;
  /** Where the target lives when the field does not tell: beside the object, in `garden`, or in no namespace. */
  readonly namespace: 'own' | 'garden' | 'none';
  /** Key that a ConfigMap or Secret must have. */
  readonly key: string | undefined;
}

type Options = Partial<Pick<ReferenceField, 'group' | 'kind' | 'namespace' | 'key'>>;

const to =
  (defaults: Options) =>
  (rule: Rule, pattern: string, options: Options = {}): ReferenceField => ({
    rule,
    pattern: new FieldPattern(pattern),
    group: '',
    kind: 'Secret',
    namespace: 'own',
    key: undefined,
    ...defaults,
    ...options,
  });

const own = to({ namespace: 'own' });
const inGarden = to({ namespace: 'garden' });
const core = to({ group: 'core.gardener.cloud', namespace: 'none' });

const configMap = { kind: 'ConfigMap' };
const kubeconfig = { key: 'kubeconfig' };
const server = 'spec.kubernetes.kubeAPIServer';

/** A Seed, or the template of one below a gardenlet. */
const seed = (spec: string): readonly ReferenceField[] => [
  inGarden(xr['XR-SEED-BACKUP'], `${spec}.backup.credentialsRef`),
  inGarden(xr['XR-SEED-DNS'], `${spec}.dns.provider.credentialsRef`),
  inGarden(xr['XR-SEED-DNS'], `${spec}.dns.internal.credentialsRef`),
  inGarden(xr['XR-SEED-DNS'], `${spec}.dns.defaults[].credentialsRef`),
  inGarden(xr['XR-SEED-RESOURCE'], `${spec}.resources[].resourceRef`),
];

const registry = (rule: Rule, chart: string): readonly ReferenceField[] => [
  inGarden(rule, `${chart}.ociRepository.pullSecretRef`),
  inGarden(rule, `${chart}.ociRepository.caBundleSecretRef`, { key: 'bundle.crt' }),
];

const runtimeServer = (path: string): readonly ReferenceField[] => [
  inGarden(xr['XR-GARDEN-APISERVER'], `${path}.auditConfig.auditPolicy.configMapRef`, { ...configMap, key: 'policy' }),
  inGarden(xr['XR-GARDEN-APISERVER'], `${path}.auditWebhook.kubeconfigSecretName`, kubeconfig),
  inGarden(xr['XR-GARDEN-APISERVER'], `${path}.admissionPlugins[].kubeconfigSecretName`, kubeconfig),
];

const gardenServer = 'spec.virtualCluster.kubernetes.kubeAPIServer';
const dashboard = 'spec.virtualCluster.gardener.gardenerDashboard';

/** Who refers to whom, by kind of the object that refers. */
export const referenceFields: Readonly<Record<string, readonly ReferenceField[]>> = {
  'core.gardener.cloud/Shoot': [
    own(xr['XR-SHOOT-RESOURCE'], 'spec.resources[].resourceRef'),
    own(xr['XR-SHOOT-DNS'], 'spec.dns.providers[].credentialsRef'),
    own(xr['XR-SHOOT-DNS'], 'spec.dns.providers[].secretName'),
    own(xr['XR-SHOOT-AUDIT'], `${server}.auditConfig.auditPolicy.configMapRef`, { ...configMap, key: 'policy' }),
    own(xr['XR-SHOOT-AUTHENTICATION'], `${server}.structuredAuthentication.configMapName`, {
      ...configMap,
      key: 'config.yaml',
    }),
    own(xr['XR-SHOOT-AUTHORIZATION'], `${server}.structuredAuthorization.configMapName`, {
      ...configMap,
      key: 'config.yaml',
    }),
    own(xr['XR-SHOOT-AUTHORIZATION'], `${server}.structuredAuthorization.kubeconfigs[].secretName`, kubeconfig),
    own(xr['XR-SHOOT-BACKUP'], 'spec.provider.workers[].controlPlane.backup.credentialsRef'),
  ],
  'core.gardener.cloud/Seed': seed('spec'),
  'core.gardener.cloud/SecretBinding': [
    own(xr['XR-SECRETBINDING-SECRET'], 'secretRef'),
    own(xr['XR-SECRETBINDING-QUOTA'], 'quotas[]', { group: 'core.gardener.cloud', kind: 'Quota' }),
  ],
  'security.gardener.cloud/CredentialsBinding': [
    own(xr['XR-CREDENTIALSBINDING-CREDENTIALS'], 'credentialsRef'),
    own(xr['XR-CREDENTIALSBINDING-QUOTA'], 'quotas[]', { group: 'core.gardener.cloud', kind: 'Quota' }),
  ],
  'core.gardener.cloud/NamespacedCloudProfile': [
    core(xr['XR-NAMESPACEDCLOUDPROFILE-PARENT'], 'spec.parent', { kind: 'CloudProfile' }),
  ],
  'core.gardener.cloud/ControllerRegistration': [
    core(xr['XR-CONTROLLERREGISTRATION-DEPLOYMENT'], 'spec.deployment.deploymentRefs[]', {
      kind: 'ControllerDeployment',
    }),
  ],
  'core.gardener.cloud/ControllerDeployment': [
    inGarden(xr['XR-CONTROLLERDEPLOYMENT-RESOURCE'], 'resources[].resourceRef'),
    ...registry(xr['XR-CONTROLLERDEPLOYMENT-CHART'], 'helm'),
  ],
  'seedmanagement.gardener.cloud/Gardenlet': [
    own(xr['XR-GARDENLET-KUBECONFIG'], 'spec.kubeconfigSecretRef', kubeconfig),
    ...registry(xr['XR-GARDENLET-CHART'], 'spec.deployment.helm'),
    ...seed('spec.config.seedConfig.spec'),
  ],
  'seedmanagement.gardener.cloud/ManagedSeed': seed('spec.gardenlet.config.seedConfig.spec'),
  'seedmanagement.gardener.cloud/ManagedSeedSet': seed('spec.template.spec.gardenlet.config.seedConfig.spec'),
  'operator.gardener.cloud/Extension': [
    inGarden(xr['XR-EXTENSION-RESOURCE'], 'spec.deployment.resources[].resourceRef'),
    ...registry(xr['XR-EXTENSION-CHART'], 'spec.deployment.extension.helm'),
    ...registry(xr['XR-EXTENSION-CHART'], 'spec.deployment.admission.runtimeCluster.helm'),
    ...registry(xr['XR-EXTENSION-CHART'], 'spec.deployment.admission.virtualCluster.helm'),
  ],
  'operator.gardener.cloud/Garden': [
    inGarden(xr['XR-GARDEN-DNS'], 'spec.dns.providers[].secretRef'),
    inGarden(xr['XR-GARDEN-BACKUP'], 'spec.virtualCluster.etcd.main.backup.secretRef'),
    inGarden(xr['XR-GARDEN-RESOURCE'], 'spec.resources[].resourceRef'),
    ...runtimeServer(gardenServer),
    ...runtimeServer('spec.virtualCluster.gardener.gardenerAPIServer'),
    inGarden(xr['XR-GARDEN-APISERVER'], `${gardenServer}.authentication.webhook.kubeconfigSecretName`, kubeconfig),
    inGarden(xr['XR-GARDEN-APISERVER'], `${gardenServer}.structuredAuthentication.configMapName`, {
      ...configMap,
      key: 'config.yaml',
    }),
    inGarden(xr['XR-GARDEN-APISERVER'], `${gardenServer}.structuredAuthorization.configMapName`, {
      ...configMap,
      key: 'config.yaml',
    }),
    inGarden(xr['XR-GARDEN-APISERVER'], `${gardenServer}.structuredAuthorization.kubeconfigs[].secretName`, kubeconfig),
    inGarden(xr['XR-GARDEN-APISERVER'], `${gardenServer}.sni.secretName`),
    inGarden(xr['XR-GARDEN-DASHBOARD'], `${dashboard}.assetsConfigMapRef`, configMap),
    inGarden(xr['XR-GARDEN-DASHBOARD'], `${dashboard}.frontendConfigMapRef`, configMap),
    inGarden(xr['XR-GARDEN-DASHBOARD'], `${dashboard}.gitHub.secretRef`),
    inGarden(xr['XR-GARDEN-DASHBOARD'], `${dashboard}.oidcConfig.secretRef`),
    inGarden(xr['XR-GARDEN-DASHBOARD'], `${dashboard}.oidcConfig.certificateAuthoritySecretRef`),
    inGarden(xr['XR-GARDEN-DASHBOARD'], `${dashboard}.tlsSecretName`),
    inGarden(xr['XR-GARDEN-DISCOVERY'], 'spec.virtualCluster.gardener.gardenerDiscoveryServer.tlsSecretName'),
  ],
};

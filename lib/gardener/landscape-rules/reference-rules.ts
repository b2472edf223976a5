import { ruleTable, type Rule } from '../../rules/rule';

const fix = 'create the object, correct the name, or declare the object as kept elsewhere';
const missing = (what: string): { readonly reason: string; readonly fix: string } => ({
  reason: `${what} must exist`,
  fix,
});

const inShoot = ruleTable('gardener:plugin/pkg/global/resourcereferencemanager/admission.go v1.150', {
  'XR-SHOOT-RESOURCE': missing('a resource that extensions of a Shoot read'),
  'XR-SHOOT-DNS': missing('the credentials of a DNS provider'),
  'XR-SHOOT-AUDIT': missing('the audit policy of an API server'),
  'XR-SHOOT-AUTHENTICATION': missing('the authentication configuration of an API server'),
  'XR-SHOOT-AUTHORIZATION': missing('the authorization configuration of an API server, and its kubeconfigs'),
  'XR-SECRETBINDING-SECRET': missing('the credentials of a binding'),
  'XR-SECRETBINDING-QUOTA': missing('a quota of a binding'),
  'XR-CREDENTIALSBINDING-CREDENTIALS': missing('the credentials of a binding'),
  'XR-CREDENTIALSBINDING-QUOTA': missing('a quota of a binding'),
  'XR-CONTROLLERREGISTRATION-DEPLOYMENT': missing('the deployment of a controller'),
  'XR-SEED-RESOURCE': missing('a resource that extensions of a Seed read'),
});

const elsewhere = ruleTable('gardener:pkg/gardenlet/controller v1.150', {
  'XR-SHOOT-BACKUP': missing('the credentials of the backup of a self-hosted Shoot'),
  'XR-SEED-BACKUP': missing('the credentials of the backups of a Seed'),
  'XR-SEED-DNS': missing('the credentials of the DNS of a Seed'),
  'XR-NAMESPACEDCLOUDPROFILE-PARENT': {
    ...missing('the parent of a NamespacedCloudProfile'),
    source: 'gardener:plugin/pkg/namespacedcloudprofile/validator/admission.go v1.150',
  },
  'XR-CONTROLLERDEPLOYMENT-RESOURCE': missing('a resource that Helm values read'),
  'XR-CONTROLLERDEPLOYMENT-CHART': missing('the Secret of a chart registry'),
  'XR-GARDENLET-CHART': missing('the Secret of a chart registry'),
  'XR-GARDENLET-KUBECONFIG': missing('the kubeconfig by which the operator deploys a gardenlet'),
});

const inRuntime = ruleTable('gardener:pkg/operator/controller v1.150', {
  'XR-EXTENSION-RESOURCE': missing('a resource that Helm values read'),
  'XR-EXTENSION-CHART': missing('the Secret of a chart registry'),
  'XR-GARDEN-DNS': missing('the credentials of a DNS provider of the garden'),
  'XR-GARDEN-BACKUP': missing('the credentials of the backup of the garden'),
  'XR-GARDEN-APISERVER': missing('what an API server of the garden reads'),
  'XR-GARDEN-DASHBOARD': missing('what the dashboard reads'),
  'XR-GARDEN-DISCOVERY': missing('the certificate of the discovery server'),
  'XR-GARDEN-RESOURCE': missing('a resource that extensions of the garden read'),
});

const unchecked = ruleTable('design of cdk8s-gardener', {
  'XR-UNCHECKED': {
    severity: 'notice',
    reason: 'the object that is referred to is not in this tree, so the reference was not checked',
  },
});

/** The rules about references, by id. */
export const xr = { ...inShoot, ...elsewhere, ...inRuntime, ...unchecked };

/** The rules about references. */
export const referenceRules: readonly Rule[] = Object.values(xr);

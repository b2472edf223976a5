import { FieldPattern } from './field-pattern';

/** A field of an object of Kubernetes or Flux that names another one in the same cluster. */
export interface PlainReference {
  readonly pattern: FieldPattern;
  readonly group: string;
  /** What is meant when the field does not tell. */
  readonly kind: string;
  readonly scope: 'own' | 'cluster';
  /** The only kind of which the tree can know anything. */
  readonly only?: string;
}

const to =
  (group: string, kind: string, more: Partial<PlainReference> = {}) =>
  (pattern: string): PlainReference => ({ pattern: new FieldPattern(pattern), group, kind, scope: 'own', ...more });

const configMap = to('', 'ConfigMap');
const secret = to('', 'Secret');
const service = to('', 'Service');
const account = to('', 'ServiceAccount');
const role = to('rbac.authorization.k8s.io', 'Role');
const subject = to('', 'ServiceAccount', { only: 'ServiceAccount' });
const source = to('source.toolkit.fluxcd.io', 'GitRepository');

/** What a pod names. */
const pod = (spec: string): readonly PlainReference[] => [
  account(`${spec}.serviceAccountName`),
  secret(`${spec}.imagePullSecrets[]`),
  configMap(`${spec}.volumes[].configMap`),
  secret(`${spec}.volumes[].secret.secretName`),
  to('', 'PersistentVolumeClaim')(`${spec}.volumes[].persistentVolumeClaim.claimName`),
  ...['containers', 'initContainers'].flatMap(list => [
    configMap(`${spec}.${list}[].envFrom[].configMapRef`),
    secret(`${spec}.${list}[].envFrom[].secretRef`),
    configMap(`${spec}.${list}[].env[].valueFrom.configMapKeyRef`),
    secret(`${spec}.${list}[].env[].valueFrom.secretKeyRef`),
  ]),
];

const template = pod('spec.template.spec');

/** Who names whom, by kind of the object that names. */
export const plainReferences: Readonly<Record<string, readonly PlainReference[]>> = {
  '/Pod': pod('spec'),
  'apps/Deployment': template,
  'apps/StatefulSet': [...template, service('spec.serviceName')],
  'apps/DaemonSet': template,
  'batch/Job': template,
  'batch/CronJob': pod('spec.jobTemplate.spec.template.spec'),
  'rbac.authorization.k8s.io/RoleBinding': [role('roleRef'), subject('subjects[]')],
  'rbac.authorization.k8s.io/ClusterRoleBinding': [role('roleRef'), subject('subjects[]')],
  'networking.k8s.io/Ingress': [
    service('spec.rules[].http.paths[].backend.service'),
    service('spec.defaultBackend.service'),
    secret('spec.tls[].secretName'),
  ],
  'kustomize.toolkit.fluxcd.io/Kustomization': [
    secret('spec.kubeConfig.secretRef'),
    configMap('spec.kubeConfig.configMapRef'),
    secret('spec.decryption.secretRef'),
    account('spec.serviceAccountName'),
  ],
  'helm.toolkit.fluxcd.io/HelmRelease': [
    source('spec.chart.spec.sourceRef'),
    source('spec.chartRef'),
    configMap('spec.valuesFrom[]'),
    to('helm.toolkit.fluxcd.io', 'HelmRelease')('spec.dependsOn[]'),
  ],
  'source.toolkit.fluxcd.io/GitRepository': [secret('spec.secretRef')],
  'source.toolkit.fluxcd.io/OCIRepository': [secret('spec.secretRef'), account('spec.serviceAccountName')],
  'notification.toolkit.fluxcd.io/Provider': [secret('spec.secretRef')],
  'notification.toolkit.fluxcd.io/Alert': [
    to('notification.toolkit.fluxcd.io', 'Provider')('spec.providerRef'),
    to('kustomize.toolkit.fluxcd.io', 'Kustomization', { only: 'Kustomization' })('spec.eventSources[]'),
    to('source.toolkit.fluxcd.io', 'GitRepository', { only: 'GitRepository' })('spec.eventSources[]'),
  ],
};

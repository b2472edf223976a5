/** A version of a kind that Kubernetes once served. */
export interface FormerVersion {
  /** The first minor of Kubernetes without it; undefined for API groups that moved. */
  readonly removedIn?: number;
  /** The version that took its place; undefined when none did. */
  readonly successor?: string;
}

type Row = readonly [apiVersion: string, kinds: string, removedIn: number, successor?: string];

const webhooks = 'MutatingWebhookConfiguration ValidatingWebhookConfiguration';
const rbac = 'ClusterRole ClusterRoleBinding Role RoleBinding';
const flowControl = 'FlowSchema PriorityLevelConfiguration';

/** Source: kubernetes/website:content/en/docs/reference/using-api/deprecation-guide.md (1.16 to 1.32), which leaves out versions that were alpha. */
const rows: readonly Row[] = [
  ['extensions/v1beta1', 'DaemonSet Deployment ReplicaSet', 16, 'apps/v1'],
  ['extensions/v1beta1', 'NetworkPolicy', 16, 'networking.k8s.io/v1'],
  ['extensions/v1beta1', 'PodSecurityPolicy', 16],
  ['extensions/v1beta1', 'Ingress', 22, 'networking.k8s.io/v1'],
  ['apps/v1beta1', 'ControllerRevision Deployment StatefulSet', 16, 'apps/v1'],
  ['apps/v1beta2', 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet', 16, 'apps/v1'],
  ['settings.k8s.io/v1alpha1', 'PodPreset', 20],
  ['batch/v2alpha1', 'CronJob', 21, 'batch/v1'],
  ['admissionregistration.k8s.io/v1beta1', webhooks, 22, 'admissionregistration.k8s.io/v1'],
  ['apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', 22, 'apiextensions.k8s.io/v1'],
  ['apiregistration.k8s.io/v1beta1', 'APIService', 22, 'apiregistration.k8s.io/v1'],
  ['certificates.k8s.io/v1beta1', 'CertificateSigningRequest', 22, 'certificates.k8s.io/v1'],
  ['coordination.k8s.io/v1beta1', 'Lease', 22, 'coordination.k8s.io/v1'],
  ['networking.k8s.io/v1beta1', 'Ingress IngressClass', 22, 'networking.k8s.io/v1'],
  ['rbac.authorization.k8s.io/v1alpha1', rbac, 22, 'rbac.authorization.k8s.io/v1'],
  ['rbac.authorization.k8s.io/v1beta1', rbac, 22, 'rbac.authorization.k8s.io/v1'],
  ['scheduling.k8s.io/v1alpha1', 'PriorityClass', 22, 'scheduling.k8s.io/v1'],
  ['scheduling.k8s.io/v1beta1', 'PriorityClass', 22, 'scheduling.k8s.io/v1'],
  ['storage.k8s.io/v1beta1', 'CSIDriver CSINode StorageClass VolumeAttachment', 22, 'storage.k8s.io/v1'],
  ['batch/v1beta1', 'CronJob', 25, 'batch/v1'],
  ['discovery.k8s.io/v1beta1', 'EndpointSlice', 25, 'discovery.k8s.io/v1'],
  ['events.k8s.io/v1beta1', 'Event', 25, 'events.k8s.io/v1'],
  ['autoscaling/v2beta1', 'HorizontalPodAutoscaler', 25, 'autoscaling/v2'],
  ['node.k8s.io/v1beta1', 'RuntimeClass', 25, 'node.k8s.io/v1'],
  ['policy/v1beta1', 'PodDisruptionBudget', 25, 'policy/v1'],
  ['policy/v1beta1', 'PodSecurityPolicy', 25],
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 26, 'autoscaling/v2'],
  ['storage.k8s.io/v1beta1', 'CSIStorageCapacity', 27, 'storage.k8s.io/v1'],
  ['flowcontrol.apiserver.k8s.io/v1beta1', flowControl, 26, 'flowcontrol.apiserver.k8s.io/v1'],
  ['flowcontrol.apiserver.k8s.io/v1beta2', flowControl, 29, 'flowcontrol.apiserver.k8s.io/v1'],
  ['flowcontrol.apiserver.k8s.io/v1beta3', flowControl, 32, 'flowcontrol.apiserver.k8s.io/v1'],
];

const former: ReadonlyMap<string, FormerVersion> = new Map(
  rows.flatMap(([apiVersion, kinds, removedIn, successor]) =>
    kinds
      .split(' ')
      .map((kind): [string, FormerVersion] => [
        `${apiVersion} ${kind}`,
        { removedIn, ...(successor !== undefined && { successor }) },
      ]),
  ),
);

/** The group of Gardener's kinds until 1.0, and its successor. */
const firstGroup = /^garden\.sapcloud\.io\//;
const kindsOfFirstGroup = [
  'BackupInfrastructure',
  'CloudProfile',
  'Project',
  'Quota',
  'SecretBinding',
  'Seed',
  'Shoot',
];

/**
 * From a minor of Gardener on, the oldest Kubernetes minor that a cluster can have.
 *
 * Source: gardener:pkg/utils/validation/kubernetesversion/version.go v1.118 to v1.150.
 */
const oldestKubernetes: readonly (readonly [gardener: number, kubernetes: number])[] = [
  [142, 32],
  [127, 29],
  [118, 27],
  [0, 22],
];

/** What became of a version that no cluster of a Gardener landscape serves any more; undefined for all others. */
export function formerVersion(apiVersion: string, kind: string, gardener = Infinity): FormerVersion | undefined {
  if (firstGroup.test(apiVersion) && kindsOfFirstGroup.includes(kind))
    return kind === 'BackupInfrastructure' ? {} : { successor: 'core.gardener.cloud/v1beta1' };
  const version = former.get(`${apiVersion} ${kind}`);
  const [, oldest = 0] = oldestKubernetes.find(([since]) => gardener >= since) ?? [];
  return version?.removedIn !== undefined && version.removedIn <= oldest ? version : undefined;
}

/** Objects without which a Shoot does not come up. */
export interface ShootNeed {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  /** @default the object itself */
  readonly subresource: string;
  readonly clusterScoped: boolean;
  /** Labels of the objects; undefined where any may be meant. */
  readonly labels?: Labels;
  /** Labels of their namespace; undefined where any may be meant. */
  readonly namespaceLabels?: Labels;
}

type Labels = Readonly<Record<string, string>>;

const kubeSystem: Labels = {
  'shoot.gardener.cloud/no-cleanup': 'true',
  'gardener.cloud/purpose': 'kube-system',
  'kubernetes.io/metadata.name': 'kube-system',
};
const defaultNamespace: Labels = { 'kubernetes.io/metadata.name': 'default' };
const managedPod: Labels = {
  'shoot.gardener.cloud/no-cleanup': 'true',
  origin: 'gardener',
};

interface Needs extends Partial<Pick<ShootNeed, 'clusterScoped' | 'labels' | 'namespaceLabels'>> {
  /** `resource` and `resource/subresource`, separated by blanks. */
  readonly resources: string;
  readonly versions: readonly string[];
}

const core = ['v1'];
const workloads = ['apps/v1', 'apps/v1beta1', 'apps/v1beta2', 'extensions/v1beta1'];
const leaseVersions = ['coordination.k8s.io/v1', 'coordination.k8s.io/v1beta1'];
const rbac = ['v1', 'v1alpha1', 'v1beta1'].map(version => `rbac.authorization.k8s.io/${version}`);
const withBeta = (group: string): readonly string[] => [`${group}/v1`, `${group}/v1beta1`];

const workloadResources =
  'controllerrevisions daemonsets daemonsets/status deployments deployments/scale replicasets replicasets/status replicasets/scale';
const certificateResources =
  'certificatesigningrequests certificatesigningrequests/status certificatesigningrequests/approval';

/** What elects leaders: even a short wait disturbs it. Source: `gardener:pkg/gardenlet/operation/botanist/matchers/matcher.go v1.150`. */
export const leaderElection = needs([
  { versions: leaseVersions, resources: 'leases', namespaceLabels: kubeSystem, labels: {} },
]);

/** What must be created and changed while a cluster comes up. Source: `gardener:pkg/gardenlet/operation/botanist/matchers/matcher.go v1.150`. */
export const shootNeeds = needs([
  { versions: core, resources: 'pods pods/status', namespaceLabels: kubeSystem, labels: managedPod },
  {
    versions: core,
    resources: 'configmaps endpoints secrets serviceaccounts services services/status',
    namespaceLabels: kubeSystem,
  },
  { versions: core, resources: 'endpoints services services/status', namespaceLabels: defaultNamespace },
  { versions: core, resources: 'nodes nodes/status', clusterScoped: true },
  {
    versions: core,
    resources: 'namespaces namespaces/status',
    clusterScoped: true,
    labels: kubeSystem,
    namespaceLabels: kubeSystem,
  },
  { versions: workloads, resources: workloadResources, namespaceLabels: kubeSystem },
  { versions: ['extensions/v1beta1'], resources: 'networkpolicies', namespaceLabels: kubeSystem },
  { versions: leaseVersions, resources: 'leases' },
  { versions: withBeta('networking.k8s.io'), resources: 'networkpolicies', namespaceLabels: kubeSystem },
  { versions: rbac, resources: 'clusterroles clusterrolebindings', clusterScoped: true },
  { versions: rbac, resources: 'roles rolebindings', namespaceLabels: kubeSystem },
  {
    versions: withBeta('apiextensions.k8s.io'),
    resources: 'customresourcedefinitions customresourcedefinitions/status',
    clusterScoped: true,
  },
  {
    versions: withBeta('apiregistration.k8s.io'),
    resources: 'apiservices apiservices/status',
    clusterScoped: true,
  },
  { versions: ['certificates.k8s.io/v1'], resources: certificateResources, clusterScoped: true },
  { versions: withBeta('scheduling.k8s.io'), resources: 'priorityclasses', clusterScoped: true },
]);

function needs(groups: readonly Needs[]): readonly ShootNeed[] {
  return groups.flatMap(({ versions, resources, clusterScoped = false, ...labels }) =>
    versions.flatMap(apiVersion =>
      resources.split(' ').map((name): ShootNeed => {
        const [version = '', group = ''] = apiVersion.split('/').reverse();
        const [resource = '', subresource = ''] = name.split('/');
        return { group, version, resource, subresource, clusterScoped, ...labels };
      }),
    ),
  );
}

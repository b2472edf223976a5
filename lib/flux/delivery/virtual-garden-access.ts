import type { KubernetesObject } from '../../core/object';
import { writeDocument } from '../../yaml/writer';

/** How Flux in the runtime cluster gets into the virtual garden without a static credential. */
export interface VirtualGardenAccessOptions {
  /** @default shoot-access-virtual-garden-flux */
  readonly secretName?: string;
  /** Service account in the virtual garden. @default flux, in namespace kube-system */
  readonly serviceAccount?: { readonly name: string; readonly namespace: string };
  /** What the account may do; without it nothing is granted here. @default cluster-admin, because Flux applies any kind */
  readonly clusterRole?: string;
}

/** Namespace of the runtime cluster whose Secrets resource-manager looks at. Source: gardener:pkg/component/shared/resourcemanager.go v1.150 */
export const accessNamespace = 'garden';

/** Name of the Secret unless another one is given. */
export const accessSecretName = 'shoot-access-virtual-garden-flux';

/** Address of the virtual garden inside the runtime cluster. Source: gardener:pkg/component/kubernetes/apiserverexposure v1.150 */
const server = 'https://virtual-garden-kube-apiserver.garden.svc.cluster.local.';
const resources = 'resources.gardener.cloud/v1alpha1';
const tokenRequestor = 'serviceaccount.resources.gardener.cloud';

/**
 * A Secret that resource-manager fills with a token and the CA, and a ManagedResource that binds the role inside. Flux creates the Secret and
 * then leaves it alone, or it would take the token away at every interval. Source: gardener:pkg/controller/tokenrequestor v1.150
 */
export function virtualGardenAccess(options: VirtualGardenAccessOptions = {}): readonly KubernetesObject[] {
  const secretName = options.secretName ?? accessSecretName;
  const account = options.serviceAccount ?? { name: 'flux', namespace: 'kube-system' };
  const binding = bindingObject(account, options.clusterRole ?? 'cluster-admin');
  const managedName = `managedresource-${secretName}`;
  return [
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: secretName,
        namespace: accessNamespace,
        labels: { 'resources.gardener.cloud/purpose': 'token-requestor', 'resources.gardener.cloud/class': 'shoot' },
        annotations: {
          'kustomize.toolkit.fluxcd.io/ssa': 'IfNotPresent',
          [`${tokenRequestor}/name`]: account.name,
          [`${tokenRequestor}/namespace`]: account.namespace,
          [`${tokenRequestor}/token-expiration-duration`]: '3h',
          [`${tokenRequestor}/inject-ca-bundle`]: 'true',
        },
      },
      type: 'Opaque',
      stringData: { kubeconfig: writeDocument(kubeconfig()) },
    },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: managedName, namespace: accessNamespace },
      type: 'Opaque',
      stringData: { 'clusterrolebinding.yaml': writeDocument(binding) },
    },
    {
      apiVersion: resources,
      kind: 'ManagedResource',
      metadata: { name: secretName, namespace: accessNamespace },
      spec: { secretRefs: [{ name: managedName }] },
    },
  ];
}

function kubeconfig(): object {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'garden', cluster: { server } }],
    contexts: [{ name: 'garden', context: { cluster: 'garden', user: 'garden', namespace: 'garden' } }],
    'current-context': 'garden',
    users: [{ name: 'garden' }],
  };
}

function bindingObject(account: { name: string; namespace: string }, role: string): object {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: `flux-access-${account.name}` },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
    subjects: [{ kind: 'ServiceAccount', ...account }],
  };
}

/** Labels that let Flux in a runtime cluster managed by Gardener reach both API servers. Source: gardener-landscape-kit:pkg/components/flux */
export const networkLabels = {
  namespace: { 'networking.gardener.cloud/access-target-apiserver': 'allowed' },
  kustomizeController: {
    'networking.resources.gardener.cloud/to-garden-virtual-garden-kube-apiserver-tcp-443': 'allowed',
  },
} as const;

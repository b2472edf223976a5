import type { KubernetesObject } from '../../../lib/core/object';
import { everyController } from './controllers';

const groups = ['source.toolkit', 'kustomize.toolkit', 'helm.toolkit', 'notification.toolkit', 'image.toolkit'].map(
  group => `${group}.fluxcd.io`,
);
const apiGroup = 'rbac.authorization.k8s.io';
const read = ['get', 'list', 'watch'];
const write = ['create', 'update', 'patch', 'delete'];

const rule = (group: string, resources: readonly string[], verbs: readonly string[]): object => ({
  apiGroups: [group],
  resources,
  verbs,
});

/** What the controllers may do, and what people may do with their kinds. */
export function roles(): readonly KubernetesObject[] {
  return [
    criticalPods,
    {
      ...named('ClusterRole', 'crd-controller'),
      rules: [
        ...[...groups, 'source.extensions.fluxcd.io'].map(group => rule(group, ['*'], ['*'])),
        rule('', ['namespaces', 'secrets', 'configmaps', 'serviceaccounts'], read),
        rule('', ['events'], ['create', 'patch']),
        rule('', ['configmaps'], [...read, ...write]),
        rule('', ['configmaps/status'], ['get', 'update', 'patch']),
        rule('coordination.k8s.io', ['leases'], [...read, ...write]),
        rule('', ['serviceaccounts/token'], ['create']),
        { nonResourceURLs: ['/livez/ping'], verbs: ['head'] },
      ],
    },
    peoplesRole('flux-edit', ['admin', 'edit'], ['create', 'delete', 'deletecollection', 'patch', 'update']),
    peoplesRole('flux-view', ['admin', 'edit', 'view'], read),
    binding('cluster-reconciler', { role: 'cluster-admin', accounts: ['kustomize-controller', 'helm-controller'] }),
    binding('crd-controller', { role: 'crd-controller', accounts: everyController }),
  ];
}

/** Who may reach the controllers. */
export function policies(): readonly KubernetesObject[] {
  const policy = (name: string, spec: object): KubernetesObject => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name },
    spec,
  });
  const everywhere = [{ namespaceSelector: {} }];
  return [
    policy('allow-egress', {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: {} }] }],
      egress: [{}],
    }),
    policy('allow-scraping', {
      podSelector: {},
      policyTypes: ['Ingress'],
      ingress: [{ from: everywhere, ports: [{ port: 8080, protocol: 'TCP' }] }],
    }),
    policy('allow-webhooks', {
      podSelector: { matchLabels: { app: 'notification-controller' } },
      policyTypes: ['Ingress'],
      ingress: [{ from: everywhere }],
    }),
  ];
}

/** Only in namespaces with such a quota may pods have a priority of the system. */
const criticalPods: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'critical-pods' },
  spec: {
    hard: { pods: '1000' },
    scopeSelector: {
      matchExpressions: [
        {
          scopeName: 'PriorityClass',
          operator: 'In',
          values: ['system-node-critical', 'system-cluster-critical'],
        },
      ],
    },
  },
};

function named(kind: string, name: string, labels?: Readonly<Record<string, string>>): KubernetesObject {
  return { apiVersion: `${apiGroup}/v1`, kind, metadata: { name, ...(labels && { labels }) } };
}

function peoplesRole(name: string, partOf: readonly string[], verbs: readonly string[]): KubernetesObject {
  const labels = Object.fromEntries(partOf.map(role => [`${apiGroup}/aggregate-to-${role}`, 'true']));
  const order = [
    'notification.toolkit',
    'source.toolkit',
    'source.extensions',
    'helm.toolkit',
    'image.toolkit',
    'kustomize.toolkit',
  ];
  const apiGroups = order.map(group => `${group}.fluxcd.io`);
  return { ...named('ClusterRole', name, labels), rules: [{ apiGroups, resources: ['*'], verbs }] };
}

function binding(
  name: string,
  { role, accounts }: { readonly role: string; readonly accounts: readonly string[] },
): KubernetesObject {
  return {
    ...named('ClusterRoleBinding', name),
    roleRef: { apiGroup, kind: 'ClusterRole', name: role },
    subjects: accounts.map(account => ({ kind: 'ServiceAccount', name: account, namespace: 'flux-system' })),
  };
}

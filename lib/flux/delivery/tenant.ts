import type { KubernetesObject } from '../../core/object';

/** A project whose units are applied with its own rights. */
export interface Tenant {
  readonly project: string;
  /** Namespace of the project in the virtual garden. @default garden-<project> */
  readonly projectNamespace?: string;
  /** Namespace of the Flux Kustomizations: Flux impersonates an account of that namespace in the target cluster. @default flux-system */
  readonly namespace?: string;
  /** Role in the namespace of the project. @default gardener.cloud:system:project-member */
  readonly clusterRole?: string;
}

/** The account of a project and its role, to be applied to the virtual garden before the units of the project. */
export function tenantObjects(tenant: Tenant): readonly KubernetesObject[] {
  const { project, namespace = 'flux-system', projectNamespace = `garden-${project}` } = tenant;
  const name = `flux-${project}`;
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name, namespace: projectNamespace },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: tenant.clusterRole ?? 'gardener.cloud:system:project-member',
      },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    },
  ];
}

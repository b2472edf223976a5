import type { KubernetesObject } from '../../core/object';

import { namespaceOf, type CompleteDelivery } from './options';
import { projectOfUnit, unitKey, type DeliveredUnit } from './unit';

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

const tenantFolder = 'tenants';

/** Whether a unit is applied with the rights of its project: what teams own, not what makes the project. */
export function isTenantUnit({ cluster, folder }: DeliveredUnit): boolean {
  return cluster === 'virtual-garden' && folder.startsWith('shoots/');
}

/** The units with the accounts of their projects: a unit of its own, which the units of projects come after. */
export function withTenants(
  units: readonly DeliveredUnit[],
  options: CompleteDelivery,
): { readonly units: readonly DeliveredUnit[]; readonly added: readonly DeliveredUnit[] } {
  const projects = [...new Set(units.filter(isTenantUnit).flatMap(unit => projectOfUnit(unit) ?? []))].sort();
  if (!options.tenancy || projects.length === 0) return { units, added: [] };
  const namespace = namespaceOf('virtual-garden', options);
  const accounts: DeliveredUnit = {
    cluster: 'virtual-garden',
    folder: tenantFolder,
    objects: projects.flatMap(project => tenantObjects({ project, namespace })),
  };
  const later = units.map(unit =>
    isTenantUnit(unit) ? { ...unit, after: [...(unit.after ?? []), unitKey(accounts)] } : unit,
  );
  return { units: [accounts, ...later], added: [accounts] };
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

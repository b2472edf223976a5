import type { ClusterRole, ClusterRoleBinding, Role, RoleBinding } from '../../../imports/rbac.authorization.k8s.io/v1';
import { kindValidation, type KindValidation } from '../kind-validation';
import { validateBindingUpdate, validateClusterRoleBinding, validateRoleBinding } from './binding';
import { validateClusterRole, validateRole } from './role';

/** Roles and their bindings. */
export const rbacKinds: readonly KindValidation[] = [
  kindValidation<Role>('rbac.authorization.k8s.io/Role', { create: validateRole }),
  kindValidation<ClusterRole>('rbac.authorization.k8s.io/ClusterRole', { create: validateClusterRole }),
  kindValidation<RoleBinding>('rbac.authorization.k8s.io/RoleBinding', {
    create: validateRoleBinding,
    update: validateBindingUpdate,
  }),
  kindValidation<ClusterRoleBinding>('rbac.authorization.k8s.io/ClusterRoleBinding', {
    create: validateClusterRoleBinding,
    update: validateBindingUpdate,
  }),
];

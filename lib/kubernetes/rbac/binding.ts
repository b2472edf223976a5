import type { ClusterRoleBinding, RoleBinding, RoleRef } from '../../../imports/rbac.authorization.k8s.io/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { pathSegmentProblems, validateManifestMetadata } from '../meta/manifest-metadata';
import { semanticEqual } from '../meta/semantic-equal';
import { rbacGroup, validateSubject } from './subject';

const rule = ruleTable('kubernetes:pkg/apis/rbac/validation/validation.go v1.36', {
  'RBAC-ROLE': 'a binding must name a Role or ClusterRole; a ClusterRoleBinding only a ClusterRole',
  'RBAC-ROLE-IMMUTABLE': {
    reason: 'the role of a binding never changes once the binding exists',
    fix: 'give the binding another name, or delete it first',
  },
});

const rolePath = FieldPath.of('roleRef');
const subjectsPath = FieldPath.of('subjects');

/** A new RoleBinding (`ValidateRoleBinding`). */
export function validateRoleBinding(binding: Loose<RoleBinding>, report: Report): void {
  validateBinding(binding, { namespaced: true, roleKinds: ['Role', 'ClusterRole'] }, report);
}

/** A new ClusterRoleBinding (`ValidateClusterRoleBinding`). */
export function validateClusterRoleBinding(binding: Loose<ClusterRoleBinding>, report: Report): void {
  validateBinding(binding, { namespaced: false, roleKinds: ['ClusterRole'] }, report);
}

type Binding = Loose<RoleBinding | ClusterRoleBinding>;

/** A changed binding must keep its role; `ValidateRoleBindingUpdate` and its twin for the cluster. */
export function validateBindingUpdate(next: Binding, old: Binding, report: Report): void {
  const [role, former] = [defaulted(next.roleRef), defaulted(old.roleRef)];
  if (semanticEqual(role, former)) return;
  report.invalid(rule['RBAC-ROLE-IMMUTABLE'], rolePath, next.roleRef, {
    message: `${rule['RBAC-ROLE-IMMUTABLE'].reason}, it was ${former.kind ?? 'of no kind'} ${former.name}`,
  });
}

interface BindingScope {
  readonly namespaced: boolean;
  readonly roleKinds: readonly string[];
}

function validateBinding(binding: Binding, { namespaced, roleKinds }: BindingScope, report: Report): void {
  validateManifestMetadata(binding.metadata, { namespaced, nameProblems: pathSegmentProblems }, report);
  if (binding.roleRef !== undefined) validateRole(defaulted(binding.roleRef), roleKinds, report);
  for (const [index, subject] of (binding.subjects ?? []).entries())
    validateSubject(subject, { namespaced, path: subjectsPath.index(index) }, report);
}

function validateRole({ apiGroup, kind, name }: Role, roleKinds: readonly string[], report: Report): void {
  if (apiGroup !== rbacGroup) report.notSupported(rule['RBAC-ROLE'], rolePath.child('apiGroup'), apiGroup, [rbacGroup]);
  if (kind !== undefined && !roleKinds.includes(kind))
    report.notSupported(rule['RBAC-ROLE'], rolePath.child('kind'), kind, roleKinds);
  if (name === '') report.required(rule['RBAC-ROLE'], rolePath.child('name'));
  for (const problem of pathSegmentProblems(name))
    report.invalid(rule['RBAC-ROLE'], rolePath.child('name'), name, { message: `the name of a role ${problem}` });
}

interface Role {
  readonly apiGroup: string;
  /** The schema asks for it. */
  readonly kind: string | undefined;
  readonly name: string;
}

function defaulted({ apiGroup = '', kind, name = '' }: Loose<RoleRef> = {}): Role {
  return { apiGroup: apiGroup === '' ? rbacGroup : apiGroup, kind, name };
}

import type { Subject } from '../../../imports/rbac.authorization.k8s.io/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('kubernetes:pkg/apis/rbac/validation/validation.go v1.36', {
  'RBAC-SUBJECT-KIND': 'whom a binding is for must be a User, a Group or a ServiceAccount',
  'RBAC-SUBJECT-NAME': 'whom a binding is for must have a name; that of a ServiceAccount is a DNS name',
  'RBAC-SUBJECT-GROUP': {
    reason: 'a ServiceAccount belongs to the core group, users and groups to that of RBAC',
    fix: 'leave apiGroup out, the API server fills it in',
  },
  'RBAC-SUBJECT-NAMESPACE': {
    reason: 'a ClusterRoleBinding has no namespace in which a ServiceAccount could be sought',
    fix: 'set the namespace of the ServiceAccount',
  },
});

/** The API group of roles, users and groups. */
export const rbacGroup = 'rbac.authorization.k8s.io';

const kinds = ['ServiceAccount', 'User', 'Group'];

/** Where a subject stands. */
export interface SubjectPlace {
  /** Whether the binding lives in a namespace. */
  readonly namespaced: boolean;
  readonly path: FieldPath;
}

/** One subject of a binding (`ValidateRoleBindingSubject`). */
export function validateSubject(subject: Loose<Subject>, { namespaced, path }: SubjectPlace, report: Report): void {
  const { kind, name = '', apiGroup = '', namespace = '' } = subject;
  if (name === '') report.required(rule['RBAC-SUBJECT-NAME'], path.child('name'));
  // the schema asks for a kind
  if (kind === undefined) return;
  if (!kinds.includes(kind)) report.notSupported(rule['RBAC-SUBJECT-KIND'], path.child('kind'), kind, kinds);
  else if (kind === 'ServiceAccount') {
    if (name !== '') validateServiceAccountName(name, path.child('name'), report);
    if (apiGroup !== '') report.notSupported(rule['RBAC-SUBJECT-GROUP'], path.child('apiGroup'), apiGroup, ['']);
    if (!namespaced && namespace === '') report.required(rule['RBAC-SUBJECT-NAMESPACE'], path.child('namespace'));
  } else if (apiGroup !== '' && apiGroup !== rbacGroup)
    report.notSupported(rule['RBAC-SUBJECT-GROUP'], path.child('apiGroup'), apiGroup, [rbacGroup]);
}

function validateServiceAccountName(name: string, path: FieldPath, report: Report): void {
  for (const problem of dns1123SubdomainProblems(name))
    report.invalid(rule['RBAC-SUBJECT-NAME'], path, name, { message: `the name of a ServiceAccount ${problem}` });
}

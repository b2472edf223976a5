import { dns1123LabelProblems, dns1123SubdomainProblems } from '../../core/names';
import type { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('gardener:pkg/api/core/validation/project.go v1.150', {
  'PROJECT-SUBJECT-NAME-MISSING': { reason: 'a user, group or service account needs a name', fix: 'set name' },
  'PROJECT-SUBJECT-NAME': 'the name of a service account is a DNS subdomain',
  'PROJECT-SUBJECT-GROUP': 'the API group must fit the kind of the subject',
  'PROJECT-SUBJECT-NAMESPACE-MISSING': { reason: 'a service account lives in a namespace', fix: 'set namespace' },
  'PROJECT-SUBJECT-NAMESPACE': 'a namespace is a DNS label',
  'PROJECT-SUBJECT-NAMESPACE-UNUSED': { reason: 'users and groups have no namespace', fix: 'remove namespace' },
  'PROJECT-SUBJECT-KIND': 'a subject is a ServiceAccount, a User or a Group',
});

/** The rules about owners, creators and members as subjects. */
export const subjectRules = Object.values(rule);

/** A user, group or service account (rbac.authorization.k8s.io/v1 Subject), in which any field may be missing. */
export interface SubjectFields {
  readonly apiGroup?: string | undefined;
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
}

const rbacGroup = 'rbac.authorization.k8s.io';
const kinds = ['ServiceAccount', 'User', 'Group'];

/** A subject whose API group is defaulted (`ValidateSubject`). */
export function validateSubject(subject: SubjectFields, path: FieldPath, report: Report): void {
  const { kind = '', name = '' } = subject;
  if (name === '') report.required(rule['PROJECT-SUBJECT-NAME-MISSING'], path.child('name'));
  if (kind === 'ServiceAccount') validateServiceAccount(subject, path, report);
  else if (kind === 'User' || kind === 'Group') validatePerson(subject, path, report);
  else report.notSupported(rule['PROJECT-SUBJECT-KIND'], path.child('kind'), kind, kinds);
}

function validateServiceAccount(subject: SubjectFields, path: FieldPath, report: Report): void {
  const { apiGroup = '', name = '', namespace = '' } = subject;
  const nameProblems = name === '' ? [] : dns1123SubdomainProblems(name);
  if (nameProblems.length > 0)
    report.invalid(rule['PROJECT-SUBJECT-NAME'], path.child('name'), name, {
      message: `the name of a service account ${nameProblems.join(', ')}`,
    });
  if (apiGroup !== '') report.notSupported(rule['PROJECT-SUBJECT-GROUP'], path.child('apiGroup'), apiGroup, ['']);
  if (namespace === '') {
    report.required(rule['PROJECT-SUBJECT-NAMESPACE-MISSING'], path.child('namespace'));
    return;
  }
  const problems = dns1123LabelProblems(namespace);
  if (problems.length > 0)
    report.invalid(rule['PROJECT-SUBJECT-NAMESPACE'], path.child('namespace'), namespace, {
      message: `the namespace ${problems.join(', ')}`,
    });
}

function validatePerson({ apiGroup = '', namespace = '' }: SubjectFields, path: FieldPath, report: Report): void {
  if (apiGroup !== rbacGroup)
    report.notSupported(rule['PROJECT-SUBJECT-GROUP'], path.child('apiGroup'), apiGroup, [rbacGroup]);
  if (namespace !== '') report.forbidden(rule['PROJECT-SUBJECT-NAMESPACE-UNUSED'], path.child('namespace'));
}

import type { ProjectMember } from '../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { isPathSegmentName } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { rolesOf, type GrantedRole } from './roles';
import { validateSubject, type SubjectFields } from './subject';

const rule = ruleTable('gardener:pkg/api/core/validation/project.go v1.150', {
  'PROJECT-MEMBER-SERVICEACCOUNT': {
    reason: 'the user name of a service account is system:serviceaccount:<namespace>:<name>',
    fix: 'complete the name, or use kind: ServiceAccount with name and namespace',
  },
  'PROJECT-MEMBER-DUPLICATE': {
    reason: 'this subject is a member already',
    fix: 'merge the roles of the two entries',
  },
  'PROJECT-MEMBER-OWNER': { reason: 'a project has one owner', fix: 'keep the role owner at one member' },
  'PROJECT-ROLE': 'there is no such role',
  'PROJECT-ROLE-DUPLICATE': { reason: 'a role is listed once', fix: 'remove the second entry' },
  'PROJECT-ROLE-EXTENSION-LENGTH': 'the name of an extension role is too long',
  'PROJECT-ROLE-EXTENSION': {
    reason: 'the name of an extension role becomes part of the name of a ClusterRole',
    fix: 'remove "/" and "%"',
  },
});

/** The rules about members of projects and their roles. */
export const memberRules = Object.values(rule);

const owner = 'owner';
const roles = ['admin', owner, 'serviceaccountmanager', 'uam', 'viewer'];
const extensionPrefix = 'extension:';
const extensionLength = 20;
const serviceAccountPrefix = 'system:serviceaccount:';

/** The members of a project, whose API groups are defaulted (`ValidateProjectSpec`, `ValidateProjectMember`). */
export function validateMembers(members: readonly Loose<ProjectMember>[], path: FieldPath, report: Report): void {
  const seen = new Set<string>();
  let ownerFound = false;
  for (const [index, member] of members.entries()) {
    const entry = path.index(index);
    const id = memberId(member);
    if (id === undefined) {
      report.invalid(rule['PROJECT-MEMBER-SERVICEACCOUNT'], entry.child('name'), member.name);
      continue;
    }
    if (seen.has(id)) report.duplicate(rule['PROJECT-MEMBER-DUPLICATE'], entry, member.name);
    seen.add(id);
    validateSubject(member, entry, report);
    const granted = rolesOf(member);
    validateRoles(granted, entry, report);
    for (const owning of granted.filter(({ role }) => role === owner)) {
      if (ownerFound) report.forbidden(rule['PROJECT-MEMBER-OWNER'], pathOf(owning, entry));
      ownerFound = true;
    }
  }
}

/** What makes two members the same: a service account may be written as a user. Undefined when such a user name is cut short. */
function memberId({ apiGroup = '', kind = '', namespace = '', name = '' }: SubjectFields): string | undefined {
  if (kind !== 'User' || !name.startsWith(serviceAccountPrefix)) return [apiGroup, kind, namespace, name].join('_');
  const [, , account, id] = name.split(':');
  return account === undefined || id === undefined ? undefined : ['', 'ServiceAccount', account, id].join('_');
}

function validateRoles(granted: readonly GrantedRole[], path: FieldPath, report: Report): void {
  const seen = new Set<string>();
  for (const entry of granted) {
    const { role } = entry;
    if (seen.has(role)) report.duplicate(rule['PROJECT-ROLE-DUPLICATE'], pathOf(entry, path), role);
    seen.add(role);
    if (role.startsWith(extensionPrefix)) validateExtensionRole(entry, path, report);
    else if (!roles.includes(role))
      report.notSupported(rule['PROJECT-ROLE'], pathOf(entry, path), role, [...roles, `${extensionPrefix}*`]);
  }
}

function validateExtensionRole(entry: GrantedRole, path: FieldPath, report: Report): void {
  const name = entry.role.slice(extensionPrefix.length);
  if (Buffer.byteLength(name) > extensionLength)
    report.tooLong(rule['PROJECT-ROLE-EXTENSION-LENGTH'], pathOf(entry, path), entry.role, extensionLength);
  if (!isPathSegmentName(name)) report.invalid(rule['PROJECT-ROLE-EXTENSION'], pathOf(entry, path), entry.role);
}

function pathOf({ index }: GrantedRole, member: FieldPath): FieldPath {
  return index === undefined ? member.child('role') : member.child('roles').index(index);
}

import type { Project, ProjectMember } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../core/loose';

/** A role of a member, with the field that grants it: `role`, or an entry of `roles`. */
export interface GrantedRole {
  readonly role: string;
  /** Position in `roles`; undefined for `role`. */
  readonly index: number | undefined;
}

/** The roles of a member: `role` first, which `roles` may repeat (gardener:pkg/apis/core/v1beta1/conversions.go v1.150). */
export function rolesOf({ role = '', roles = [] }: Loose<ProjectMember>): readonly GrantedRole[] {
  const listed = roles.map((name, index): GrantedRole => ({ role: name, index }));
  return role === '' ? listed : [{ role, index: undefined }, ...listed.filter(entry => entry.role !== role)];
}

/**
 * The project as it is stored: the owner is a member with the role `owner`, and no other member has it; the first role of a member
 * stands in `role`, the others in `roles`.
 *
 * Source: gardener:pkg/apiserver/registry/core/project/strategy.go (`Canonicalize`) v1.150.
 */
export function withOwnerRole(project: Loose<Project>): Loose<Project> {
  const { owner, members } = project.spec ?? {};
  if (!members) return project;
  return { ...project, spec: { ...project.spec, members: members.map(member => withRoles(member, owner)) } };
}

type Subject = NonNullable<NonNullable<Loose<Project>['spec']>['owner']>;

function withRoles(member: Loose<ProjectMember>, owner: Subject | undefined): Loose<ProjectMember> {
  const names = rolesOf(member).map(({ role }) => role);
  const [role, ...roles] = owner ? ownedRoles(names, isSame(member, owner)) : names;
  const { role: _role, roles: _roles, ...subject } = member;
  return { ...subject, ...(role !== undefined && { role }), ...(roles.length > 0 && { roles }) };
}

function ownedRoles(roles: readonly string[], owns: boolean): readonly string[] {
  if (!owns) return roles.filter(role => role !== 'owner');
  return roles.includes('owner') ? roles : [...roles, 'owner'];
}

function isSame(member: Loose<ProjectMember>, owner: Subject): boolean {
  return member.name === owner.name && (member.apiGroup ?? '') === (owner.apiGroup ?? '') && member.kind === owner.kind;
}

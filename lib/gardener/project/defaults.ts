import type { Project, ProjectMember, Toleration } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../core/loose';

const rbacGroup = 'rbac.authorization.k8s.io';

/** Namespace of the project that runs the landscape itself. */
export const gardenNamespace = 'garden';

/** Taint of seeds that only the garden project may use. */
const protectedTaint = 'seed.gardener.cloud/protected';

/**
 * API group of users and groups, role `viewer` for members without role, and in the garden project the toleration of protected
 * seeds.
 *
 * Source: gardener:pkg/apis/core/v1beta1/defaults_project.go v1.150.
 */
export function defaultProject(project: Loose<Project>): Loose<Project> {
  const spec = project.spec ?? {};
  const { owner, members } = spec;
  const tolerations = spec.namespace === gardenNamespace ? withProtectedSeeds(spec.tolerations) : spec.tolerations;
  return {
    ...project,
    spec: {
      ...spec,
      ...(owner && { owner: withApiGroup(owner) }),
      ...(members && { members: members.map(defaultMember) }),
      ...(tolerations && { tolerations }),
    },
  };
}

function defaultMember(member: Loose<ProjectMember>): Loose<ProjectMember> {
  const defaulted = withApiGroup(member);
  const withoutRole = (member.role ?? '') === '' && (member.roles ?? []).length === 0;
  return withoutRole ? { ...defaulted, role: 'viewer' } : defaulted;
}

function withApiGroup<T extends { readonly apiGroup?: string | undefined; readonly kind?: string | undefined }>(
  subject: T,
): T {
  if ((subject.apiGroup ?? '') !== '') return subject;
  return subject.kind === 'User' || subject.kind === 'Group' ? { ...subject, apiGroup: rbacGroup } : subject;
}

type Tolerations = NonNullable<NonNullable<Loose<Project>['spec']>['tolerations']>;

function withProtectedSeeds(tolerations: Tolerations | undefined): Tolerations {
  return {
    ...tolerations,
    defaults: withToleration(tolerations?.defaults),
    whitelist: withToleration(tolerations?.whitelist),
  };
}

function withToleration(list: readonly Loose<Toleration>[] = []): readonly Loose<Toleration>[] {
  const present = list.some(({ key, value }) => key === protectedTaint && value === undefined);
  return present ? list : [...list, { key: protectedTaint }];
}

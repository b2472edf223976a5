import type { Project } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../lib/core/loose';
import { defaultProject } from '../../../lib/gardener/project/defaults';
import { withOwnerRole } from '../../../lib/gardener/project/roles';
import { validateProject, validateProjectUpdate } from '../../../lib/gardener/project/validation';
import { Report } from '../../../lib/rules/report';

type Spec = NonNullable<Loose<Project>['spec']>;
type Members = Spec['members'];

const project = (spec: Spec = {}, name = 'meadow'): Loose<Project> => ({ metadata: { name }, spec });

function create(spec: Spec, name?: string): string[] {
  const report = new Report();
  validateProject(defaultProject(project(spec, name)), report);
  return report.findings.map(({ rule, type, path }) => `${rule} ${type} ${path}`);
}

function update(next: Spec, old: Spec): string[] {
  const report = new Report();
  validateProjectUpdate(defaultProject(project(next)), defaultProject(project(old)), report);
  return report.findings.map(({ rule, type, path }) => `${rule} ${type} ${path}`);
}

describe('a Project', () => {
  test('has a short name without two hyphens in a row', () => {
    expect(create({}, 'abcdefghij')).toEqual([]);
    expect(create({}, 'abcdefghijk')).toEqual(['PROJECT-NAME-LENGTH tooLong metadata.name']);
    expect(create({}, 'a--b')).toEqual(['PROJECT-NAME-HYPHENS invalid metadata.name']);
  });

  test('lives in garden, or in a namespace that begins with garden-', () => {
    expect(create({ namespace: 'garden' })).toEqual([]);
    expect(create({ namespace: 'garden-x' })).toEqual([]);
    expect(create({ namespace: 'gardener-system-public' })).toEqual([
      'PROJECT-NAMESPACE-RESERVED invalid spec.namespace',
    ]);
    expect(create({ namespace: 'Meadow' })).toEqual([
      'PROJECT-NAMESPACE-PREFIX invalid spec.namespace',
      'PROJECT-NAMESPACE invalid spec.namespace',
    ]);
  });

  test('says what it is for in letters of any language', () => {
    expect(create({ description: 'Öffentliche Gärten, 日本: a_b-c/d\\e.', purpose: 'п' })).toEqual([]);
    expect(create({ description: '', purpose: 'a; b' })).toEqual([
      'PROJECT-TEXT-EMPTY required spec.description',
      'PROJECT-TEXT forbidden spec.purpose',
    ]);
  });

  test('keeps an old text that is not allowed any more, but not an empty one', () => {
    expect(update({ description: 'a;b' }, { description: 'a;b' })).toEqual([]);
    expect(update({ description: '' }, { description: '' })).toEqual(['PROJECT-TEXT-EMPTY required spec.description']);
    expect(update({ description: 'a;c' }, { description: 'a;b' })).toEqual(['PROJECT-TEXT forbidden spec.description']);
  });

  test('tolerates by default only what its whitelist allows, with any value where that has none', () => {
    const whitelist = [{ key: 'a' }, { key: 'b', value: '1' }];
    const defaults = [{ key: 'a', value: 'x' }, { key: 'b', value: '1' }, { key: 'b', value: '2' }, { key: 'c' }];
    expect(create({ tolerations: { defaults, whitelist } })).toEqual([
      'TOLERATION-NOT-ALLOWED forbidden spec.tolerations.defaults[2]',
      'TOLERATION-NOT-ALLOWED forbidden spec.tolerations.defaults[3]',
    ]);
  });

  test('asks for dual approval of the deletion of shoots, once', () => {
    const shoots = { resource: 'shoots' as const };
    const other = { resource: 'secrets' as 'shoots' };
    expect(create({ dualApprovalForDeletion: [shoots, shoots, other, {}] })).toEqual([
      'PROJECT-APPROVAL-DUPLICATE duplicate spec.dualApprovalForDeletion[1].resource',
      'PROJECT-APPROVAL-RESOURCE notSupported spec.dualApprovalForDeletion[2].resource',
      'PROJECT-APPROVAL-RESOURCE-MISSING required spec.dualApprovalForDeletion[3].resource',
    ]);
  });

  test('keeps namespace and creator, and an owner', () => {
    const user = { kind: 'User', name: 'keeper', apiGroup: 'rbac.authorization.k8s.io' };
    const old = { namespace: 'garden-a', createdBy: user, owner: user };
    expect(update({ namespace: 'garden-b' }, old)).toEqual([
      'PROJECT-IMMUTABLE invalid spec.createdBy',
      'PROJECT-IMMUTABLE invalid spec.namespace',
      'PROJECT-OWNER-REMOVED invalid spec.owner',
    ]);
    expect(update(old, {})).toEqual([]);
  });
});

describe('a member of a Project', () => {
  const members = (...list: NonNullable<Members>): string[] => create({ members: list });

  test('is a user, a group or a service account with its namespace', () => {
    expect(members({ kind: 'User', name: 'a' }, { kind: 'Group', name: 'a' })).toEqual([]);
    expect(members({ kind: 'ServiceAccount', name: 'A', apiGroup: 'x' })).toEqual([
      'PROJECT-SUBJECT-NAME invalid spec.members[0].name',
      'PROJECT-SUBJECT-GROUP notSupported spec.members[0].apiGroup',
      'PROJECT-SUBJECT-NAMESPACE-MISSING required spec.members[0].namespace',
    ]);
    expect(members({ kind: 'User', name: 'a', apiGroup: 'x', namespace: 'b' })).toEqual([
      'PROJECT-SUBJECT-GROUP notSupported spec.members[0].apiGroup',
      'PROJECT-SUBJECT-NAMESPACE-UNUSED forbidden spec.members[0].namespace',
    ]);
    expect(members({ kind: 'Robot' as 'User' })).toEqual([
      'PROJECT-SUBJECT-NAME-MISSING required spec.members[0].name',
      'PROJECT-SUBJECT-KIND notSupported spec.members[0].kind',
    ]);
  });

  test('is listed once, also as the user name of a service account', () => {
    const account = { kind: 'ServiceAccount' as const, name: 'robot', namespace: 'garden-a' };
    expect(members(account, { kind: 'User', name: 'system:serviceaccount:garden-a:robot' })).toEqual([
      'PROJECT-MEMBER-DUPLICATE duplicate spec.members[1]',
    ]);
    expect(members({ kind: 'User', name: 'system:serviceaccount:robot' })).toEqual([
      'PROJECT-MEMBER-SERVICEACCOUNT invalid spec.members[0].name',
    ]);
  });

  test('has known roles, each once, wherever they are written', () => {
    const roles = ['admin', 'uam', 'uam', 'gardener', 'extension:', 'extension:a/b', `extension:${'x'.repeat(21)}`];
    expect(members({ kind: 'User', name: 'a', role: 'admin', roles })).toEqual([
      'PROJECT-ROLE-DUPLICATE duplicate spec.members[0].roles[2]',
      'PROJECT-ROLE notSupported spec.members[0].roles[3]',
      'PROJECT-ROLE-EXTENSION invalid spec.members[0].roles[5]',
      'PROJECT-ROLE-EXTENSION-LENGTH tooLong spec.members[0].roles[6]',
    ]);
    expect(members({ kind: 'User', name: 'a', role: 'gardener' })).toEqual([
      'PROJECT-ROLE notSupported spec.members[0].role',
    ]);
  });

  test('is the only owner', () => {
    expect(
      members({ kind: 'User', name: 'a', role: 'owner' }, { kind: 'User', name: 'b', roles: ['uam', 'owner'] }),
    ).toEqual(['PROJECT-MEMBER-OWNER forbidden spec.members[1].roles[1]']);
  });
});

describe('the defaults of a Project', () => {
  test('complete subjects, and let members read', () => {
    const spec = { owner: { kind: 'User', name: 'a' }, members: [{ kind: 'Group' as const, name: 'b' }] };
    expect(defaultProject(project(spec)).spec).toEqual({
      owner: { kind: 'User', name: 'a', apiGroup: 'rbac.authorization.k8s.io' },
      members: [{ kind: 'Group', name: 'b', apiGroup: 'rbac.authorization.k8s.io', role: 'viewer' }],
    });
  });

  test('let the garden project use protected seeds', () => {
    const protectedSeeds = { key: 'seed.gardener.cloud/protected' };
    expect(defaultProject(project({ namespace: 'garden' })).spec?.tolerations).toEqual({
      defaults: [protectedSeeds],
      whitelist: [protectedSeeds],
    });
    const given = { defaults: [protectedSeeds], whitelist: [protectedSeeds, { key: 'a' }] };
    expect(defaultProject(project({ namespace: 'garden', tolerations: given })).spec?.tolerations).toEqual(given);
    expect(defaultProject(project({ namespace: 'garden-a' })).spec?.tolerations).toBeUndefined();
  });
});

describe('a stored Project', () => {
  const owner = { kind: 'User', name: 'a', apiGroup: 'rbac.authorization.k8s.io' };
  const stored = (spec: Spec): Members => withOwnerRole(defaultProject(project(spec))).spec?.members;

  test('has the owner among its members with that role, and nobody else', () => {
    const list = [
      { kind: 'User' as const, name: 'a', role: 'admin' },
      { kind: 'User' as const, name: 'b', role: 'owner', roles: ['uam'] },
    ];
    expect(stored({ owner, members: list })).toEqual([
      { ...owner, role: 'admin', roles: ['owner'] },
      { ...owner, name: 'b', role: 'uam' },
    ]);
  });

  test('writes the first role as the role', () => {
    expect(stored({ members: [{ kind: 'User', name: 'b', roles: ['uam', 'admin'] }] })).toEqual([
      { ...owner, name: 'b', role: 'uam', roles: ['admin'] },
    ]);
  });
});

import { rbacKinds } from '../../../lib/kubernetes/rbac/kinds';
import { judged } from '../judged';

const findings = judged(rbacKinds);
const metadata = { name: 'system:reader' };
const group = 'rbac.authorization.k8s.io';

// verdicts and paths are those of kube-apiserver 1.36.3
describe('a role', () => {
  const role = (kind: string, rule: object): readonly string[] => findings(kind, { metadata, rules: [rule] });

  test('is fine with a name that is no DNS name, and without rules', () => {
    expect(findings('Role', { metadata })).toEqual([]);
    expect(findings('ClusterRole', { metadata, rules: [] })).toEqual([]);
    expect(findings('Role', { metadata: { name: 'a/b' } })).toEqual(['META-NAME invalid metadata.name']);
  });

  test('allows verbs on resources of groups', () => {
    expect(role('Role', { apiGroups: [''], resources: ['pods'], verbs: ['get'] })).toEqual([]);
    expect(role('Role', { resourceNames: ['a'] })).toEqual([
      'RBAC-VERBS required rules[0].verbs',
      'RBAC-RESOURCES required rules[0].apiGroups',
      'RBAC-RESOURCES required rules[0].resources',
    ]);
  });

  test('allows URLs only for the whole cluster, and apart from resources', () => {
    const urls = { nonResourceURLs: ['/metrics'], verbs: ['get'] };
    expect(role('ClusterRole', urls)).toEqual([]);
    expect(role('Role', urls)).toEqual(['RBAC-URLS-NAMESPACED invalid rules[0].nonResourceURLs']);
    expect(role('ClusterRole', { ...urls, resourceNames: ['a'] })).toEqual([
      'RBAC-URLS-AND-RESOURCES invalid rules[0].nonResourceURLs',
    ]);
  });

  test('is aggregated by selectors', () => {
    const aggregated = (clusterRoleSelectors: readonly object[]): readonly string[] =>
      findings('ClusterRole', { metadata, aggregationRule: { clusterRoleSelectors } });
    expect(aggregated([{ matchLabels: { a: 'b' } }])).toEqual([]);
    expect(aggregated([])).toEqual(['RBAC-AGGREGATION required aggregationRule.clusterRoleSelectors']);
    expect(aggregated([{ matchLabels: { a: 'b c' } }])).toEqual([
      'LABEL-VALUE invalid aggregationRule.clusterRoleSelectors[0].matchLabels',
    ]);
  });
});

describe('a binding', () => {
  const roleRef = { apiGroup: group, kind: 'ClusterRole', name: 'reader' };
  const bound = (kind: string, subject: object): readonly string[] =>
    findings(kind, { metadata, roleRef, subjects: [subject] });

  test('names a role of the kind that it can bind', () => {
    expect(findings('RoleBinding', { metadata, roleRef: { kind: 'Role', name: 'system:reader' } })).toEqual([]);
    expect(findings('ClusterRoleBinding', { metadata, roleRef: { ...roleRef, kind: 'Role' } })).toEqual([
      'RBAC-ROLE notSupported roleRef.kind',
    ]);
    expect(findings('RoleBinding', { metadata, roleRef: { apiGroup: 'apps', kind: 'Role', name: 'a/b' } })).toEqual([
      'RBAC-ROLE notSupported roleRef.apiGroup',
      'RBAC-ROLE invalid roleRef.name',
    ]);
  });

  test('is for users, groups and ServiceAccounts', () => {
    expect(bound('RoleBinding', { kind: 'User', name: 'jo' })).toEqual([]);
    expect(bound('RoleBinding', { kind: 'Group', name: 'system:masters', apiGroup: group })).toEqual([]);
    expect(bound('RoleBinding', { kind: 'Team', name: '' })).toEqual([
      'RBAC-SUBJECT-NAME required subjects[0].name',
      'RBAC-SUBJECT-KIND notSupported subjects[0].kind',
    ]);
    expect(bound('RoleBinding', { kind: 'User', name: 'jo', apiGroup: 'a.b' })).toEqual([
      'RBAC-SUBJECT-GROUP notSupported subjects[0].apiGroup',
    ]);
  });

  test('finds a ServiceAccount in its own namespace, if it has one', () => {
    const account = { kind: 'ServiceAccount', name: 'web' };
    expect(bound('RoleBinding', account)).toEqual([]);
    expect(bound('ClusterRoleBinding', account)).toEqual(['RBAC-SUBJECT-NAMESPACE required subjects[0].namespace']);
    expect(bound('RoleBinding', { ...account, name: 'Web', apiGroup: group })).toEqual([
      'RBAC-SUBJECT-NAME invalid subjects[0].name',
      'RBAC-SUBJECT-GROUP notSupported subjects[0].apiGroup',
    ]);
  });

  test('keeps its role', () => {
    const change = (next: object): readonly string[] =>
      findings('RoleBinding', { metadata, roleRef: next }, { metadata, roleRef });
    expect(change({ kind: 'ClusterRole', name: 'reader' })).toEqual([]);
    expect(change({ ...roleRef, name: 'writer' })).toEqual(['RBAC-ROLE-IMMUTABLE invalid roleRef']);
  });
});

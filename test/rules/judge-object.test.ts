import type { KubernetesObject } from '../../lib/core/object';
import { judgeObject } from '../../lib/rules/judge-object';

function project(spec: object): KubernetesObject {
  return { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'Project', metadata: { name: 'dev' }, spec };
}

function binding(fields: object): KubernetesObject {
  return {
    apiVersion: 'security.gardener.cloud/v1alpha1',
    kind: 'CredentialsBinding',
    metadata: { name: 'openstack', namespace: 'garden-dev' },
    ...fields,
  };
}

const credentials = { apiVersion: 'v1', kind: 'Secret', name: 'a', namespace: 'garden-dev' };

describe('judgeObject', () => {
  test('a misspelled field is one finding, the field that was meant is not missed', () => {
    const { findings, object } = judgeObject(
      binding({ credentialRef: credentials, provider: { type: 'openstack' } }),
      {},
    );
    expect(findings.map(({ rule, path, meant }) => [rule, path, meant])).toEqual([
      ['SCHEMA-UNKNOWN-FIELD', 'credentialRef', 'credentialsRef'],
    ]);
    expect(object['credentialsRef']).toEqual(credentials);
  });

  test('what is wrong inside the misspelled field is found in the same run', () => {
    const { findings } = judgeObject(
      binding({ credentialRef: { ...credentials, nam: 'b' }, provider: { type: 'openstack' } }),
      {},
    );
    expect(findings.map(({ path, meant }) => [path, meant])).toEqual([
      ['credentialRef', 'credentialsRef'],
      ['credentialsRef.nam', 'name'],
    ]);
  });

  test('a field that is there already is not replaced', () => {
    const { findings, object } = judgeObject(project({ description: 'a', descriptio: 'b' }), {});
    expect(findings.map(({ path }) => path)).toEqual(['spec.descriptio']);
    expect(object['spec']).toEqual({ description: 'a', descriptio: 'b' });
  });

  test('a value of another type than the meant field has is not moved there', () => {
    const { findings, malformed } = judgeObject(project({ descriptio: { a: 1 } }), {});
    expect(findings.map(({ path }) => path)).toEqual(['spec.descriptio']);
    expect(malformed).toBe(false);
  });

  test('a field inside a list is renamed in its place', () => {
    const { object, findings } = judgeObject(
      project({ members: [{ name: 'a', kind: 'User', apiGrup: 'x', role: 'admin' }] }),
      {},
    );
    expect(findings.map(({ path, meant }) => [path, meant])).toContainEqual(['spec.members[0].apiGrup', 'apiGroup']);
    expect(object['spec']).toEqual({ members: [{ name: 'a', kind: 'User', apiGroup: 'x', role: 'admin' }] });
  });

  test.each<[string, Fields, Fields]>([
    ['a number and a truth where texts are wanted', { labels: { a: 1, b: true } }, { labels: { a: '1', b: 'true' } }],
    ['a text where a number is wanted', { replicas: '3' }, { replicas: 3 }],
    ['an entry without its list', { args: '--v=1' }, { args: ['--v=1'] }],
  ])('%s: the rest is judged by what was meant', (_, given, meant) => {
    const deployment = ({ labels = {}, replicas = 1, args = [] }: Fields, ports: string): KubernetesObject => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'a', namespace: 'b' },
      spec: {
        replicas,
        selector: {},
        template: { metadata: { labels }, spec: { containers: [{ name: 'c', image: 'd', args, [ports]: [] }] } },
      },
    });
    const { findings, object, malformed } = judgeObject(deployment(given, 'port'), {});
    expect(malformed).toBe(false);
    expect(object).toEqual(deployment(meant, 'ports'));
    const others = findings.filter(({ rule }) => rule !== 'SCHEMA-TYPE');
    expect(findings.length - others.length).toBe(Object.keys(given.labels ?? { one: 1 }).length);
    expect(others.map(({ path }) => path)).toEqual(['spec.template.spec.containers[0].port']);
  });

  test.each([
    ['a version whose zero may be lost', { version: 1.3 }],
    [
      'a map where a list is wanted',
      { version: '1.33.1', kubeAPIServer: { admissionPlugins: { name: 'PodSecurity' } } },
    ],
  ])('%s leaves open what was meant', (_, kubernetes) => {
    const shoot = {
      apiVersion: 'core.gardener.cloud/v1beta1',
      kind: 'Shoot',
      metadata: { name: 'a' },
      spec: { kubernetes },
    };
    expect(judgeObject(shoot, {})).toMatchObject({ malformed: true, object: shoot });
  });
});

interface Fields {
  readonly labels?: object;
  readonly replicas?: unknown;
  readonly args?: unknown;
}

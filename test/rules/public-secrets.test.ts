import type { KubernetesObject } from '../../lib/core/object';
import { Judge } from '../../lib/rules/judge';
import { objects } from '../../lib/rules/objects/topic';
import { View, type ViewObject } from '../../lib/rules/view';

const namespace = 'garden';
const entry = (object: KubernetesObject, cluster = 'runtime'): ViewObject => ({
  cluster,
  unit: 'access',
  object,
  origin: () => undefined,
});
const secret = (stringData: object, labels: Record<string, string> = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'a', namespace, labels },
  stringData,
});
const managed: KubernetesObject = {
  apiVersion: 'resources.gardener.cloud/v1alpha1',
  kind: 'ManagedResource',
  metadata: { name: 'm', namespace },
  spec: { secretRefs: [{ name: 'a' }] },
};
const requestor = { 'resources.gardener.cloud/purpose': 'token-requestor' };

function paths(...entries: readonly ViewObject[]): readonly string[] {
  const judge = new Judge();
  judge.run(new View({ objects: entries, gardener: '1.150.0', complete: true }), [objects]);
  return judge
    .result()
    .findings.filter(({ rule }) => rule === 'SECRET-CLEAR-TEXT')
    .map(({ path }) => path);
}

describe('a Secret that holds no secret', () => {
  it('is one with a kubeconfig that resource-manager fills, as long as nothing in it lets somebody in', () => {
    const kubeconfig = 'kind: Config\nusers:\n  - name: garden\n';
    expect(paths(entry(secret({ kubeconfig }, requestor)))).toEqual([]);
    expect(paths(entry(secret({ kubeconfig })))).toEqual(['stringData[kubeconfig]']);
    expect(paths(entry(secret({ kubeconfig: `${kubeconfig}    user:\n      token: x\n` }, requestor)))).toEqual([
      'stringData[kubeconfig]',
    ]);
  });

  it('is one with the manifests of a ManagedResource of the same namespace and cluster, Secrets aside', () => {
    const role = { 'role.yaml': 'apiVersion: v1\nkind: ConfigMap\n' };
    expect(paths(entry(secret(role)), entry(managed))).toEqual([]);
    expect(paths(entry(secret(role)), entry(managed, 'seeds/soil'))).toEqual(['stringData[role.yaml]']);
    expect(paths(entry(secret({ 'a.yaml': 'apiVersion: v1\nkind: Secret\ndata: {}\n' })), entry(managed))).toEqual([
      'stringData[a.yaml]',
    ]);
  });
});

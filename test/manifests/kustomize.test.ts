import { judgeFiles, loud } from './tree';

const deployment = (fields = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: registry.example.org/web:1.2.3
${fields}`;

const patch = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
`;

const kustomization = (fields: string): string =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${fields}`;

describe('kustomize', () => {
  test.each([
    ['patches', 'patches:\n  - path: replicas.yaml\n'],
    ['patchesStrategicMerge', 'patchesStrategicMerge:\n  - replicas.yaml\n'],
  ])('a file that %s names is a fragment: nothing in it is required', (_, field) => {
    const { findings } = judgeFiles({
      'kustomization.yaml': kustomization(`resources:\n  - web.yaml\n${field}`),
      'web.yaml': deployment(),
      'replicas.yaml': patch,
    });
    expect(loud(findings)).toEqual([]);
    expect(findings.map(({ rule }) => rule)).toContain('READ-FRAGMENT');
  });

  test('a field of a fragment is still checked', () => {
    const { findings } = judgeFiles({
      'kustomization.yaml': kustomization('patches:\n  - path: replicas.yaml\n'),
      'replicas.yaml': patch.replace('replicas: 3', 'replica: 3'),
    });
    expect(loud(findings)).toEqual(['error SCHEMA-UNKNOWN-FIELD replicas.yaml:6 spec.replica']);
  });

  test('without a kustomization that names it, the same file lacks what is required', () => {
    expect(loud(judgeFiles({ 'replicas.yaml': patch }).findings)).toEqual([
      'error WORKLOAD-SELECTOR-MISSING replicas.yaml:5 spec.selector',
      'error WORKLOAD-TEMPLATE-MISSING replicas.yaml:5 spec.template',
    ]);
  });

  test('an object that an overlay completes lacks nothing', () => {
    const { findings } = judgeFiles({
      'app/kustomization.yaml': kustomization('resources:\n  - web.yaml\n'),
      'app/web.yaml': deployment()
        .replace(/ {10}image: .*\n/, '')
        .replace(/ {2}selector: .*\n/, ''),
      'prod/kustomization.yaml': kustomization(
        'resources:\n  - ../app\npatches:\n  - target: { kind: Deployment, name: web }\n    patch: |\n      - op: add\n        path: /spec/selector\n        value: { matchLabels: { app: web } }\n',
      ),
    });
    expect(loud(findings)).toEqual([]);
  });

  test('a JSON patch is no Kubernetes object, and nobody says so', () => {
    const { findings } = judgeFiles({
      'kustomization.yaml': kustomization('patches:\n  - path: json.yaml\n    target: { kind: Deployment }\n'),
      'json.yaml': '- op: remove\n  path: /spec/replicas\n',
    });
    expect(findings).toEqual([]);
  });

  test('$patch: delete needs nothing but a name', () => {
    const { findings } = judgeFiles({
      'gone.yaml': '$patch: delete\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n',
    });
    expect(loud(findings)).toEqual([]);
  });

  test('the namespace of a kustomization reaches namespaced objects alone', () => {
    const { views } = judgeFiles({
      'kustomization.yaml': kustomization('namespace: shop\nresources:\n  - all.yaml\n'),
      'all.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: _\n---\napiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata:\n  name: p\nvalue: 1\n',
    });
    const placed = views[0]?.objects.map(({ object: { kind, metadata } }) => [kind, metadata.namespace, metadata.name]);
    expect(placed).toContainEqual(['ConfigMap', 'shop', 'a']);
    expect(placed).toContainEqual(['Namespace', undefined, 'shop']);
    expect(placed).toContainEqual(['PriorityClass', undefined, 'p']);
  });
});

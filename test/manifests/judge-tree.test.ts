import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { judgeTree } from '../../lib/manifests/judge-tree';
import { readTree } from '../../lib/manifests/read-tree';
import { objects } from '../../lib/rules/objects/topic';
import { judgeFiles } from './tree';

/** What `check` finds in files: rule, file, path and meant field. */
function check(files: Readonly<Record<string, string>>): string[] {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-gardener-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), text);
    }
    const { findings } = judgeTree(readTree([folder]), { topics: [objects], now: new Date('2026-01-01T00:00:00Z') });
    return findings.map(({ severity, rule, path: field, origin }) => {
      const file = path.relative(fs.realpathSync(folder), fs.realpathSync(origin?.file ?? folder));
      return `${severity} ${rule} ${file}:${origin?.line ?? '?'} ${field}`.trim();
    });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

const namespace = (name: string) => `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n`;
const deployment = (spec: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n  namespace: shop\nspec:\n${spec}`;
const complete = `  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - {name: web, image: "registry.example/web:1"}
`;
const kustomization = (text: string) => `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${text}`;

describe('objects', () => {
  test('sound objects have no findings', () => {
    expect(check({ 'a.yaml': `${namespace('shop')}---\n${deployment(complete)}` })).toEqual([]);
  });

  test('an unknown field stands where it is written', () => {
    expect(check({ 'a.yaml': deployment(`  replica: 2\n${complete}`) })).toEqual([
      'error SCHEMA-UNKNOWN-FIELD a.yaml:7 spec.replica',
    ]);
  });

  test('an object with fields of metadata of wrong types is found and stops nothing', () => {
    const wrong = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: 1\n  labels: [a]\n';
    expect(check({ 'a.yaml': wrong, 'b.yaml': deployment(`  replica: 2\n${complete}`) })).toEqual([
      'error SCHEMA-TYPE a.yaml:5 metadata.labels',
      'error SCHEMA-TYPE a.yaml:4 metadata.name',
      'error SCHEMA-UNKNOWN-FIELD b.yaml:7 spec.replica',
    ]);
  });
});

describe('kustomize', () => {
  test('of a patch only what it says is checked', () => {
    const files = {
      'base/web.yaml': deployment(complete),
      'base/kustomization.yaml': kustomization('resources: [web.yaml]\n'),
      'prod/kustomization.yaml': kustomization('resources: [../base]\npatches: [{path: more.yaml}]\n'),
    };
    expect(check({ ...files, 'prod/more.yaml': deployment('  replicas: 3\n') })).toEqual([
      'info READ-FRAGMENT prod/more.yaml:1',
    ]);
    expect(check({ ...files, 'prod/more.yaml': deployment('  replica: 3\n') })).toEqual([
      'info READ-FRAGMENT prod/more.yaml:1',
      'error SCHEMA-UNKNOWN-FIELD prod/more.yaml:7 spec.replica',
    ]);
  });

  test('what a patch completes may miss required fields', () => {
    const half = '  replicas: 1\n';
    const patch = kustomization('resources: [web.yaml]\npatches: [{path: rest.yaml}]\n');
    expect(
      check({ 'web.yaml': deployment(half), 'rest.yaml': deployment(complete), 'kustomization.yaml': patch }),
    ).toEqual(['info READ-FRAGMENT rest.yaml:1']);
    expect(check({ 'web.yaml': deployment(half) })).toEqual([
      'error SCHEMA-REQUIRED web.yaml:6 spec.selector',
      'error SCHEMA-REQUIRED web.yaml:6 spec.template',
    ]);
  });
});

describe('text that others replace', () => {
  test('a placeholder is no mistake, and the object says so once', () => {
    expect(check({ 'a.yaml': deployment(`  replicas: \${REPLICAS}\n${complete}`) })).toEqual([
      'notice READ-PLACEHOLDER a.yaml:1',
    ]);
  });

  test('a template is named and not read; broken YAML is broken', () => {
    const template = `kind: Namespace\n{{ if .labels }}\nmetadata: {{ .metadata }}\n{{ end }}\n`;
    expect(check({ 'a.yaml': template })).toEqual(['notice READ-TEMPLATE a.yaml:?']);
    expect(check({ 'a.yaml': 'kind: [Namespace\n' })).toEqual(['error READ-SYNTAX a.yaml:2']);
  });
});

test('predictions of a rendered landscape are nobody’s objects', () => {
  const secret = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n  namespace: shop\ndata:\n  a: YQ==\n';
  const preview = { 'meadow/preview/seeds/soil/a.yaml': secret };
  expect(check({ 'meadow/.synth.json': '{}', ...preview })).toEqual([]);
  expect(check(preview)).toEqual(['warning SECRET-IN-GIT meadow/preview/seeds/soil/a.yaml:7 data[a]']);
});

test('objects of one name in two folders are judged both', () => {
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: b}\nspec: {containers: []}\n';
  const { findings } = judgeFiles({ 'x/pod.yaml': pod, 'y/pod.yaml': pod });
  const files = findings.filter(({ path }) => path === 'spec.containers').map(({ origin }) => origin?.file);
  expect(files).toEqual(['x/pod.yaml', 'y/pod.yaml']);
});

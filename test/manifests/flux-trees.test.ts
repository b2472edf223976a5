// trees that Flux applies: what is given from outside, written over or told apart
import { configMap, kustomization, ofRepository, source } from './flux-objects';
import { judgeFiles, loud, type Files } from './tree';

describe('a tree for several clusters or sources', () => {
  const owners = (files: Files): string[] =>
    loud(judgeFiles(files).findings).filter(line => line.includes('FLUX-TWO-OWNERS'));

  it('the same Flux Kustomization for two clusters is no second owner', () => {
    const infra = kustomization('infra', `  path: ./infra\n  ${ofRepository}\n`);
    expect(
      owners({ 'clusters/a/infra.yaml': infra, 'clusters/b/infra.yaml': infra, 'infra/map.yaml': configMap('a') }),
    ).toEqual([]);
  });

  it('what other sources hold at their root is not what lies here', () => {
    const tenant = (name: string): string =>
      kustomization(name, `  path: ./\n  sourceRef: { kind: OCIRepository, name: ${name} }\n`);
    expect(owners({ 'tenants.yaml': `${tenant('one')}---\n${tenant('two')}`, 'map.yaml': configMap('a') })).toEqual([]);
  });

  it('two of one source and one path are two owners', () => {
    const two = ['one', 'two'].map(name => kustomization(name, `  path: ./apps\n  ${ofRepository}\n`)).join('---\n');
    expect(owners({ 'flux.yaml': two, 'apps/map.yaml': configMap('a') })).toEqual([
      'error FLUX-TWO-OWNERS apps/map.yaml:1',
    ]);
  });
});

describe('what kustomize writes over', () => {
  const building =
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: web\nresources: [a.yaml]\n';

  it('is a namespace that stands for another one, of any kind', () => {
    const policy = 'apiVersion: example.org/v1\nkind: Policy\nmetadata: { name: a, namespace: _ }\n';
    const budget =
      'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: a, namespace: _ }\nspec: { minAvailable: 1, selector: { matchLabels: { app: a } } }\n';
    for (const object of [policy, budget]) {
      expect(loud(judgeFiles({ 'kustomization.yaml': building, 'a.yaml': object }).findings)).toEqual([]);
      expect(loud(judgeFiles({ 'a.yaml': object }).findings)).toEqual([
        'error META-NAMESPACE a.yaml:3 metadata.namespace',
      ]);
    }
  });

  it('is the namespace of an account that is built with its binding', () => {
    const binding =
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: { name: a }\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }\nsubjects: [{ kind: ServiceAccount, name: a }]\n';
    const place = 'RBAC-SUBJECT-NAMESPACE a.yaml:5 subjects[0].namespace';
    expect(loud(judgeFiles({ 'kustomization.yaml': building, 'a.yaml': binding }).findings)).toEqual([
      `warning ${place}`,
    ]);
    expect(loud(judgeFiles({ 'a.yaml': binding }).findings)).toEqual([`error ${place}`]);
  });
});

describe('what the topmost Flux Kustomization gives to all others', () => {
  const child = (name: string, spec: string): string =>
    `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: ${name}, namespace: flux-system }\nspec:\n${spec}`;
  const indented = (text: string): string => text.replace(/^/gm, '        ').trimEnd();
  const parent = (patch: string, path = './clusters/apps'): string =>
    `${kustomization('root', `  path: ${path}\n  ${ofRepository}\n`)}  patches:\n    - target: { group: kustomize.toolkit.fluxcd.io, kind: Kustomization }\n      patch: |\n${indented(patch)}\n`;
  const given = child(
    'all',
    '  interval: 10m\n  prune: true\n  wait: true\n  timeout: 5m\n  sourceRef: { kind: GitRepository, name: flux-system }\n',
  );
  const tree = (patch: string, files: Files): string[] =>
    loud(judgeFiles({ 'flux/source.yaml': source, 'flux/root.yaml': parent(patch), ...files }).findings);
  const app = { 'clusters/apps/web/app/config.yaml': configMap('web') };

  it('is not missed in them, however the patch is written', () => {
    const files = { ...app, 'clusters/apps/web/ks.yaml': child('web', '  path: ./clusters/apps/web/app\n') };
    expect(tree(given, files)).toEqual([]);
    const operations =
      '- { op: add, path: /spec/interval, value: 10m }\n- { op: add, path: /spec/prune, value: true }\n';
    expect(tree(operations, files)).toContain('error SCHEMA-REQUIRED clusters/apps/web/ks.yaml:4 spec.sourceRef');
    expect(tree(operations, files)).not.toContain('error SCHEMA-REQUIRED clusters/apps/web/ks.yaml:4 spec.prune');
  });

  it('reaches what an overlay takes from elsewhere', () => {
    const files = {
      'clusters/apps/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [../../base/web/ks.yaml]\n',
      'base/web/ks.yaml': child('web', '  path: ./base/web/app\n'),
      'base/web/app/config.yaml': configMap('web'),
    };
    expect(tree(given, files)).toEqual([]);
  });

  it('is given to what these apply in turn', () => {
    const release =
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: web, namespace: web }\n';
    const nested = `${given}  patches:\n    - target: { kind: HelmRelease }\n      patch: |\n${indented(`${release}spec: { interval: 10m }\n`)}\n`;
    const files = {
      'clusters/apps/web/ks.yaml': child('web', '  path: ./elsewhere\n'),
      'elsewhere/release.yaml': `${release}spec: { chartRef: { kind: OCIRepository, name: web, namespace: other } }\n`,
    };
    expect(tree(nested, files).filter(found => found.includes('REQUIRED'))).toEqual([]);
    expect(tree(given, files).filter(found => found.includes('REQUIRED'))).toEqual([
      'error SCHEMA-REQUIRED elsewhere/release.yaml:4 spec.interval',
    ]);
  });

  it('may be variables, of which the tree does not know all', () => {
    const files = {
      'clusters/apps/web/ks.yaml': kustomization(
        'web',
        `  path: ./clusters/apps/web/app\n  ${ofRepository}\n  postBuild: { substitute: { APP: web } }\n`,
      ),
      'clusters/apps/web/app/config.yaml': configMap('web').replace('a: b', 'a: "${DOMAIN}"'),
    };
    const variables = child('all', '  postBuild:\n    substituteFrom: [{ kind: Secret, name: cluster }]\n');
    const ofVariables = (found: readonly string[]): string[] => found.filter(line => line.includes(' SUB-'));
    expect(ofVariables(tree(variables, files))).toEqual([]);
    const component = `apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches:\n  - target: { kind: Kustomization }\n    patch: |\n${indented(variables)}\n`;
    expect(ofVariables(tree(given, { ...files, 'components/variables/kustomization.yaml': component }))).toEqual([]);
    expect(ofVariables(tree(given, files))).toEqual(['error SUB-002 clusters/apps/web/app/config.yaml:4 data.a']);
  });
});

describe('clusters that only their folders tell apart', () => {
  const cluster = (name: string): Files => ({
    [`clusters/${name}/root.yaml`]: kustomization(`${name}-root`, `  path: ./clusters/${name}\n  ${ofRepository}\n`),
    [`clusters/${name}/infra.yaml`]: kustomization(
      `${name}-infra`,
      `  path: ./infra\n  ${ofRepository}\n  postBuild:\n    substituteFrom: [{ kind: ConfigMap, name: settings }]\n`,
    ),
    [`clusters/${name}/settings.yaml`]: configMap('settings')
      .replace('namespace: test', 'namespace: flux-system')
      .replace('a: b', `${name}: value`),
  });

  it('may share a folder, and have settings of one name', () => {
    const shared = { 'infra/a.yaml': configMap('a').replace('a: b', 'a: "${one}", b: "${two}"') };
    const files = { 'flux/source.yaml': source, ...cluster('one'), ...cluster('two') };
    const found = loud(judgeFiles({ ...files, ...shared }).findings);
    expect(found.filter(line => /TWO-OWNERS|SUB-/.test(line))).toEqual([]);
  });

  it('are one where the owners have the same beginning', () => {
    const files = { 'flux/source.yaml': source, ...cluster('one'), 'infra/a.yaml': configMap('a') };
    const again = kustomization('again', `  path: ./infra\n  ${ofRepository}\n`);
    const found = loud(judgeFiles({ ...files, 'clusters/one/again.yaml': again }).findings);
    expect(found).toContain('error FLUX-TWO-OWNERS infra/a.yaml:1');
  });
});

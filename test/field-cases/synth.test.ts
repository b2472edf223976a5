// What operators of cdk8s stumbled over (the reference is the issue or commit in which somebody met it), seen from outside.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { spawnSync } from 'node:child_process';
import { load } from 'js-yaml';
import { app, check, cli, folder } from './run';

const root = path.resolve(__dirname, '../..');
const config = `language: typescript\napp: node -r ${root}/node_modules/tsx/dist/cjs/index.cjs main.ts\noutput: .cdk8s\n`;
const landscape = `const landscape = new lib.Landscape({ name: 'l', gardener: '1.150.0', domain: 'example.org' });\n`;

/** Everything below dist/, as text. */
function dist(cwd: string): Readonly<Record<string, string>> {
  const entries = fs
    .readdirSync(path.join(cwd, 'dist'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile());
  return Object.fromEntries(
    entries
      .map(entry => path.join(entry.parentPath, entry.name))
      .map(file => [path.relative(cwd, file), fs.readFileSync(file, 'utf8')]),
  );
}

describe('synth in the field', () => {
  it('A03 (cdk8s#348): an included mode of 0644 is the number that kubectl reads', () => {
    const manifest =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: test}\nspec:\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec:\n      containers: [{name: web, image: web}]\n      volumes: [{name: c, configMap: {name: c, defaultMode: 0644}}]\n';
    const cwd = folder({
      'cdk8s.yaml': config,
      'web.yaml': manifest,
      'main.ts': app(
        `${landscape}new lib.Include(landscape.runtime.unit('web'), 'web', { path: 'web.yaml' });\nlandscape.synth();`,
      ),
    });
    expect(cli(cwd, 'synth')).toMatchObject({ status: 0 });
    const text = fs.readFileSync(path.join(cwd, 'dist/l/runtime/web/web.yaml'), 'utf8');
    expect(text).toContain('defaultMode: 420\n');
    expect(load(text)).toMatchObject({
      spec: { template: { spec: { volumes: [{ configMap: { defaultMode: 420 } }] } } },
    });
  });

  it('A06 (cdk8s#2146): an app that throws under npx cdk8s synth leaves dist/ and foreign files as they were', () => {
    const good = app(
      `${landscape}new ApiObject(new Chart(landscape, 'a'), 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'test' } });\nlandscape.synth();`,
    );
    const cwd = folder({ 'cdk8s.yaml': config, 'main.ts': good });
    const synth = (): number | null =>
      spawnSync(process.execPath, [path.join(root, 'node_modules/cdk8s-cli/bin/cdk8s'), 'synth'], {
        cwd,
        encoding: 'utf8',
        env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' },
      }).status;
    expect(synth()).toBe(0);
    fs.writeFileSync(path.join(cwd, 'dist/RELEASE.txt'), 'by hand');
    const before = dist(cwd);
    fs.writeFileSync(
      path.join(cwd, 'main.ts'),
      `${good.replace("name: 'a', n", "name: 'b', n")}\nconst later = new lib.Landscape({ name: 'm', gardener: '1.150.0', domain: 'example.org' });\nnew Chart(later, 'z');\nthrow new Error('in the last unit');`,
    );
    expect(synth()).not.toBe(0);
    expect(dist(cwd)).toEqual(before);
  });

  it('A09 (kustomize#5843): one object in two versions of its group is one object twice; two groups are two', () => {
    const objects = ['policy/v1beta1', 'policy/v1', 'example.org/v1'].map(
      apiVersion =>
        `new ApiObject(chart, '${apiVersion}', { apiVersion: '${apiVersion}', kind: 'PodDisruptionBudget', metadata: { name: 'a', namespace: 'test' } });`,
    );
    const cwd = folder({
      'cdk8s.yaml': config,
      'main.ts': app(`${landscape}const chart = new Chart(landscape, 'a');\n${objects.join('\n')}\nlandscape.synth();`),
    });
    const { status, stderr } = cli(cwd, 'synth');
    expect(status).toBe(1);
    expect(stderr.match(/OBJ-DUPLICATE/g)).toHaveLength(1);
    expect(stderr.replace(/\s+/g, ' ')).toMatch(
      /the same object is applied twice in one cluster \(as policy\/v1(beta1)? and as policy\/v1(beta1)?\); the other one comes from main\.ts:\d+/,
    );
  });

  it('A12: an apiVersion that a comment has swallowed is an error, and the document is not passed over', () => {
    const { status, stdout } = check(
      '# the operator apiVersion: operator.gardener.cloud/v1alpha1\nkind: Extension\nmetadata:\n  name: provider-x\n',
    );
    expect(status).toBe(1);
    expect(stdout).toContain(
      '  error READ-API-VERSION\n    apiVersion is missing: the comment above holds it\n    2 | kind: Extension\n      | ^^^^\n    fix: write apiVersion: operator.gardener.cloud/v1alpha1 on a line of its own',
    );
  });

  it('A15 (helm-diff#392): nothing in dist/ names the version of this package', () => {
    const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
    for (const text of Object.values(dist(root))) expect(text).not.toContain(`cdk8s-gardener ${version}`);
    const names = spawnSync(
      'git',
      ['grep', '-lE', 'package\\.json', '--', 'lib/synth', 'lib/yaml', 'lib/landscape', 'lib/gardener', 'lib/rules'],
      {
        cwd: root,
        encoding: 'utf8',
      },
    ).stdout.trim();
    // nothing that renders reads the version
    expect(names).toBe('');
  });
});

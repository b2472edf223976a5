// What people who let Flux apply Gardener objects stumbled over (the reference is the issue in which somebody met it), seen from outside.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { compareFlux, planFlux } from '../../lib/flux';
import { judgeTree } from '../../lib/manifests/judge-tree';
import { readTree } from '../../lib/manifests/read-tree';
import type { View } from '../../lib/rules/view';
import { writeDocument, writeDocuments } from '../../lib/yaml/writer';
import { app, cli, folder } from './run';

const root = path.resolve(__dirname, '../..');
const source = {
  apiVersion: 'source.toolkit.fluxcd.io/v1',
  kind: 'GitRepository',
  metadata: { name: 'fleet', namespace: 'flux-system' },
  spec: { interval: '1m', url: 'https://git.example.org/fleet.git', ref: { branch: 'main' } },
};

function kustomization(name: string, spec: object = {}): object {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace: 'flux-system' },
    spec: {
      interval: '30m',
      prune: true,
      path: `./${name}`,
      sourceRef: { kind: 'GitRepository', name: 'fleet' },
      ...spec,
    },
  };
}

function configMap(name: string, data: Readonly<Record<string, string>> = {}): object {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'logging' }, data };
}

/** A repository with its Flux Kustomizations in one file and one folder per unit. */
function repository(
  kustomizations: readonly object[],
  units: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const files = Object.entries(units).map(([unit, text]) => [`${unit}/objects.yaml`, text] as const);
  return {
    'clusters/prod/sync.yaml': writeDocuments([source, ...kustomizations] as never),
    ...Object.fromEntries(files),
  };
}

/** What `check` prints about a repository, and its exit code. */
function checked(files: Readonly<Record<string, string>>): { readonly status: number | null; readonly stdout: string } {
  const cwd = folder(files);
  const { status, stdout } = cli(cwd, 'check', '.');
  fs.rmSync(cwd, { recursive: true });
  // lines are wrapped for people
  return { status, stdout: stdout.replace(/\s+/g, ' ') };
}

function viewOf(files: Readonly<Record<string, string>>): View {
  const cwd = folder(files);
  const [view] = judgeTree(readTree([cwd]), { topics: [] }).views;
  fs.rmSync(cwd, { recursive: true });
  if (view === undefined) throw new Error('the repository is empty');
  return view;
}

describe('Flux in the field', () => {
  it('C03 (flux2#3316, flux2#2421): a renamed unit is told with the number of objects, and in which order it is safe', () => {
    const objects = writeDocuments([configMap('a'), configMap('b')] as never);
    const before = viewOf(repository([kustomization('old')], { old: objects }));
    const after = viewOf(repository([kustomization('new')], { new: objects }));
    const messages = [...compareFlux(before, after)].map(({ severity, message }) => `${severity}: ${message}`);
    expect(messages[0]).toBe('critical: Flux Kustomization old is removed: 2 objects move to new');
    expect([...planFlux(before, after)].map(({ title }) => title)).toEqual([
      'stop old from pruning: prune false, deletionPolicy Orphan',
      'remove old and add what takes its objects over',
      'switch pruning on again',
    ]);
    const gone = [...compareFlux(before, viewOf(repository([kustomization('other')], { other: '' })))];
    expect(gone.map(({ message }) => message)).toContain('Flux Kustomization old is removed: prunes 2 objects');
  });

  describe('C06 (flux2#2148)', () => {
    const fluentBit = `${writeDocument(configMap('fluent-bit', { 'output.conf': '# for ${x}\nToken ${SPLUNK_HEC_TOKEN}' }))}---\n# \${y} in a comment of YAML is gone before anything is filled in\n${writeDocument(configMap('script', { 'run.sh': 'curl -H "${AUTH[@]}"' }))}`;

    it('with postBuild every place that Flux would change or stumble over is found', () => {
      const postBuild = { substitute: { domain: 'example.org' } };
      const { status, stdout } = checked(repository([kustomization('logging', { postBuild })], { logging: fluentBit }));
      expect(status).toBe(1);
      expect(stdout).toMatch(/error SUB-002 data\[output\.conf\]: "SPLUNK_HEC_TOKEN"/);
      expect(stdout).toMatch(/error SUB-002 data\[output\.conf\]: "x"/);
      expect(stdout).toMatch(/error SUB-001 data\[run\.sh\].*whole Flux Kustomization fails/);
      expect(stdout).not.toContain('"y"');
      expect(stdout).toContain('kustomize.toolkit.fluxcd.io/substitute: disabled');
    });

    it('without postBuild there is nothing to find', () => {
      const { status, stdout } = checked(repository([kustomization('logging')], { logging: fluentBit }));
      expect([status, stdout.includes('SUB-')]).toEqual([0, false]);
    });
  });

  it('C09 (flux2#4392): force over a StatefulSet and a Shoot says what gets deleted; the delivery has no such option', () => {
    const stateful = {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'db', namespace: 'logging' },
      spec: {
        serviceName: 'db',
        selector: { matchLabels: { app: 'db' } },
        template: { metadata: { labels: { app: 'db' } }, spec: { containers: [{ name: 'db', image: 'db:1' }] } },
        volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'] } }],
      },
    };
    const shoot = {
      apiVersion: 'core.gardener.cloud/v1beta1',
      kind: 'Shoot',
      metadata: { name: 'rose', namespace: 'garden-dev' },
      spec: {},
    };
    const files = repository([kustomization('unit', { force: true })], {
      unit: writeDocuments([stateful, shoot] as never),
    });
    const { status, stdout } = checked(files);
    expect(status).toBe(1);
    expect(stdout).toMatch(/FLUX-FORCE-\w+.*Shoot.*StatefulSet|FLUX-FORCE-\w+.*StatefulSet.*Shoot/);
    const units = fs
      .readdirSync(path.join(root, 'dist'), { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('flux-system/units.yaml'))
      .map(file => fs.readFileSync(path.join(root, 'dist', file), 'utf8'));
    expect(units.length).toBeGreaterThan(3);
    expect(units.filter(text => /\bforce\b/.test(text))).toEqual([]);
  });

  it('C12 (flux2#797, #3367): encrypted files are copied byte for byte, and decrypted by their own Flux Kustomization only', () => {
    const sops = (kind: string, field: string): string =>
      `# by hand\napiVersion: v1\nkind: ${kind}\nmetadata:\n    name: ${kind.toLowerCase()}\n    namespace: logging\n    annotations:\n        kustomize.toolkit.fluxcd.io/prune: disabled\n${field}:\n    token: ENC[AES256_GCM,data:Zm9v,iv:YmFy,tag:YmF6,type:str]\nsops:\n    age:\n        - recipient: age1x\n    lastmodified: "2026-01-01T00:00:00Z"\n    mac: ENC[AES256_GCM,data:bWFj,iv:aXY=,tag:dGFn,type:str]\n    version: 3.9.0\n`;
    const files = { 'secret.sops.yaml': sops('Secret', 'stringData'), 'config.sops.yaml': sops('ConfigMap', 'data') };
    const main = `import * as flux from '${root}/lib/flux';
const landscape = new lib.Landscape({ name: 'l', gardener: '1.150.0', domain: 'example.org' });
const unit = landscape.runtime.unit('logging');
new lib.SopsFile(unit, 'secret', { path: 'secret.sops.yaml' });
new lib.SopsFile(unit, 'config', { path: 'config.sops.yaml' });
new ApiObject(landscape.runtime.unit('open'), 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'logging' } });
new flux.FluxDelivery(landscape, 'flux', { source: flux.git({ url: 'https://git.example.org/l.git', branch: 'main' }), flux: '2.9.2' });
landscape.synth();`;
    const cwd = folder({
      ...files,
      'cdk8s.yaml': `language: typescript\napp: node -r ${root}/node_modules/tsx/dist/cjs/index.cjs main.ts\noutput: .cdk8s\n`,
      'main.ts': app(main),
    });
    const { status, stderr } = cli(cwd, 'synth');
    expect([status, /^(error|warning) /m.test(stderr)]).toEqual([0, false]);
    const read = (file: string): string => fs.readFileSync(path.join(cwd, 'dist/l/runtime', file), 'utf8');
    expect(read('logging/secret.yaml')).toBe(files['secret.sops.yaml']);
    expect(read('logging/config.yaml')).toBe(files['config.sops.yaml']);
    const sections = read('flux-system/units.yaml').split('---\n');
    expect(sections.map(text => [/name: (runtime-\w+)/.exec(text)?.[1], text.includes('decryption:')])).toEqual([
      ['runtime-logging', true],
      ['runtime-open', false],
    ]);
    fs.rmSync(cwd, { recursive: true });
  });

  it('C15 (gardener-landscape-kit#186): a dependency on nothing names the nearest match; a circle is printed in order', () => {
    const dependsOn = (...names: string[]): object => ({ dependsOn: names.map(name => ({ name })) });
    const units = { 'virtual-garden-access': '', config: '', a: '', b: '', c: '' };
    const texts = Object.fromEntries(
      Object.keys(units).map(name => [name, writeDocument(configMap(name) as never)] as const),
    );
    const { status, stdout } = checked(
      repository(
        [
          kustomization('virtual-garden-access'),
          kustomization('config', dependsOn('virtual-garden-access-flux')),
          kustomization('a', dependsOn('b')),
          kustomization('b', dependsOn('c')),
          kustomization('c', dependsOn('a')),
        ],
        texts,
      ),
    );
    expect(status).toBe(1);
    expect(stdout).toContain('FLUX-DEPENDS-MISSING');
    expect(stdout).toMatch(/did you mean (?:Kustomization )?(?:flux-system\/)?virtual-garden-access\?/);
    expect(stdout).toContain('a -> b -> c -> a');
  });
});

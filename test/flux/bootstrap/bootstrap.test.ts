import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { app, cli, folder } from '../../field-cases/run';
import { kubectl } from '../../../tools/kubectl/binary';
import type { KubernetesObject } from '../../../lib/core/object';
import { bootstrapsOf, type RenderedUnit } from '../../../lib/flux';
import { bootstrapOfDist } from '../../../lib/flux/bootstrap/of-dist';
import { renderedUnits } from '../../../lib/flux/bootstrap/rendered-units';

const found = kubectl();
if ('missing' in found) console.warn(`the paths of the bootstrap are not built: ${found.missing}`);
const itWithKustomize = 'file' in found ? it : it.skip;

const flux = (kind: string, name: string, spec: object): KubernetesObject => ({
  apiVersion: kind === 'GitRepository' ? 'source.toolkit.fluxcd.io/v1' : 'kustomize.toolkit.fluxcd.io/v1',
  kind,
  metadata: { name, namespace: 'flux-system' },
  spec,
});

const source = flux('GitRepository', 'fleet', { secretRef: { name: 'git' } });
const at = (folder: string): object => ({ path: `./dist/fleet/${folder}`, sourceRef: { name: 'fleet' } });
const root = flux('Kustomization', 'flux-system', at('runtime/flux-system'));
const garden = flux('Kustomization', 'runtime-garden', {
  ...at('runtime/garden'),
  decryption: { secretRef: { name: 'age' } },
});

function unit(folder: string, ...objects: readonly KubernetesObject[]): RenderedUnit {
  return { path: `dist/fleet/${folder}`, objects };
}

function only(...units: readonly RenderedUnit[]) {
  const [bootstrap, ...rest] = bootstrapsOf('dist/fleet', units);
  if (bootstrap === undefined || rest.length > 0) throw new Error('one cluster is wanted');
  return bootstrap;
}

describe('the bootstrap of a cluster', () => {
  const controller: KubernetesObject = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'kustomize-controller' },
  };

  it('is two commands, the Secrets that they need, and what Flux reaches then', () => {
    expect(only(unit('runtime/flux-system', controller, source, root, garden), unit('runtime/garden'))).toEqual({
      cluster: 'runtime',
      path: 'dist/fleet/runtime/flux-system',
      installer: 'release',
      commands: [
        'kubectl apply --server-side -f dist/fleet/runtime/flux-system/gotk-components.yaml && kubectl wait --for=condition=established --timeout=1m crd -l app.kubernetes.io/part-of=flux',
        'kubectl apply --server-side -k dist/fleet/runtime/flux-system',
      ],
      secrets: ['flux-system/age', 'flux-system/git'],
      reaches: new Map([['runtime', 1]]),
      problems: [],
    });
  });

  it('installs Flux Operator where a FluxInstance is all there is', () => {
    const instance: KubernetesObject = {
      apiVersion: 'fluxcd.controlplane.io/v1',
      kind: 'FluxInstance',
      metadata: { name: 'flux' },
    };
    const { installer, commands } = only(unit('runtime/flux-system', instance, source, root));
    expect([installer, commands.length]).toEqual(['operator', 2]);
    expect(commands[0]).toContain('kubectl apply --server-side -f dist/fleet/runtime/flux-system/flux-instance.yaml');
  });

  it('is nothing to do by hand in a shoot', () => {
    const own = flux('Kustomization', 'flux-system', at('shoots/dev/rose/flux-system'));
    const type = 'shoot-flux';
    const shoot: KubernetesObject = {
      apiVersion: 'core.gardener.cloud/v1beta1',
      kind: 'Shoot',
      metadata: { name: 'rose', namespace: 'garden-dev' },
      spec: { extensions: [{ type }] },
    };
    const folder = unit('shoots/dev/rose/flux-system', controller, source, own);
    expect(only(folder)).toMatchObject({ installer: 'release' });
    expect(only(folder, unit('virtual-garden/shoots/dev', shoot))).toMatchObject({
      installer: 'extension',
      commands: [],
    });
  });

  it('finds the folders of a source whose root is dist/ or the landscape', () => {
    const below = (folder: string): object => ({ path: `./${folder}` });
    const { reaches, problems } = only(
      unit(
        'runtime/flux-system',
        controller,
        source,
        flux('Kustomization', 'flux-system', below('runtime/flux-system')),
        flux('Kustomization', 'runtime-garden', below('runtime/garden')),
      ),
      unit('runtime/garden'),
    );
    expect([[...reaches], problems]).toEqual([[['runtime', 1]], []]);
  });

  it('reaches what it reads from artifacts, too', () => {
    const generator: KubernetesObject = {
      apiVersion: 'source.extensions.fluxcd.io/v1beta1',
      kind: 'ArtifactGenerator',
      metadata: { name: 'fleet' },
      spec: { artifacts: [{ name: 'a', copy: [{ from: '@dist/dist/fleet/virtual-garden/a/**', to: '@artifact/' }] }] },
    };
    const cut = flux('Kustomization', 'a', { path: './', sourceRef: { kind: 'ExternalArtifact', name: 'a' } });
    const { reaches, problems } = only(
      unit('runtime/flux-system', controller, source, root, generator, cut),
      unit('virtual-garden/a'),
    );
    expect([[...reaches], problems]).toEqual([[['virtual-garden', 1]], []]);
  });

  it('would not work without a source, without the first Flux Kustomization, or with a folder that is not there', () => {
    expect(only(unit('runtime/flux-system', controller, garden)).problems).toEqual([
      'dist/fleet/runtime/flux-system holds no source',
      'dist/fleet/runtime/flux-system holds no Flux Kustomization flux-system, which would keep it up to date',
      'runtime-garden applies dist/fleet/runtime/garden, and there is no such folder',
    ]);
    const astray = flux('Kustomization', 'flux-system', at('runtime/garden'));
    expect(only(unit('runtime/flux-system', source, astray), unit('runtime/garden')).problems).toEqual([
      'the Flux Kustomization flux-system applies dist/fleet/runtime/garden, not dist/fleet/runtime/flux-system',
    ]);
  });
});

describe('synth --bootstrap', () => {
  const main = (delivery: string): string =>
    app(`import * as flux from '${process.cwd()}/lib/flux';
const landscape = new lib.Landscape({ name: 'l', gardener: '1.150.0', domain: 'example.org' });
const unit = landscape.runtime.unit('unit');
new ApiObject(unit, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'test' } });
${delivery}
landscape.synth();`);
  const config = `language: typescript\napp: node -r ${process.cwd()}/node_modules/tsx/dist/cjs/index.cjs main.ts\noutput: .cdk8s\n`;
  const bootstrap = (delivery: string): ReturnType<typeof cli> => {
    const cwd = folder({ 'cdk8s.yaml': config, 'main.ts': main(delivery) });
    const outcome = cli(cwd, 'synth', '--bootstrap');
    fs.rmSync(cwd, { recursive: true });
    return outcome;
  };

  it('writes, then prints the two commands of each cluster', () => {
    const { status, stdout } = bootstrap(
      `const install = flux.releaseManifests('${process.cwd()}/apps/flux/manifests');
new flux.FluxDelivery(landscape, 'flux', { source: flux.git({ url: 'https://git.example.org/l.git', branch: 'main' }), flux: '2.9.2', install });`,
    );
    expect(status).toBe(0);
    expect(stdout.split('\n').slice(1)).toEqual([
      '# dist/l, cluster runtime: reaches runtime (1 unit)',
      'kubectl apply --server-side -f dist/l/runtime/flux-system/gotk-components.yaml && kubectl wait --for=condition=established --timeout=1m crd -l app.kubernetes.io/part-of=flux',
      'kubectl apply --server-side -k dist/l/runtime/flux-system',
      '',
    ]);
  });

  it('says that nothing delivers a landscape, and exits with 1', () => {
    const { status, stdout } = bootstrap('');
    expect([status, stdout]).toEqual([1, expect.stringContaining('# dist/l: no Flux delivers it')]);
  });
});

describe('the command package', () => {
  it('prints the digest of what it writes, the same every time', () => {
    const cwd = folder({ 'dist/l/runtime/unit/a.yaml': 'kind: A\n', 'dist/l/reports/x.md': 'x' });
    const [first, second] = [cli(cwd, 'package', '--output', 'a'), cli(cwd, 'package', 'dist', '--output', 'b')];
    expect([first.status, first.stdout]).toEqual([0, expect.stringMatching(/^sha256:[0-9a-f]{64}\n$/)]);
    expect(second.stdout).toBe(first.stdout);
    expect(cli(cwd, 'package', '--output', 'dist')).toMatchObject({ status: 2, stdout: '' });
    expect(cli(cwd, 'package')).toMatchObject({ status: 2, stderr: 'package needs --output FOLDER\n' });
    fs.rmSync(cwd, { recursive: true });
  });
});

describe('the bootstrap of the example', () => {
  const folders = ['dist/meadow', 'dist/meadow-dev'];
  const bootstraps = folders.flatMap(folder => bootstrapsOf(folder, renderedUnits(folder)));

  it('works, and reaches every cluster with units', () => {
    expect(bootstraps.flatMap(({ problems }) => problems)).toEqual([]);
    for (const folder of folders) {
      const reached = bootstrapsOf(folder, renderedUnits(folder)).flatMap(({ reaches }) => [...reaches.keys()]);
      expect(reached.sort()).toEqual(['runtime', 'seeds/soil', 'shoots/dev/crazy-botany', 'virtual-garden']);
    }
    expect(bootstrapOfDist('dist').works).toBe(true);
  });

  itWithKustomize('names paths that build, with Flux, its source and its first Flux Kustomizations', () => {
    if ('missing' in found) throw new Error(found.missing);
    for (const { path: folder, commands } of bootstraps.filter(({ installer }) => installer === 'release')) {
      const { stdout, status } = spawnSync(found.file, ['kustomize', folder], { encoding: 'utf8', maxBuffer: 1 << 26 });
      expect(status).toBe(0);
      for (const kind of ['Deployment', 'GitRepository', 'Kustomization', 'CustomResourceDefinition'])
        expect(stdout).toMatch(new RegExp(`^kind: ${kind}$`, 'm'));
      const [, file = ''] = /-f (\S+)/.exec(commands[0] ?? '') ?? [];
      expect(fs.existsSync(path.resolve(file))).toBe(true);
    }
  });
});

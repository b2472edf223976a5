import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Chart } from 'cdk8s';
import { FluxDelivery, fluxOperator, fluxVar, releaseManifests, VirtualGardenAccess } from '../../lib/flux';
import { Garden } from '../../lib/gardener';
import { SopsFile } from '../../lib/landscape/sops-file';
import { configMap, landscape } from '../synth/tree';
import { delivered, fleet, runtimeChart, source, synthesized } from './landscapes';

describe('the delivery of a landscape', () => {
  it('has one Flux Kustomization per unit, in the order that the objects ask for', () => {
    const { root } = fleet();
    delivered(root);
    const { objects, findings } = synthesized(root);
    const units = objects('runtime/flux-system/units.yaml').map(({ metadata, spec }) => [metadata.name, spec] as const);
    expect(findings).toEqual([]);
    expect(units.map(([name]) => name)).toEqual([
      'virtual-garden-profiles',
      'virtual-garden-projects-dev',
      'virtual-garden-shoots-dev',
    ]);
    expect(units.find(([name]) => name === 'virtual-garden-shoots-dev')?.[1]).toEqual({
      interval: '30m',
      retryInterval: '1m',
      timeout: '5m',
      path: './dist/fleet/virtual-garden/shoots/dev',
      sourceRef: { kind: 'GitRepository', name: 'fleet' },
      prune: true,
      deletionPolicy: 'Orphan',
      dependsOn: [{ name: 'virtual-garden-profiles' }, { name: 'virtual-garden-projects-dev' }],
      kubeConfig: { secretRef: { name: 'virtual-garden', key: 'kubeconfig' } },
    });
  });

  it('begins with the source, and with the Flux Kustomization that keeps the unit itself', () => {
    const { root } = fleet();
    delivered(root);
    const { objects } = synthesized(root);
    expect(objects('runtime/flux-system/gotk-sync.yaml')).toEqual([
      {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata: { name: 'flux-system', namespace: 'flux-system' },
        spec: {
          interval: '30m',
          retryInterval: '1m',
          path: './dist/fleet/runtime/flux-system',
          prune: true,
          deletionPolicy: 'Orphan',
          sourceRef: { kind: 'GitRepository', name: 'fleet' },
        },
      },
      {
        apiVersion: 'source.toolkit.fluxcd.io/v1',
        kind: 'GitRepository',
        metadata: { name: 'fleet', namespace: 'flux-system' },
        spec: {
          interval: '1m',
          url: 'https://git.example.org/fleet.git',
          ref: { branch: 'main' },
          ignore: '/dist/*/preview/\n/dist/*/reports/\n',
        },
      },
    ]);
  });

  it('protects what must not be pruned, and leaves the rest as it is', () => {
    const { root } = fleet();
    delivered(root);
    const { object } = synthesized(root);
    const kept = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };
    expect(object('virtual-garden/shoots/dev', 'Shoot', 'rose').metadata.annotations).toEqual(kept);
    expect(object('virtual-garden/projects/dev', 'Namespace', 'garden-dev').metadata.annotations).toEqual(kept);
    expect(object('virtual-garden/profiles', 'CloudProfile', 'local').metadata.annotations).toBeUndefined();
  });

  it('follows dependencies between constructs that no field shows', () => {
    const root = landscape({ name: 'fleet' });
    const [first, second] = [runtimeChart(root, 'first'), runtimeChart(root, 'second')];
    configMap(first, 'a');
    configMap(second, 'b').node.addDependency(first);
    delivered(root);
    expect(synthesized(root).object('runtime/flux-system', 'Kustomization', 'runtime-second')).toMatchObject({
      spec: { dependsOn: [{ name: 'runtime-first' }] },
    });
  });

  it('says that nobody can wait for the Flux of another cluster', () => {
    const root = landscape({ name: 'fleet' });
    const here = runtimeChart(root, 'here');
    const there = new Chart(root.seed('soil'), 'there');
    configMap(here, 'a').node.addDependency(configMap(there, 'b'));
    delivered(root);
    expect(synthesized(root).findings).toMatchObject([{ rule: 'FLUX-AFTER-ELSEWHERE', severity: 'warning' }]);
  });

  it('refuses units that wait for each other, and says in which order', () => {
    const root = landscape({ name: 'fleet' });
    const charts = ['a', 'b', 'c'].map(id => runtimeChart(root, id));
    const objects = charts.map((chart, index) => configMap(chart, `object-${index}`));
    objects.forEach((object, index) => object.node.addDependency(charts[(index + 1) % charts.length] ?? root));
    delivered(root);
    expect(synthesized(root).findings).toMatchObject([
      {
        rule: 'FLUX-CYCLE',
        severity: 'error',
        message: expect.stringContaining('runtime/a -> runtime/b -> runtime/c -> runtime/a') as unknown,
      },
    ]);
  });

  it('gives names that fit into a label, however long folders are', () => {
    const root = landscape({ name: 'fleet' });
    for (const id of ['x'.repeat(60), `${'x'.repeat(60)}-2`]) configMap(runtimeChart(root, id), id);
    delivered(root);
    const names = synthesized(root)
      .objects('runtime/flux-system/units.yaml')
      .map(({ metadata }) => metadata.name ?? '');
    expect(new Set(names).size).toBe(2);
    expect(names.every(name => name.length <= 63)).toBe(true);
  });

  it('is made once, whatever is added after it', () => {
    const { root, project } = fleet();
    delivered(root);
    configMap(runtimeChart(root, 'late'), 'a');
    expect(synthesized(root).object('runtime/flux-system', 'Kustomization', 'runtime-late')).toBeDefined();
    expect(() => new FluxDelivery(root, 'again', { source, flux: '2.9.2' })).toThrow('fleet has a delivery');
    expect(project.name).toBe('dev');
  });

  it('needs a way into the virtual garden', () => {
    const { root } = fleet();
    delivered(root, { access: {} });
    expect(synthesized(root).findings.map(({ rule }) => rule)).toContain('FLUX-NO-ACCESS');
  });
});

describe('access to the virtual garden', () => {
  it('lies where resource-manager looks for it, and so do the Flux Kustomizations that use it', () => {
    const { root } = fleet();
    new Garden(root, 'fleet', {} as never);
    delivered(root, { access: { 'virtual-garden': new VirtualGardenAccess(root, 'access') } });
    const { object, objects, findings } = synthesized(root);
    expect(object('runtime/flux-system', 'Kustomization', 'virtual-garden-profiles')).toMatchObject({
      metadata: { namespace: 'garden' },
      spec: {
        dependsOn: [{ name: 'runtime-access', namespace: 'flux-system' }],
        kubeConfig: { secretRef: { name: 'shoot-access-virtual-garden-flux' } },
        sourceRef: { kind: 'GitRepository', name: 'fleet', namespace: 'flux-system' },
      },
    });
    expect(object('runtime/flux-system', 'Namespace', 'garden')).toBeDefined();
    expect(object('runtime/access', 'Secret', 'shoot-access-virtual-garden-flux').metadata).toMatchObject({
      namespace: 'garden',
      annotations: { 'kustomize.toolkit.fluxcd.io/ssa': 'IfNotPresent' },
    });
    expect(objects('runtime/access').map(({ kind }) => kind)).toEqual(['Secret', 'Secret', 'ManagedResource']);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('encrypted files', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-gardener-sops-'));
  const text =
    'apiVersion: v1\nkind: Secret\nmetadata:\n    name: token\n    namespace: default\nstringData:\n    token: ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]\nsops:\n    mac: ENC[x]\n    version: 3.9.0\n';
  fs.writeFileSync(path.join(folder, 'token.sops.yaml'), text);
  afterAll(() => {
    fs.rmSync(folder, { recursive: true });
  });

  it('are decrypted by the Flux Kustomization above them and by no other; their bytes stay', () => {
    const root = landscape({ name: 'fleet' });
    configMap(runtimeChart(root, 'open'), 'a');
    new SopsFile(runtimeChart(root, 'closed'), 'token', { path: path.join(folder, 'token.sops.yaml') });
    delivered(root, { decryptionSecret: 'age' });
    const { objects, text: textOf, findings } = synthesized(root);
    const decryption = objects('runtime/flux-system/units.yaml').map(({ metadata, spec }) => [
      metadata.name,
      (spec as { decryption?: unknown }).decryption,
    ]);
    expect(decryption).toEqual([
      ['runtime-closed', { provider: 'sops', secretRef: { name: 'age' } }],
      ['runtime-open', undefined],
    ]);
    expect(textOf('runtime/closed/token.yaml')).toBe(text);
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['FLUX-UNPROTECTED-SOPS', 'notice']]);
  });
});

describe('fields that Gardener writes', () => {
  const hibernated = { hibernation: { enabled: true, schedules: [{ start: '0 20 * * *' }] } };

  it('are ignored by a Flux that can', () => {
    const { root } = fleet(hibernated);
    delivered(root);
    const { object } = synthesized(root);
    expect(object('runtime/flux-system', 'Kustomization', 'virtual-garden-shoots-dev')).toMatchObject({
      spec: { ignore: [{ paths: ['/spec/hibernation/enabled'], target: { kind: 'Shoot', name: 'rose' } }] },
    });
    expect(object('virtual-garden/shoots/dev', 'Shoot', 'rose')).toMatchObject({ spec: hibernated });
  });

  it('are left out for an older one', () => {
    const { root } = fleet(hibernated);
    delivered(root, { flux: '2.8.1' });
    const { object } = synthesized(root);
    expect(object('virtual-garden/shoots/dev', 'Shoot', 'rose')).toMatchObject({
      spec: { hibernation: { schedules: [{ start: '0 20 * * *' }] } },
    });
    expect(object('runtime/flux-system', 'Kustomization', 'virtual-garden-shoots-dev').spec).not.toHaveProperty(
      'ignore',
    );
  });

  it('of which nobody can ignore one are a warning, unless they are left out', () => {
    const updated = { maintenance: { autoUpdate: { kubernetesVersion: true } } };
    const { root } = fleet(updated);
    delivered(root);
    expect(synthesized(root).findings).toMatchObject([
      { rule: 'FLUX-OWNED-VERSION', severity: 'warning', path: 'spec.kubernetes.version', object: { name: 'rose' } },
    ]);
    const other = fleet(updated).root;
    delivered(other, { omitVersions: true });
    const { object, findings } = synthesized(other);
    expect(object('virtual-garden/shoots/dev', 'Shoot', 'rose')).toMatchObject({ spec: { kubernetes: {} } });
    expect(findings).toEqual([]);
  });
});

describe('substitution', () => {
  const script = 'echo ${HOME} $$ ${AUTH[@]}';

  it('is off: texts are what they are', () => {
    const root = landscape({ name: 'fleet' });
    configMap(runtimeChart(root, 'unit'), 'a', { data: { script } });
    delivered(root);
    const { object } = synthesized(root);
    expect(object('runtime/unit', 'ConfigMap', 'a')).toMatchObject({ data: { script } });
    expect(object('runtime/flux-system', 'Kustomization', 'runtime-unit').spec).not.toHaveProperty('postBuild');
  });

  it('fills in variables where a unit wants it, and escapes every other dollar', () => {
    const root = landscape({ name: 'fleet' });
    const unit = runtimeChart(root, 'unit');
    configMap(unit, 'a', { data: { script, host: `api.${fluxVar('domain')}` } });
    const asIs = {
      name: 'b',
      namespace: 'test',
      annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' },
    };
    configMap(unit, 'b', { metadata: asIs, data: { script } });
    delivered(root).substitute(unit, { variables: { domain: 'example.org' } });
    const { object, findings } = synthesized(root);
    expect(object('runtime/unit', 'ConfigMap', 'a')['data']).toEqual({
      script: 'echo $${HOME} $$$$ $${AUTH[@]}',
      host: 'api.${domain}',
    });
    expect(object('runtime/unit', 'ConfigMap', 'b')['data']).toEqual({ script });
    expect(object('runtime/flux-system', 'Kustomization', 'runtime-unit')).toMatchObject({
      spec: { postBuild: { substitute: { domain: 'example.org' } } },
    });
    expect(findings).toEqual([]);
  });

  it('is missed where a variable stands and nothing fills it in, and where the variable is not declared', () => {
    const root = landscape({ name: 'fleet' });
    const [off, on] = [runtimeChart(root, 'off'), runtimeChart(root, 'on')];
    configMap(off, 'a', { data: { host: fluxVar('domain') } });
    configMap(on, 'b', { data: { host: fluxVar('domian') } });
    delivered(root).substitute(on, { variables: { domain: 'example.org' } });
    expect(synthesized(root).findings.map(({ rule, object }) => [rule, object?.name])).toEqual([
      ['SUB-INACTIVE', 'a'],
      ['SUB-002', 'b'],
    ]);
  });
});

describe('the installation of Flux', () => {
  const manifests = 'apps/flux/manifests';
  const runtime = (props: object): ReturnType<typeof synthesized> => {
    const root = landscape({ name: 'fleet' });
    configMap(runtimeChart(root, 'unit'), 'a');
    delivered(root, props);
    return synthesized(root);
  };

  it('is the release, with what the controllers are started with', () => {
    const { objects, object, findings, text } = runtime({
      install: releaseManifests(manifests, { registry: 'mirror.example.org/flux', tuning: { concurrent: 20 } }),
    });
    expect(findings).toEqual([]);
    expect(objects('runtime/flux-system/gotk-components.yaml')).toHaveLength(32);
    const controller = object('runtime/flux-system', 'Deployment', 'kustomize-controller');
    expect(controller.metadata.labels).toMatchObject({ 'app.kubernetes.io/version': 'v2.9.2' });
    expect(JSON.stringify(controller)).toContain('"--concurrent=20"');
    expect(text('reports/flux-images.txt').split('\n')).toContain(
      'mirror.example.org/flux/kustomize-controller:v1.9.3',
    );
  });

  it('lets Flux reach the virtual garden from the cluster that does', () => {
    const { root } = fleet();
    delivered(root, { install: releaseManifests(manifests) });
    const { object } = synthesized(root);
    expect(object('runtime/flux-system', 'Namespace', 'flux-system').metadata.labels).toMatchObject({
      'networking.gardener.cloud/access-target-apiserver': 'allowed',
    });
    expect(JSON.stringify(object('runtime/flux-system', 'Deployment', 'kustomize-controller'))).toContain(
      '"networking.resources.gardener.cloud/to-garden-virtual-garden-kube-apiserver-tcp-443":"allowed"',
    );
  });

  it('is a FluxInstance for Flux Operator', () => {
    const { object, text } = runtime({ install: fluxOperator({ version: '2.9.x', size: 'large' }) });
    expect(object('runtime/flux-system/flux-instance.yaml', 'FluxInstance', 'flux')).toMatchObject({
      spec: { distribution: { version: '2.9.x', registry: 'ghcr.io/fluxcd' }, cluster: { size: 'large' } },
    });
    expect(text('reports/flux.md')).toContain('Flux 2.9.x, installed by Flux Operator');
  });

  it('cuts the source into one artifact per unit where source-watcher is there', () => {
    const { object } = runtime({ install: releaseManifests(manifests, { componentsExtra: ['source-watcher'] }) });
    expect(object('runtime/flux-system', 'Kustomization', 'runtime-unit')).toMatchObject({
      spec: { path: './', sourceRef: { kind: 'ExternalArtifact', name: 'runtime-unit' } },
    });
    expect(object('runtime/flux-system', 'ArtifactGenerator', 'fleet')).toMatchObject({
      spec: { artifacts: [{ copy: [{ from: '@dist/dist/fleet/runtime/unit/**', to: '@artifact/' }] }] },
    });
  });

  it('may differ by cluster, and so does what needs source-watcher', () => {
    const root = landscape({ name: 'fleet' });
    configMap(runtimeChart(root, 'unit'), 'a');
    configMap(new Chart(root.seed('soil'), 'unit'), 'b');
    const release = releaseManifests(manifests, { componentsExtra: ['source-watcher'] });
    delivered(root, { install: cluster => (cluster === 'runtime' ? release : undefined) });
    const { object, objects, findings } = synthesized(root);
    expect(object('runtime/flux-system', 'Kustomization', 'runtime-unit')).toMatchObject({
      spec: { sourceRef: { kind: 'ExternalArtifact' } },
    });
    expect(object('seeds/soil/flux-system', 'Kustomization', 'seeds-soil-unit')).toMatchObject({
      spec: { sourceRef: { kind: 'GitRepository' } },
    });
    expect(objects('seeds/soil/flux-system').map(({ kind }) => kind)).not.toContain('ArtifactGenerator');
    expect(findings).toEqual([]);
  });

  it('has one more kustomize-controller for each shard, and each of them its own part', () => {
    const shards = ['one', 'two'];
    const { objects } = runtime({ install: releaseManifests(manifests), shards });
    const controllers = objects('runtime/flux-system/gotk-components.yaml')
      .filter(({ kind, metadata }) => kind === 'Deployment' && metadata.name?.startsWith('kustomize'))
      .map(({ metadata, spec }) => {
        const { selector, template } = spec as { selector: object; template: { metadata: { labels: object } } };
        expect(template.metadata.labels).toMatchObject((selector as { matchLabels: object }).matchLabels);
        return [metadata.name, selector, /--watch-label-selector=([^"]+)/.exec(JSON.stringify(spec))?.[1]];
      });
    expect(controllers).toEqual([
      ['kustomize-controller', { matchLabels: { app: 'kustomize-controller' } }, '!sharding.fluxcd.io/key'],
      ...shards.map(shard => [
        `kustomize-controller-${shard}`,
        { matchLabels: { app: `kustomize-controller-${shard}` } },
        `sharding.fluxcd.io/key=${shard}`,
      ]),
    ]);
    const { object } = runtime({ install: fluxOperator({ version: '2.9.x' }), shards });
    expect(object('runtime/flux-system', 'FluxInstance', 'flux')).toMatchObject({
      spec: { sharding: { key: 'sharding.fluxcd.io/key', shards } },
    });
  });

  it('fails with a reason', () => {
    expect(runtime({ install: releaseManifests('nowhere.tar.gz') }).findings).toMatchObject([
      { rule: 'FLUX-INSTALL', message: 'nowhere.tar.gz: there is no such file or folder' },
    ]);
    expect(
      runtime({ install: releaseManifests(manifests, { componentsExtra: ['source-wacher'] }) }).findings,
    ).toMatchObject([
      {
        rule: 'FLUX-INSTALL',
        message: 'components: there is no component source-wacher, did you mean source-watcher?',
      },
    ]);
  });
});

describe('what a delivery may be told', () => {
  it('projects have accounts of their own', () => {
    const { root } = fleet();
    delivered(root, { tenancy: true });
    const { object, findings } = synthesized(root);
    expect(object('runtime/flux-system', 'Kustomization', 'virtual-garden-shoots-dev')).toMatchObject({
      spec: {
        serviceAccountName: 'flux-dev',
        dependsOn: [{ name: 'virtual-garden-profiles' }, { name: 'virtual-garden-tenants' }],
      },
    });
    expect(object('virtual-garden/tenants', 'RoleBinding', 'flux-dev')).toMatchObject({
      metadata: { namespace: 'garden-dev' },
      subjects: [{ kind: 'ServiceAccount', name: 'flux-dev', namespace: 'flux-system' }],
    });
    expect(findings).toEqual([]);
  });

  it('commits get a status, from every namespace with Flux Kustomizations', () => {
    const { root } = fleet();
    delivered(root, {
      access: { 'virtual-garden': { secretName: 'a', namespace: 'garden' } },
      alerts: { type: 'github', address: 'https://github.com/example/fleet', secretName: 'token' },
    });
    expect(synthesized(root).object('runtime/flux-system/alerts.yaml', 'Alert', 'commit-status')).toMatchObject({
      spec: {
        eventSources: [
          { kind: 'Kustomization', name: '*' },
          { kind: 'Kustomization', name: '*', namespace: 'garden' },
        ],
      },
    });
  });
});

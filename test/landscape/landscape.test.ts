import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { load, loadAll } from 'js-yaml';
import { ConfigMap } from '../../imports/core/v1';
import { CloudProfile, Project, Shoot } from '../../lib/gardener';
import { place } from '../../lib/landscape/placement';
import { SopsFile } from '../../lib/landscape/sops-file';
import { configMap, landscape, render } from '../synth/tree';

const owner = { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'alice' } as const;
const profileProps = { type: 'local', kubernetes: { versions: [] }, machineImages: [], machineTypes: [], regions: [] };

describe('placement', () => {
  it('puts each kind where it belongs, wherever it is written', () => {
    const root = landscape({ checks: false });
    const project = new Project(root, 'dev', { owner });
    const profile = new CloudProfile(root, 'local', profileProps);
    new Shoot(new Chart(root, 'anything'), 'a', { project, profile, region: 'local', kubernetes: '1.34.2' });
    expect(render(root).files.filter(file => !file.startsWith('reports/'))).toEqual([
      'virtual-garden/profiles/kustomization.yaml',
      'virtual-garden/profiles/local.yaml',
      'virtual-garden/projects/dev/dev.yaml',
      'virtual-garden/projects/dev/kustomization.yaml',
      'virtual-garden/shoots/dev/a.yaml',
      'virtual-garden/shoots/dev/kustomization.yaml',
    ]);
  });

  it('prefers the nearest unit of the right cluster', () => {
    const root = landscape({ checks: false });
    const project = new Project(root, 'dev', { owner });
    const profile = new CloudProfile(root, 'local', profileProps);
    new Shoot(root.virtualGarden.unit('special'), 'a', { project, profile, region: 'local', kubernetes: '1.34.2' });
    expect(render(root).files).toContain('virtual-garden/special/a.yaml');
  });

  it('lets a construct emit into another cluster, into a file of its own', () => {
    const root = landscape({ checks: false });
    const project = new Project(root, 'dev', { owner });
    place(
      project,
      ConfigMap,
      { metadata: { name: 'a', namespace: 'test' } },
      { home: { cluster: 'seeds/soil', unit: 'acl' }, file: 'dev-a' },
    );
    expect(render(root).files).toContain('seeds/soil/acl/dev-a.yaml');
  });

  it('says that a kind without a home needs a unit', () => {
    const root = landscape();
    const project = new Project(root, 'dev', { owner });
    expect(() => place(project, ConfigMap, { metadata: { name: 'a', namespace: 'test' } })).toThrow(
      'ConfigMap has no cluster of its own: create it below a Unit',
    );
  });

  it('reports two objects of one name instead of failing', () => {
    const root = landscape();
    for (const id of ['one', 'two']) new Project(root, id, { name: 'dev', owner });
    expect(
      render(root)
        .findings.filter(({ rule }) => rule === 'OBJ-DUPLICATE')
        .map(({ object }) => object?.kind),
    ).toEqual(['Namespace', 'Project']);
  });
});

describe('a plain cdk8s chart', () => {
  it('is a unit: of the runtime cluster, or of the cluster around it; nested ones are nested folders', () => {
    const root = landscape({ checks: false });
    const outer = new Chart(root, 'outer');
    configMap(outer, 'a');
    configMap(new Chart(outer, 'inner'), 'b');
    configMap(new Chart(root.shoot('dev', 'x'), 'shop'), 'c');
    expect(render(root).files.filter(file => !file.endsWith('kustomization.yaml'))).toEqual(
      [
        'reports/findings.json',
        'reports/findings.sarif',
        'reports/landscape.md',
        'runtime/outer/inner/inner.yaml',
        'runtime/outer/outer.yaml',
        'shoots/dev/x/shop/shop.yaml',
      ].filter(file => !file.startsWith('reports/')),
    );
  });
});

describe('a Project', () => {
  it('comes with its Namespace, which carries the labels that tie it to the project', () => {
    const root = landscape();
    new Project(root, 'dev', { owner, purpose: 'test' });
    const { text, findings } = render(root);
    expect(findings).toEqual([]);
    expect(loadAll(text.get('test/virtual-garden/projects/dev/dev.yaml')!)).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: 'garden-dev',
          labels: { 'gardener.cloud/role': 'project', 'project.gardener.cloud/name': 'dev' },
        },
      },
      {
        apiVersion: 'core.gardener.cloud/v1beta1',
        kind: 'Project',
        metadata: { name: 'dev' },
        spec: { namespace: 'garden-dev', owner, purpose: 'test' },
      },
    ]);
  });
});

describe('a Shoot', () => {
  it('may be changed until it is printed: extensions, resources, overrides', () => {
    const root = landscape({ checks: false });
    const project = new Project(root, 'dev', { owner });
    const profile = new CloudProfile(root, 'local', profileProps);
    const shoot = new Shoot(root, 'a', { project, profile, region: 'local', kubernetes: '1.34.2' });
    shoot.addExtension({ type: 'acl' });
    shoot.addResource({ name: 'r', resourceRef: { apiVersion: 'v1', kind: 'Secret', name: 's' } });
    shoot.object.addOverride('spec.purpose', 'testing');
    shoot.object.metadata.addLabel('team', 'green');
    expect(load(render(root).text.get('test/virtual-garden/shoots/dev/a.yaml')!)).toEqual({
      apiVersion: 'core.gardener.cloud/v1beta1',
      kind: 'Shoot',
      metadata: { name: 'a', namespace: 'garden-dev', labels: { team: 'green' } },
      spec: {
        cloudProfile: { kind: 'CloudProfile', name: 'local' },
        extensions: [{ type: 'acl' }],
        kubernetes: { version: '1.34.2' },
        provider: { type: 'local' },
        purpose: 'testing',
        region: 'local',
        resources: [{ name: 'r', resourceRef: { apiVersion: 'v1', kind: 'Secret', name: 's' } }],
      },
    });
  });
});

describe('secrets', () => {
  it('in clear text are an error that names the key and never shows the value', () => {
    const root = landscape();
    new ApiObject(root.runtime.unit('u'), 's', {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's', namespace: 'test' },
      stringData: { password: 'hunter2' },
    });
    const { findings } = render(root);
    expect(findings.map(({ rule, path: field }) => [rule, field])).toEqual([
      ['SECRET-CLEAR-TEXT', 'stringData[password]'],
    ]);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });

  it('of SOPS are copied byte for byte', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sops-'));
    const text =
      '# kept\napiVersion: v1\nkind: Secret\nmetadata: {name: s,  namespace: test}\nstringData:\n    password: ENC[AES256_GCM,data:abc=,type:str]\nsops:\n    mac: ENC[AES256_GCM,data:def=,type:str]\n    version: 3.9.0\n';
    fs.writeFileSync(path.join(folder, 's.yaml'), text);
    fs.writeFileSync(
      path.join(folder, 'clear.yaml'),
      'apiVersion: v1\nkind: Secret\nmetadata: {name: c, namespace: test}\nstringData: {password: hunter2}\n',
    );
    const root = landscape();
    new SopsFile(root.runtime.unit('u'), 's', { path: path.join(folder, 's.yaml') });
    new SopsFile(root.runtime.unit('u'), 'clear', { path: path.join(folder, 'clear.yaml') });
    const rendered = render(root);
    expect(rendered.text.get('test/runtime/u/s.yaml')).toBe(text);
    expect(rendered.findings.map(({ rule, object }) => [rule, object?.name])).toEqual([['SOPS-CLEAR', 'c']]);
    expect([...rendered.text.values()].join('\n')).not.toContain('hunter2');
    fs.rmSync(folder, { recursive: true });
  });
});

describe('facts', () => {
  it('are read with their places; what is no fact is reported', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'facts-'));
    fs.writeFileSync(path.join(folder, 'a.yaml'), 'seed/soil:\n  wildcardCertificate: true\nshoot/dev:\n  x: 1\n');
    fs.writeFileSync(path.join(folder, 'b.yaml'), 'seed/soil:\n  wildcardCertificate: false\n');
    const root = landscape({ facts: folder });
    const shown = path.relative(process.cwd(), folder).split(path.sep).join('/');
    expect(root.facts.get('seed/soil')?.get('wildcardCertificate')).toMatchObject({
      value: false,
      origin: { file: `${shown}/b.yaml`, line: 2 },
    });
    expect(render(root).findings.map(({ rule, origin }) => [rule, origin?.file, origin?.line])).toEqual([
      ['FACTS-OBJECT', `${shown}/a.yaml`, 3],
      ['FACTS-TWICE', `${shown}/b.yaml`, 2],
    ]);
    fs.rmSync(folder, { recursive: true });
  });
});

// The defects of stock cdk8s that its users reported or that were measured (D1 to D21); each must not come back here.
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, App, Chart, Lazy, Testing } from 'cdk8s';
import { load, loadAll } from 'js-yaml';
import { Namespace } from '../../imports/core/v1';
import { TypedObject } from '../../lib/api/typed-object';
import { Include } from '../../lib/landscape/include';
import { outputTarget } from '../../lib/synth/output-target';
import { chartOf, configMap, landscape, render } from './tree';

/** Names of the objects in a rendered file, in order. */
function names(text: string | undefined): string[] {
  return loadAll(text ?? '').map(object => (object as { metadata: { name: string } }).metadata.name);
}

describe('what stock cdk8s gets wrong', () => {
  it('D1, D2, D3: orders chains of charts without expanding objects against objects', () => {
    const root = landscape();
    const charts = Array.from({ length: 5 }, (_, i) => chartOf(root, `chart-${i}`, 200));
    for (let i = 1; i < charts.length; i++) charts[i]!.addDependency(charts[i - 1]!);
    let asked = 0;
    for (const chart of charts) {
      const { node } = chart;
      const dependencies = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(node) as object, 'dependencies')!;
      Object.defineProperty(node, 'dependencies', {
        get: () => {
          asked += 1;
          return dependencies.get!.call(node) as unknown;
        },
      });
    }
    expect(render(root).findings).toEqual([]);
    // once per object and once per chart; stock follows every path through the graph and never ends
    expect(asked).toBeLessThanOrEqual(1100);
  });

  it('D4: asks every validation once', () => {
    const root = landscape();
    let asked = 0;
    for (let i = 0; i < 5; i++) {
      const chart = chartOf(root, `chart-${i}`, 1);
      chart.node.addValidation({ validate: () => [`asked ${++asked} times`] });
    }
    const { findings } = render(root);
    expect(findings.map(finding => [finding.rule, finding.message])).toEqual(
      [1, 2, 3, 4, 5].map(count => ['SYNTH-CONSTRUCT', `asked ${count} times`]),
    );
  });

  it('D5: keeps objects of one kind and name in two namespaces, and of one kind in two groups', () => {
    const root = landscape();
    const chart = new Chart(root, 'twins');
    configMap(chart, 'a', { metadata: { name: 'same', namespace: 'one' } });
    configMap(chart, 'b', { metadata: { name: 'same', namespace: 'two' } });
    const { text, findings } = render(root);
    expect(findings).toEqual([]);
    expect(
      loadAll(text.get('test/runtime/twins/twins.yaml')!).map(object => (object as { metadata: object }).metadata),
    ).toEqual([
      { name: 'same', namespace: 'one' },
      { name: 'same', namespace: 'two' },
    ]);
  });

  it('D6: file names do not change when a dependency is added', () => {
    const files = (depend: boolean): readonly string[] => {
      const root = landscape();
      const [a, b] = [chartOf(root, 'a', 1), chartOf(root, 'b', 1)];
      if (depend) a.addDependency(b);
      return render(root).files;
    };
    expect(files(true)).toEqual(files(false));
  });

  it('D7: reports an object that is there twice, with both places', () => {
    const root = landscape();
    configMap(new Chart(root, 'one'), 'twice');
    configMap(new Chart(root, 'two'), 'twice');
    const [finding] = render(root).findings;
    expect(finding).toMatchObject({ rule: 'OBJ-DUPLICATE', severity: 'error', path: 'metadata.name', value: 'twice' });
    expect(finding?.message).toContain('test/synth/tree.ts');
    expect(finding?.origin?.file).toBe('test/synth/tree.ts');
  });

  it('D8: output does not depend on the order of creation, integer-like ids included', () => {
    const text = (ids: readonly string[]): string => {
      const root = landscape();
      const chart = new Chart(root, 'ids');
      for (const id of ids) configMap(chart, id);
      return render(root).text.get('test/runtime/ids/ids.yaml')!;
    };
    const ids = ['10', '9', 'b', 'a', '1'];
    expect(names(text(ids))).toEqual(['1', '10', '9', 'a', 'b']);
    expect(text([...ids].reverse())).toBe(text(ids));
  });

  it('D9: accepts ids that are members of every object', () => {
    const root = landscape();
    const unit = root.runtime.unit('odd');
    const ids = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'];
    for (const id of ids)
      new ApiObject(unit, id, {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: id.replaceAll('_', '').toLowerCase(), namespace: 'test' },
      });
    expect(names(render(root).text.get('test/runtime/odd/odd.yaml'))).toEqual([
      'constructor',
      'hasownproperty',
      'proto',
      'tostring',
      'valueof',
    ]);
  });

  it('D10: a null in a map is absence, a null in a list stays', () => {
    const root = landscape();
    configMap(new Chart(root, 'nulls'), 'a', { data: { here: 'x', gone: null }, list: [null, 1] });
    const object = load(render(root).text.get('test/runtime/nulls/nulls.yaml')!) as { data: object; list: unknown[] };
    expect(object.data).toEqual({ here: 'x' });
    expect(object.list).toEqual([null, 1]);
  });

  it('D11: takes objects without a prototype', () => {
    const root = landscape();
    const data = Object.assign(Object.create(null) as Record<string, string>, { key: 'value' });
    configMap(new Chart(root, 'bare'), 'a', { data });
    const { findings, text } = render(root);
    expect(findings).toEqual([]);
    expect(load(text.get('test/runtime/bare/bare.yaml')!)).toMatchObject({ data: { key: 'value' } });
  });

  it('D12: refuses NaN, Infinity and dates with the field, all at once', () => {
    const root = landscape();
    configMap(new Chart(root, 'odd'), 'a', { data: { nan: NaN, far: Infinity, day: new Date(0) } });
    const { findings } = render(root);
    expect(findings.filter(finding => finding.rule === 'SYNTH-VALUE').map(finding => finding.path)).toEqual([
      'data.day',
      'data.far',
      'data.nan',
    ]);
  });

  it('D13: does not add a name to generateName, and says that Flux cannot apply it', () => {
    const root = landscape();
    configMap(new Chart(root, 'generated'), 'a', { metadata: { generateName: 'a-', namespace: 'test' } });
    const { findings, text } = render(root);
    expect(load(text.get('test/runtime/generated/generated.yaml')!)).toMatchObject({
      metadata: { generateName: 'a-', namespace: 'test' },
    });
    expect(names(text.get('test/runtime/generated/generated.yaml'))).toEqual([undefined]);
    expect(findings).toMatchObject([{ rule: 'OBJ-GENERATE-NAME', path: 'metadata.generateName', value: 'a-' }]);
  });

  it('D14: the namespace of a chart is not put on cluster-scoped kinds', () => {
    const root = landscape();
    const chart = new Chart(root, 'scopes', { namespace: 'shop' });
    new ApiObject(chart, 'plain', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'plain' } });
    new TypedObject(chart, 'typed', Namespace, { metadata: { name: 'typed' } });
    const { findings, text } = render(root);
    expect(findings).toEqual([]);
    expect(loadAll(text.get('test/runtime/scopes/scopes.yaml')!)).toEqual([
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'plain' } },
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'typed' } },
    ]);
  });

  it('D15: reports generated names that the API server refuses', () => {
    const root = landscape();
    new ApiObject(new Chart(root, 'names', { namespace: 'test' }), 'My_Chart', { apiVersion: 'v1', kind: 'ConfigMap' });
    expect(render(root).findings).toMatchObject([{ rule: 'OBJ-NAME', type: 'invalid', path: 'metadata.name' }]);
  });

  it('D16: Include reads in this process', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'include-'));
    const file = path.join(folder, 'manifest.yaml');
    fs.writeFileSync(file, 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: test}\n');
    const root = landscape();
    new Include(root.runtime.unit('foreign'), 'manifest', { path: file });
    expect(names(render(root).text.get('test/runtime/foreign/manifest.yaml'))).toEqual(['a']);
    fs.rmSync(folder, { recursive: true });
  });

  it('D17: a dependency decides the order inside a file', () => {
    const root = landscape();
    const chart = new Chart(root, 'ordered');
    const first = configMap(chart, 'a');
    first.addDependency(configMap(chart, 'b'));
    configMap(chart, 'c');
    expect(names(render(root).text.get('test/runtime/ordered/ordered.yaml'))).toEqual(['b', 'a', 'c']);
  });

  it('D18, D20: the scratch output that the command deletes is not dist/, also when code names the folder', () => {
    expect(outputTarget(undefined, { CDK8S_OUTDIR: '.cdk8s' })).toEqual({
      outdir: 'dist',
      link: '.cdk8s',
      applied: false,
      deferred: true,
    });
    expect(outputTarget('out', { CDK8S_OUTDIR: '.cdk8s' })).toEqual({
      outdir: 'out',
      link: '.cdk8s',
      applied: false,
      deferred: true,
    });
    expect(outputTarget(undefined, { CDK8S_OUTDIR: 'elsewhere' })).toEqual({
      outdir: 'elsewhere',
      applied: false,
      deferred: true,
    });
    expect(outputTarget(undefined, {})).toEqual({ outdir: 'dist', applied: false, deferred: false });
  });

  it('D19: the npm scripts do not let cdk8s ask the network for a newer version', () => {
    const { scripts } = JSON.parse(fs.readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    for (const script of Object.values(scripts))
      expect(script).not.toMatch(/(?<!CDK8S_CHECK_UPGRADE=false )\bcdk8s synth/);
  });

  it('D21: objects that are shared in code are written out, without anchors', () => {
    const root = landscape();
    const shared = { key: 'value' };
    configMap(new Chart(root, 'shared'), 'a', { data: shared, other: shared });
    expect(render(root).text.get('test/runtime/shared/shared.yaml')).not.toMatch(/[&*]/);
  });
});

describe('what stock cdk8s gets right', () => {
  it('renders the same data for Lazy values, tokens, JSON patches and metadata', () => {
    const build = (chart: Chart): void => {
      const lazy = configMap(chart, 'lazy', {
        data: { key: Lazy.any({ produce: () => 'later' }) as unknown },
        token: { resolve: () => ({ deep: Lazy.any({ produce: () => [1, null] }) as unknown }) },
      });
      lazy.metadata.addLabel('app', 'shop');
      lazy.metadata.addAnnotation('note', 'hello');
      lazy.metadata.addFinalizers('example.org/wait');
      lazy.metadata.add('custom', { nested: true });
      const patched = configMap(chart, 'patched');
      patched.addJsonPatch({ _toJson: () => ({ op: 'replace', path: '/data/key', value: 'patched' }) } as never);
    };
    const app = new App();
    const stock = new Chart(app, 'chart', { labels: { team: 'green' } });
    build(stock);
    const root = landscape({ checks: false });
    build(new Chart(root, 'chart', { labels: { team: 'green' } }));
    expect(loadAll(render(root).text.get('test/runtime/chart/chart.yaml')!)).toEqual(
      JSON.parse(JSON.stringify(Testing.synth(stock))),
    );
  });
});

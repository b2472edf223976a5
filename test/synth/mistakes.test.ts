// Mistakes of an app become findings: with the object, the line of the app, and without a stack trace.
import { ApiObject, Chart, JsonPatch, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import type { Landscape } from '../../lib/landscape/landscape';
import { chartOf, configMap, landscape, render } from './tree';

function said(build: (root: Landscape) => void): readonly string[] {
  const root = landscape();
  build(root);
  return render(root).findings.map(
    ({ rule, object, path, message, origin }) =>
      `${rule} ${object?.name ?? origin?.construct ?? ''} ${path}: ${message}${origin?.line === undefined ? ' (nowhere)' : ''}`,
  );
}

const fail = (words: string) => (): never => {
  throw new Error(words);
};

describe('a mistake of the app', () => {
  it.each<readonly [string, (root: Landscape) => void, readonly string[]]>([
    [
      'a Lazy value that throws',
      root => configMap(new Chart(root, 'c'), 'a', { data: { k: Lazy.any({ produce: fail('later') }) as string } }),
      ['SYNTH-SERIALIZE a : later'],
    ],
    [
      'a getter that throws',
      root =>
        configMap(new Chart(root, 'c'), 'a', {
          data: Object.defineProperty({}, 'k', { enumerable: true, get: fail('get') }),
        }),
      ['SYNTH-SERIALIZE a : get'],
    ],
    [
      'a validation that throws',
      root => chartOf(root, 'c', 1).node.addValidation({ validate: fail('no') }),
      ['SYNTH-CONSTRUCT c : no'],
    ],
    [
      'a JSON patch of a path that is not there',
      root => configMap(new Chart(root, 'c'), 'a').addJsonPatch(JsonPatch.replace('/spec/x/y', 1)),
      ['SYNTH-SERIALIZE a : a JSON patch does not fit the object (replace /spec/x/y)'],
    ],
    [
      'an object without a kind',
      root =>
        new ApiObject(new Chart(root, 'c', { namespace: 'test' }), 'a', {
          apiVersion: 'v1',
          metadata: { name: 'a' },
        } as never),
      ['SCHEMA-REQUIRED a kind: is required'],
    ],
    [
      'charts that depend on each other',
      root => {
        const [a, b] = [chartOf(root, 'a', 1), chartOf(root, 'b', 1)];
        a.addDependency(b);
        b.addDependency(a);
      },
      ['SYNTH-CYCLE a : these depend on each other: a -> b -> a'],
    ],
    [
      'units that wait for each other although their objects do not',
      root => {
        const [a, b] = [root.runtime.unit('a'), root.virtualGarden.unit('b')];
        const [first, last] = [configMap(a, 'first'), configMap(a, 'last')];
        const middle = configMap(b, 'middle');
        middle.addDependency(first);
        last.addDependency(middle);
      },
      ['SYNTH-CYCLE runtime/a : these depend on each other: runtime/a -> virtual-garden/b -> runtime/a'],
    ],
    [
      'a folder that has the name of a file',
      root => {
        const unit = root.runtime.unit('x');
        configMap(new Construct(unit, 'b'), 'b');
        configMap(new Chart(unit, 'b.yaml'), 'c');
      },
      ['SYNTH-FILE-CLASH runtime/x/b.yaml : two units, or two files, have this path'],
    ],
  ])('%s', (_, build, findings) => {
    expect(said(build)).toEqual(findings);
  });

  it.each([
    ['gardener', 'latest', 'LANDSCAPE-GARDENER'],
    ['domain', 'no domain', 'LANDSCAPE-DOMAIN'],
  ])('a landscape whose %s is %s', (field, value, rule) => {
    const root = landscape({ [field]: value });
    configMap(new Chart(root, 'c'), 'a');
    expect(render(root).findings).toMatchObject([{ rule, value, origin: { file: 'test/synth/tree.ts' } }]);
  });

  it('a patch that fails does not show the object, which may be a Secret', () => {
    const root = landscape();
    const data = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a', namespace: 'test' },
      stringData: { k: 'hunter2' },
    };
    new ApiObject(new Chart(root, 'c'), 'a', data).addJsonPatch(JsonPatch.test('/kind', 'x'));
    expect(JSON.stringify(render(root).findings)).not.toContain('hunter2');
  });
});

describe('an object of kind List', () => {
  it('is judged item by item', () => {
    const item = { metadata: { name: 'a', namespace: 'test' } };
    expect(
      said(root => {
        const list = [
          { apiVersion: 'v1', kind: 'Secret', ...item, stringData: { k: 'x' } },
          { apiVersion: 'v1', kind: 'ConfigMap', ...item, dta: {} },
        ];
        new ApiObject(new Chart(root, 'c'), 'list', { apiVersion: 'v1', kind: 'List', items: list });
        new ApiObject(new Chart(root, 'd'), 'list', {
          apiVersion: 'v1',
          kind: 'ConfigMapList',
          items: [item],
        });
      }).map(text => text.replace(/:.*/, '')),
    ).toEqual(['SCHEMA-UNKNOWN-FIELD a dta', 'OBJ-DUPLICATE a metadata.name', 'SECRET-CLEAR-TEXT a stringData[k]']);
  });
});

describe('a unit below a unit', () => {
  it('may have the name of a file of the outer one', () => {
    const root = landscape();
    const outer = root.runtime.unit('web');
    configMap(outer, 'a');
    configMap(new Chart(outer, 'web'), 'b');
    configMap(new Construct(outer, 'y'), 'c');
    configMap(root.runtime.unit('web/y'), 'd');
    const { findings, files } = render(root);
    expect(findings).toEqual([]);
    expect(files).toEqual(
      expect.arrayContaining([
        'runtime/web/web.yaml',
        'runtime/web/web/web.yaml',
        'runtime/web/y.yaml',
        'runtime/web/y/web--y.yaml',
      ]),
    );
  });
});

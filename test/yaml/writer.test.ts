import { FieldPath } from '../../lib/core/field-path';
import { renderDocument, UnwritableError, writeDocument, writeDocuments, writeValue } from '../../lib/yaml/writer';

describe('writeDocument', () => {
  test('puts apiVersion, kind and metadata first and sorts all other keys', () => {
    const object = { spec: { b: 1, a: 2 }, data: {}, metadata: { name: 'x' }, kind: 'K', apiVersion: 'g/v1' };
    expect(writeDocument(object)).toBe(
      'apiVersion: g/v1\nkind: K\nmetadata:\n  name: x\ndata: {}\nspec:\n  a: 2\n  b: 1\n',
    );
  });

  test('leaves out fields that are absent or null, and keeps empty maps and lists', () => {
    expect(writeDocument({ a: undefined, b: null, c: {}, d: [], e: { f: null } })).toBe('c: {}\nd: []\ne: {}\n');
    expect(writeDocument({})).toBe('{}\n');
  });

  test('indents lists below their key and starts nested collections behind the dash', () => {
    const object = { list: ['a', undefined, [], {}, [1, [2, 3]], { b: ['c'], d: { e: 1 } }] };
    expect(writeDocument(object)).toBe(
      [
        'list:',
        '  - a',
        '  - null',
        '  - []',
        '  - {}',
        '  - - 1',
        '    - - 2',
        '      - 3',
        '  - b:',
        '      - c',
        '    d:',
        '      e: 1',
        '',
      ].join('\n'),
    );
  });

  test('drops labels, annotations, finalizers and ownerReferences of the metadata when they hold nothing', () => {
    const metadata = { name: 'x', labels: {}, annotations: { a: undefined }, finalizers: [], ownerReferences: [] };
    expect(writeDocument({ metadata, spec: { labels: {} } })).toBe('metadata:\n  name: x\nspec:\n  labels: {}\n');
  });

  test('writes numbers so that YAML 1.1 reads them as numbers', () => {
    expect(writeDocument({ a: -0, b: 1e21, c: 1e-7, d: 1.5e300, e: -2e-9, f: 0.1, g: 12n ** 12n })).toBe(
      'a: 0\nb: 1.0e+21\nc: 1.0e-7\nd: 1.5e+300\ne: -2.0e-9\nf: 0.1\ng: 8916100448256\n',
    );
  });

  test('asks for the value behind an object of a class, with its path, before the key is written', () => {
    class Lazy {
      readonly produce: () => unknown;

      constructor(produce: () => unknown) {
        this.produce = produce;
      }
    }
    const asked: string[] = [];
    const object = {
      a: new Lazy(() => new Lazy(() => 'x')),
      b: [new Lazy(() => ({ c: new Lazy(() => 1) }))],
      d: new Lazy(() => undefined),
    };
    const text = writeDocument(object, (value, path) => {
      asked.push(path.toString());
      return (value as Lazy).produce();
    });
    expect(text).toBe('a: x\nb:\n  - c: 1\n');
    expect(asked).toEqual(['a', 'a', 'b[0]', 'b[0].c', 'd']);
  });

  test('writes a key of more than 1,024 characters in the form that readers accept', () => {
    const key = 'k'.repeat(1025);
    expect(writeDocument({ m: { [key]: 1 } })).toBe(`m:\n  ? ${key}\n  : 1\n`);
  });

  test('throws all problems at once', () => {
    expect(() => writeDocument({ a: NaN, b: ['\ud800', () => 1] })).toThrow(UnwritableError);
    expect(() => writeDocument({ a: NaN, b: ['\ud800', () => 1] })).toThrow(/^a: .*\nb\[0\]: .*\nb\[1\]: .*$/);
  });
});

test('writeDocuments puts --- between documents', () => {
  expect(writeDocuments([])).toBe('');
  expect(writeDocuments([{ kind: 'A' }, { kind: 'B' }])).toBe('kind: A\n---\nkind: B\n');
});

test('writeValue writes any value as a document', () => {
  const values = ['a', 'true', 'a\nb', 1, true, null, [], [1, { a: 2 }], {}, { kind: 1, a: 2 }];
  expect(values.map(writeValue)).toEqual([
    'a\n',
    '"true"\n',
    '|-\n  a\n  b\n',
    '1\n',
    'true\n',
    'null\n',
    '[]\n',
    '- 1\n- a: 2\n',
    '{}\n',
    'a: 2\nkind: 1\n',
  ]);
});

test('renderDocument gives the text together with what kustomize cannot carry', () => {
  expect(renderDocument({ a: 'x\u007f', '<<': { b: 1 } })).toEqual({
    text: '"<<":\n  b: 1\na: "x\\u007f"\n',
    asIs: true,
    problems: [
      {
        path: FieldPath.of('a'),
        reason: 'the text holds U+007F, which kustomize makes unreadable',
        effect: 'changed',
      },
      { path: FieldPath.of('<<'), reason: 'the key "<<" is taken for a merge by kustomize', effect: 'changed' },
    ],
  });
});

import * as fc from 'fast-check';
import { differentReadings, resolvePlain } from '../../lib/yaml/reader/plain-scalar';
import { renderDocument } from '../../lib/yaml/writer';
import { objectDisagreements, scalarDisagreements, testObject } from '../../tools/kubectl/agreement';
import {
  fields,
  isPlainScalar,
  kubectlOnlyTexts,
  nastyTexts,
  plainScalars,
  values,
} from '../../tools/kubectl/arbitraries';
import { kubectl } from '../../tools/kubectl/binary';
import { ClusterReaders } from '../../tools/kubectl/cluster-readers';

const found = kubectl();
if ('missing' in found) console.warn(`skipped: ${found.missing}`);
const whereKubectlIs = 'missing' in found ? describe.skip : describe;

const seed = 20260101;

whereKubectlIs('kubectl 1.36 and kustomize 5.8', () => {
  let readers: ClusterReaders;
  beforeAll(() => (readers = new ClusterReaders()));
  afterAll(() => readers.close());

  test('read unquoted scalars as our resolver does', () => {
    const scalars = [...nastyTexts.filter(isPlainScalar), ...fc.sample(plainScalars(), { numRuns: 8000, seed })];
    expect(scalarDisagreements(readers, scalars)).toEqual([]);
  }, 60_000);

  test('read each nasty text back, as value, list item, key and part of a block', () => {
    const objects = nastyTexts.map((text, index) =>
      testObject(
        { value: text, list: [text, [text, { a: text }]], map: text === '<<' ? {} : { [text]: { [text]: text } } },
        index,
      ),
    );
    expect(objectDisagreements(readers, objects)).toEqual([]);
  }, 60_000);

  test('read random objects back', () => {
    const maps = fc.sample(fields(values()), { numRuns: 1600, seed });
    expect(objectDisagreements(readers, maps.map(testObject))).toEqual([]);
  }, 60_000);

  test('disagree about the texts that the writer reports, and only about those', () => {
    const objects = [...kubectlOnlyTexts.map(text => ({ text })), { '<<': { a: 1 } }, { ['k'.repeat(1023)]: 1 }];
    const portable = [...Array(32).keys()].map(code => ({ text: `a${String.fromCharCode(code)}` }));
    for (const [index, object] of [...objects, ...portable].entries()) {
      const { text = '', problems } = renderDocument(testObject(object, index));
      const [byKubectl] = readers.kubectl(text).objects;
      const [byKustomize] = index < objects.length ? readers.kustomize(text).objects : [byKubectl];
      expect(byKubectl).toEqual(testObject(object, index));
      expect(problems.length > 0).toBe(index < objects.length);
      if (index < objects.length) expect(byKustomize).not.toEqual(byKubectl);
    }
  }, 60_000);
});

test('an unquoted scalar is resolved as the cluster resolves it', () => {
  const table: [text: string, kubectl: unknown, kustomize?: unknown][] = [
    ['0644', 420],
    ['0o777', 511],
    ['0999', 999],
    ['08', 8],
    ['1_000', 1000],
    ['0b11', 3],
    ['0B11', 3],
    ['-0x1f', -31],
    ['0X1F', 31],
    ['1e3', 1000],
    ['1.30', 1.3],
    ['-0', 0],
    ['-0.0', 0],
    ['.5_0', 0.5],
    ['._5', '._5'],
    ['1e1000', '1e1000'],
    ['18446744073709551615', 18446744073709551615],
    ['0777777777777777777777777', 7.777777777777778e23],
    ['0xFFFFFFFFFFFFFFFFF', '0xFFFFFFFFFFFFFFFFF'],
    ['0b+1', 1],
    ['-0b-1', '-0b-1'],
    ['0o+7', '0o+7', 7],
    ['yes', true, 'yes'],
    ['On', true, 'On'],
    ['n', false, 'n'],
    ['yEs', 'yEs'],
    ['True', true],
    ['~', null],
    ['Null', null],
    ['', null],
    ['12:30:45', '12:30:45'],
    ['2020-01-01', '2020-01-01', '2020-01-01T00:00:00Z'],
    ['2020-1-1 1:2:3.50', '2020-1-1 1:2:3.50', '2020-01-01T01:02:03.5Z'],
    ['2020-02-30', '2020-02-30'],
  ];
  const actual = table.map(([text, , ...kustomize]) => {
    const value = resolvePlain(text);
    return [text, value, ...(kustomize.length > 0 ? [differentReadings(text, value)?.kustomize] : [])];
  });
  expect(actual).toEqual(table);
});

import fc from 'fast-check';
import { isShared } from '../../../lib/core/shared';
import { Composer } from '../../../lib/yaml/reader/composer';
import { LineIndex } from '../../../lib/yaml/reader/line-index';
import { parse } from '../../../lib/yaml/reader/parse';
import { readPlainDocument } from '../../../lib/yaml/reader/plain-document';
import { Problems } from '../../../lib/yaml/reader/problems';

interface Document {
  readonly spec: { readonly workers: readonly object[]; readonly network: object };
}

const network = `  network:
    pods: 100.96.0.0/11
    services: 100.64.0.0/13
    families:
    - IPv4
`;
const document = (name: string, pool: string): string => `name: ${name}
spec:
  workers:
  - name: ${pool}
    machine:
      type: g1.4
      image: gardenlinux-1877.3.0
${network}`;

describe('blocks that documents have in common', () => {
  test('are one frozen value, wherever they stand', () => {
    const read = (text: string): Document => readPlainDocument(text) as Document;
    const [one, two, three] = ['a', 'b', 'c'].map(name => read(document(name, `pool-${name}`)));
    expect(two?.spec.network).toBe(three?.spec.network);
    expect(one?.spec.network).toEqual({ pods: '100.96.0.0/11', services: '100.64.0.0/13', families: ['IPv4'] });
    expect(isShared(three?.spec.network ?? {})).toBe(true);
    expect(three?.spec.workers).toEqual([{ name: 'pool-c', machine: { type: 'g1.4', image: 'gardenlinux-1877.3.0' } }]);
    expect(read(document('d', 'pool-c')).spec.workers[0]).toBe(read(document('e', 'pool-c')).spec.workers[0]);
  });

  test('are told apart by their indentation', () => {
    const deep = (indent: string): string =>
      `first:\n${indent}some-rather-long-key:\n${indent}another-rather-long-key: value\n${indent}x: 1\n`;
    const nested = `first:\n  some-rather-long-key:\n    another-rather-long-key: value\n    x: 1\n`;
    const expected = { first: { 'some-rather-long-key': null, 'another-rather-long-key': 'value', x: 1 } };
    for (let round = 0; round < 3; round++) {
      expect(readPlainDocument(deep('  '))).toEqual(expected);
      expect(readPlainDocument(deep('    '))).toEqual(expected);
      expect(readPlainDocument(nested)).toEqual({
        first: { 'some-rather-long-key': { 'another-rather-long-key': 'value', x: 1 } },
      });
    }
  });

  test('are read as the full reader reads them, however they are put together', () => {
    const indent = (text: string, depth: number): string => text.replace(/^(?=.)/gm, '  '.repeat(depth));
    const leaf = fc.constantFrom(
      'key-of-some-length: value-of-some-length\nanother-key: 17\n',
      'text-of-lines: |\n  first line that is long enough\n  # no comment\n\n  last line\n',
      'empty-value-here:\n# a comment in the first column\nafter-the-comment: true\n',
      '- item-of-some-length: value-of-some-length\n  second: 2\n- item-of-some-length: other\n',
      '- - nested-item: value-of-some-length\n    second: 2\n',
      'words-of-a-list:\n- one-long-word-of-a-list\n- another-long-word-of-a-list\n',
    );
    const { tree } = fc.letrec<{ tree: string }>(tie => ({
      tree: fc.oneof(
        { depthSize: 'medium' },
        leaf,
        fc
          .array(fc.tuple(fc.constantFrom('alpha', 'beta', 'gamma'), tie('tree')), { minLength: 1, maxLength: 3 })
          .map(parts => parts.map(([key, part], index) => `${key}${index}:\n${indent(part, 1)}`).join('')),
        fc
          .array(tie('tree'), { minLength: 1, maxLength: 2 })
          .map(parts => parts.map(part => `-${indent(part, 1).slice(1)}`).join('')),
      ),
    }));
    fc.assert(
      fc.property(tree, text => {
        const value = readPlainDocument(text);
        if (value !== undefined) expect(value).toStrictEqual(fullReading(text));
      }),
      { numRuns: 5000 },
    );
  });
});

/** What the reader makes of a document that looks at events and positions, and shares nothing. */
function fullReading(text: string): unknown {
  const parsed = parse(text);
  if ('reason' in parsed) return undefined;
  const problems = new Problems(new LineIndex(text, '-'));
  const composer = new Composer({ text: parsed.text, locate: offset => offset, problems, json: false });
  return composer.compose(parsed.events).value;
}

import fc from 'fast-check';
import { Composer } from '../../../lib/yaml/reader/composer';
import { LineIndex } from '../../../lib/yaml/reader/line-index';
import { parse } from '../../../lib/yaml/reader/parse';
import { readPlainDocument } from '../../../lib/yaml/reader/plain-document';
import { Problems } from '../../../lib/yaml/reader/problems';
import { writeValue } from '../../../lib/yaml/writer';

/** What the full reader makes of a document; undefined when it has anything to say about it. */
function fullReading(text: string): unknown {
  const parsed = parse(text);
  if ('reason' in parsed) return undefined;
  const problems = new Problems(new LineIndex(text, '-'));
  const composer = new Composer({ text: parsed.text, locate: offset => offset, problems, json: false });
  const { value } = composer.compose(parsed.events);
  return problems.of(value).length === 0 ? value : undefined;
}

/** Pieces of lines that are next to each other in the wild, or that mean something special there. */
const pieces = [
  'a',
  'b',
  'key',
  'x.y/z',
  '- ',
  '-',
  ': ',
  ':',
  ' ',
  '  ',
  '\n',
  '\n',
  '\n  ',
  '\n    ',
  '#',
  ' # c',
  '"q"',
  "'s'",
  "''",
];
const special = [
  '|',
  '|-',
  '>',
  '{}',
  '[]',
  '{',
  '[',
  '~',
  'null',
  'yes',
  '0644',
  '1',
  '1.5',
  '2020-01-01',
  '<<',
  '&x',
  '*x',
  '!t',
  '...',
  '?',
  '\\',
  '"',
  "'",
  ',',
];

describe('the reader of plain documents', () => {
  test('agrees with the full reader, or leaves the document to it', () => {
    const text = fc.array(fc.constantFrom(...pieces, ...special), { maxLength: 24 }).map(parts => parts.join(''));
    fc.assert(
      fc.property(text, document => {
        const value = readPlainDocument(document);
        if (value !== undefined) expect(value).toStrictEqual(fullReading(document));
      }),
      { numRuns: 20_000 },
    );
  });

  test('reads lines that are put together at random as the full reader does', () => {
    const line = fc
      .tuple(
        fc.nat({ max: 3 }),
        fc.constantFrom('', '- ', '- - '),
        fc.constantFrom('a: ', 'b:', 'c: ', ''),
        fc.constantFrom('', 'v', '"q"', '|', '|-', '{}', '7', '# c', 'w # c'),
      )
      .map(([depth, item, key, value]) => `${'  '.repeat(depth)}${item}${key}${value}\n`);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), lines => {
        const value = readPlainDocument(lines.join(''));
        if (value !== undefined) expect(value).toStrictEqual(fullReading(lines.join('')));
      }),
      { numRuns: 20_000 },
    );
  });

  test('reads what our writer writes', () => {
    const key = fc.stringMatching(/^[a-z][a-zA-Z]{5,9}$/);
    const { tree } = fc.letrec<{ tree: object; value: unknown }>(tie => ({
      value: fc.oneof(fc.stringMatching(/^[ -!#-[\]-~]{0,12}$/), fc.integer(), fc.boolean(), tie('tree')),
      tree: fc.oneof({ depthSize: 'small' }, fc.dictionary(key, tie('value'), { minKeys: 1, maxKeys: 4 })),
    }));
    fc.assert(
      fc.property(tree, object => {
        expect(readPlainDocument(writeValue(object))).toEqual(object);
      }),
    );
  });

  test('leaves to the full reader what readers disagree about', () => {
    const documents = [
      'a: yes\n',
      'a: 0644\n',
      'y: 1\n',
      'a: 1\na: 2\n',
      'a: &x 1\n',
      'a:\n  <<: {}\n',
      'a: "\\n"\n',
      'a: b\n  c\n',
    ];
    expect(documents.filter(document => readPlainDocument(document) !== undefined)).toEqual([]);
  });
});

describe('double quotes', () => {
  test('may hold escaped backslashes and quotes', () => {
    expect(readPlainDocument('a: "^[a-z]+(\\\\.[a-z]+)?$"\nb: "say \\"x\\" \\\\"\nc: "\\\\\\\\"\n')).toEqual({
      a: '^[a-z]+(\\.[a-z]+)?$',
      b: 'say "x" \\',
      c: '\\\\',
    });
  });

  test('are read as the full reader does, whatever they hold', () => {
    const text = fc.array(fc.constantFrom('\\', '"', 'a', ' ', '#', 'n', '\\\\', '\\"'), { maxLength: 8 });
    fc.assert(
      fc.property(text, parts => {
        const document = `key: "${parts.join('')}"\nother: 1\n`;
        const value = readPlainDocument(document);
        if (value !== undefined) expect(value).toStrictEqual(fullReading(document));
      }),
      { numRuns: 10_000 },
    );
  });
});

import { readDocuments } from '../../../lib/yaml/reader/documents';

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('');

/** First problem of a text, with the number of documents that were read. */
function verdict(text: string | Uint8Array): string {
  const { documents, problems } = readDocuments(text);
  const [first] = problems;
  return `${documents.length} ${first === undefined ? 'fine' : `${first.code} ${first.refusedBy}`}`;
}

describe('text that means harm, or means nothing', () => {
  const cases: [name: string, text: string, verdict: string][] = [
    ['10,000 open brackets', '['.repeat(10_000), '0 depth everyone'],
    ['10,000 open braces', '{a: '.repeat(10_000), '0 depth everyone'],
    ['10,000 dashes', '- '.repeat(10_000), '0 depth everyone'],
    ['maps in maps', lines(1500, level => `${' '.repeat(level)}a:\n`), '0 depth everyone'],
    ['900 levels', `${'['.repeat(900)}${']'.repeat(900)}`, '1 fine'],
    [
      'aliases of aliases',
      `a: &a0 [x, x]\n${lines(64, i => `b${i}: &a${i + 1} [*a${i}, *a${i}]\n`)}`,
      '1 alias-bomb everyone',
    ],
    [
      'a deep alias inside of deep lists',
      `a: &a ${'['.repeat(600)}${']'.repeat(600)}\nb: ${'['.repeat(600)}*a${']'.repeat(600)}`,
      '1 depth everyone',
    ],
    ['a chain of aliases', `a: &a0 [x]\n${lines(1200, i => `b${i}: &a${i + 1} [*a${i}]\n`)}`, '1 alias-bomb everyone'],
    [
      'merges of merges',
      `a: &a0 {k: 1}\n${lines(2000, i => `b${i}: &a${i + 1} {<<: *a${i}, k${i}: 1}\n`)}`,
      '1 merge nobody',
    ],
    ['an alias inside its anchor', 'a: &a [*a]\n', '1 recursive-alias everyone'],
    ['an unknown alias', 'a: *a\n', '1 unknown-alias everyone'],
    ['a quote that does not end', `a: "${'x\n'.repeat(20_000)}`, '0 syntax everyone'],
    ['10,000 duplicate keys', 'a: 1\n'.repeat(10_001), '1 duplicate-key kustomize'],
    ['brackets below their key', lines(10_000, i => `k${i}: [\n  a\n]\n`), '1 fine'],
    ['NUL', 'a: 1\n\0', '0 control-character everyone'],
    ['half of a surrogate pair', 'a: \ud800\n', '0 encoding everyone'],
    ['a byte order mark', '\ufeffa: 1\n', '1 byte-order-mark nobody'],
    ['CRLF', 'a: 1\r\nb: |\r\n  x\r\n', '1 fine'],
    ['nothing', '', '0 fine'],
    ['blanks', ' '.repeat(100_000), '0 fine'],
    ['separators', '---\n'.repeat(20_000), '0 fine'],
    ['a directive', '%YAML 1.2\n---\na: 1\n', '1 syntax everyone'],
    ['text behind a separator', '--- {a: 1}\n', '0 separator everyone'],
    ['a list as key', '? [a]\n: b\n', '1 complex-key everyone'],
    ['an empty key', ': b\n', '1 key-type everyone'],
    ['a long key', `${'k'.repeat(1025)}: 1\n`, '1 syntax everyone'],
    ['a tab before a key', 'a:\n\tb: 1\n', '0 syntax everyone'],
    ['a tab on an empty line', 'a: 1\n\t\nb: 2\n', '1 syntax everyone'],
    ['a tab behind a dash', '-\ta\n', '1 syntax everyone'],
    ['a tab inside of braces', 'a: {\n\t"b": 1\n}\n', '1 fine'],
    ['an infinite number', 'a: .inf\n', '1 not-finite everyone'],
    ['a tag that nobody knows', 'a: !foo 1\n', '1 tag nobody'],
    ['a tag that does not fit', 'a: !!int x\n', '1 tag everyone'],
    ['an escape of JSON', 'a: "\\/"\n', '1 escape everyone'],
    ['the same in JSON', '{"a": "\\/"}\n', '1 fine'],
    ['a second document in JSON', '{"a": 1}\n{"a": 2}\n', '0 syntax everyone'],
  ];
  test.each(cases)('%s', (_name, text, expected) => {
    expect(verdict(text)).toBe(expected);
  });

  test('bytes that are no UTF-8', () => {
    expect(verdict(Buffer.from('a: \xff\n', 'latin1'))).toBe('1 encoding everyone');
    const [problem] = readDocuments(Buffer.concat([Buffer.from('a: \ufffd\nb: é'), Buffer.from([0xff])])).problems;
    expect(problem).toMatchObject({ line: 2, column: 5 });
    expect(verdict(Buffer.from('a: \ufffd é\n'))).toBe('1 fine');
  });

  test('takes time in proportion to its length', () => {
    const shapes = [
      (n: number) => 'a: 1\n'.repeat(n),
      (n: number) => '- yes\n'.repeat(n),
      (n: number) => `a: [\n${'x,\n'.repeat(n)}]`,
    ];
    for (const shape of shapes) {
      const [small = 0, large = 0] = [3000, 24_000].map(count => {
        const text = shape(count);
        const runs = [0, 1].map(() => {
          const start = process.cpuUsage();
          readDocuments(text);
          return process.cpuUsage(start).user;
        });
        return Math.min(...runs);
      });
      // eight times the length; quadratic would be 64 times the time
      expect(large / small).toBeLessThan(32);
    }
  });
});

import { readDocuments } from '../../../lib/yaml/reader/documents';

/** Value and problems of a text with one document, the problems as `line:column code path`. */
function read(text: string): { value: unknown; problems: string[] } {
  const { documents, problems } = readDocuments(text);
  return {
    value: documents[0]?.value,
    problems: problems.map(({ line, column, code, path }) =>
      `${line}:${column} ${code} ${path?.toString() ?? ''}`.trim(),
    ),
  };
}

describe('documents of a file', () => {
  test('are split at ---, and those without content are left out', () => {
    const { documents, problems } = readDocuments('# a\n---\na: 1\n---\n# b\n---\n~\n--- # c\n\n# d\nb: 2\n...\n');
    expect(documents.map(({ value, startLine, comment }) => ({ value, startLine, comment }))).toEqual([
      { value: { a: 1 }, startLine: 3, comment: '' },
      { value: { b: 2 }, startLine: 11, comment: 'c\nd' },
    ]);
    expect(problems).toEqual([]);
  });

  test('have the comment that swallowed their first field', () => {
    const [document] = readDocuments('# some text apiVersion: x/v1\nkind: Shoot\n').documents;
    expect(document?.comment).toBe('some text apiVersion: x/v1');
  });

  test('are read although one before them is no YAML', () => {
    const { documents, problems } = readDocuments('a: b: c\n---\na:\n\tb: 1\n---\nd: 1\n', { file: 'x.yaml' });
    expect(documents.map(({ value }) => value)).toEqual([{ d: 1 }]);
    expect(problems.map(({ code, file, line, refusedBy }) => ({ code, file, line, refusedBy }))).toEqual([
      { code: 'syntax', file: 'x.yaml', line: 1, refusedBy: 'everyone' },
      { code: 'syntax', file: 'x.yaml', line: 4, refusedBy: 'everyone' },
    ]);
  });

  test('behind ... are not read by the readers of a cluster', () => {
    expect(read('a: 1\n...\nb: 2\n')).toEqual({ value: { a: 1 }, problems: ['3:1 separator'] });
  });
});

describe('values', () => {
  test('keep a key __proto__ as a field of their own', () => {
    const { value } = read('__proto__: {a: 1}\nconstructor: 2\n');
    expect(Object.entries(value as object)).toEqual([
      ['__proto__', { a: 1 }],
      ['constructor', 2],
    ]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  test('that kubectl and kustomize read differently name both readings', () => {
    const { documents, problems } = readDocuments('a: yes\nb: [2020-01-02]\n');
    expect(documents[0]?.value).toEqual({ a: true, b: ['2020-01-02'] });
    expect(problems.map(({ message, readings }) => ({ message, readings }))).toEqual([
      {
        message: 'kubectl reads yes as the boolean true, kustomize and Flux as the text "yes"',
        readings: { kubectl: true, kustomize: 'yes' },
      },
      {
        message:
          'kubectl reads 2020-01-02 as the text "2020-01-02", kustomize and Flux as the text "2020-01-02T00:00:00Z"',
        readings: { kubectl: '2020-01-02', kustomize: '2020-01-02T00:00:00Z' },
      },
    ]);
  });

  test('of a Secret are in no problem', () => {
    const { problems } = readDocuments('kind: Secret\nstringData:\n  pin: 0644\n  old: yes\nx: 0644\n');
    expect(problems.map(({ message, readings }) => ({ message, readings }))).toEqual([
      { message: 'the text is a number in a form that JSON does not have', readings: undefined },
      { message: 'kubectl reads another value than kustomize and Flux', readings: undefined },
      { message: '0644 is the number 420', readings: undefined },
    ]);
  });

  test('are found in the text by their path', () => {
    const [document] = readDocuments('items:\n  - a.b/c: {d: "x"}\n    e:\n').documents;
    expect(document?.position('items[0].a.b/c.d')).toEqual({ file: '-', line: 2, column: 13 });
    expect(document?.position('items[0][a.b/c].d')).toEqual({ file: '-', line: 2, column: 13 });
    expect(document?.valuePosition(['items', 0, 'a.b/c', 'd'])).toEqual({ file: '-', line: 2, column: 16 });
    expect(document?.position('items[0].e')).toEqual({ file: '-', line: 3, column: 5 });
    expect(document?.position('items[1]')).toBeUndefined();
    expect(document?.nearestPosition('items[0].f.g')).toEqual({ file: '-', line: 2, column: 5 });
  });

  test('are found inside texts that stand in the file as they are', () => {
    const lines = [
      'data:',
      '  a: |-  # a comment',
      '',
      '    x:',
      '      - k: |2',
      '            z: {q: 1}',
      '  b: >',
      '    x:',
      '  c: "x: 1"',
      '',
    ];
    const places = (breakOfLine: string): readonly string[] => {
      const [document] = readDocuments(lines.join(breakOfLine)).documents;
      return ['a.x', 'a.x[0].k', 'a.x[0].k.z.q', 'a.x[0].k.z.r', 'a.x[3]', 'a.q', 'b.x', 'c.x'].map(path => {
        const { line, column } = document?.nearestPosition(`data.${path}`) ?? {};
        return `${path} ${String(line)}:${String(column)}`;
      });
    };
    const found = [
      'a.x 4:5',
      'a.x[0].k 5:9',
      'a.x[0].k.z.q 6:17',
      'a.x[0].k.z.r 6:13',
      'a.x[3] 4:5',
      'a.q 2:3',
      'b.x 7:3',
      'c.x 9:3',
    ];
    expect(places('\n')).toEqual(found);
    expect(places('\r\n')).toEqual(found);
  });
});

describe('texts in quotes that go on with little indentation', () => {
  const quoted = "rules:\n  - message: a\n    rule: 'b\n  && c'\n";

  it('are read as go-yaml reads them', () => {
    expect(readDocuments(quoted, { file: 'a.yaml' })).toMatchObject({
      problems: [],
      documents: [{ value: { rules: [{ message: 'a', rule: 'b && c' }] } }],
    });
  });

  it.each(['> 0 || has(self.a)', '| 0', "'' == a"])('also behind an unquoted text that goes on with %s', line => {
    const text = `before:\n  rule: size(self.b)\n    ${line}\n\nafter: |\n  text\n${quoted}`;
    expect(readDocuments(text, { file: 'a.yaml' })).toMatchObject({
      problems: [],
      documents: [
        {
          value: {
            before: { rule: `size(self.b) ${line}` },
            after: 'text\n',
            rules: [{ message: 'a', rule: 'b && c' }],
          },
        },
      ],
    });
  });
});

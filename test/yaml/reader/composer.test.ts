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

test('all duplicate keys are found at once, and the last value counts as for kubectl', () => {
  expect(read('a: 1\nb:\n  - {c: 1, "c": 2}\na: 3\n')).toEqual({
    value: { a: 3, b: [{ c: 2 }] },
    problems: ['3:13 duplicate-key b[0].c', '4:1 duplicate-key a'],
  });
});

test('keys that are no text become what kubectl makes of them', () => {
  expect(read('1: a\n0x10: b\n1.50: c\n1e6: d\nyes: e\n2020-01-01: f\n"1.0": g\n')).toEqual({
    value: { '1': 'a', '16': 'b', '1.5': 'c', '1e+06': 'd', true: 'e', '2020-01-01': 'f', '1.0': 'g' },
    problems: [
      '1:1 key-type 1',
      '2:1 key-type 0x10',
      '3:1 key-type 1.50',
      '4:1 key-type 1e6',
      '5:1 key-type yes',
      '6:1 key-type 2020-01-01',
    ],
  });
});

test('tags are read as kubectl reads them', () => {
  expect(
    read(
      'a: !!str 12\nb: !!int "12"\nc: !!float 1\nd: !!bool yes\ne: !!null ""\nf: !!binary aGVsbG8=\ng: ! 12\nh: !!set {x}\n',
    ),
  ).toEqual({
    value: { a: '12', b: 12, c: 1, d: true, e: null, f: 'hello', g: '12', h: { x: null } },
    problems: ['4:4 tag d', '7:4 readers-differ g', '8:4 tag h'],
  });
});

test('merge keys work as in kubectl, and a problem says where kustomize differs', () => {
  expect(read('b: &b {x: 1, y1: 2}\nc: &c {y1: 5, z: 6}\na:\n  <<: [*b, *c]\n  x: 7\nd:\n  x: 8\n  <<: *b\n')).toEqual({
    value: {
      b: { x: 1, y1: 2 },
      c: { y1: 5, z: 6 },
      a: { x: 7, y1: 2, z: 6 },
      d: { x: 1, y1: 2 },
    },
    problems: ['4:3 merge a.<<', '8:3 merge d.<<', '8:3 readers-differ d.<<'],
  });
});

test('aliases stand for the value of their anchor, the last one of that name', () => {
  expect(read('a: &x {b: [1]}\nc: *x\nd: &x 2\ne: [*x]\n')).toEqual({
    value: { a: { b: [1] }, c: { b: [1] }, d: 2, e: [2] },
    problems: [],
  });
});

test('lists, maps and quoted texts may go on below their key, and positions stay those of the file', () => {
  const text = 'a: [\n  b,\n  {c: 1},\n]\nd:\n  e: "x\ny"\n  f: yes\n';
  expect(read(text)).toEqual({
    value: { a: ['b', { c: 1 }], d: { e: 'x y', f: true } },
    problems: ['8:6 readers-differ d.f'],
  });
  const [document] = readDocuments(text).documents;
  expect(document?.position('a[1].c')).toEqual({ file: '-', line: 3, column: 4 });
  expect(document?.position('d.f')).toEqual({ file: '-', line: 8, column: 3 });
});

test('positions below the items of a List, behind aliases and merges', () => {
  const [document] = readDocuments(
    '---\nkind: List\nitems:\n- &a\n  kind: A\n  spec: {x: 1}\n- *a\n- <<: *a\n  metadata:\n    name: c\n',
    { file: 'list.yaml' },
  ).documents;
  const at = (path: string): string => {
    const position = document?.position(path);
    return position === undefined ? 'none' : `${position.file}:${position.line}:${position.column}`;
  };
  expect(
    ['items[0].spec.x', 'items[1]', 'items[1].spec.x', 'items[2].kind', 'items[2].metadata.name', 'items[3]'].map(at),
  ).toEqual(['list.yaml:6:10', 'list.yaml:7:3', 'list.yaml:6:10', 'list.yaml:5:3', 'list.yaml:10:5', 'none']);
});

test('numbers in other forms than those of JSON, and beyond 2^53, are pointed out', () => {
  expect(read('a: 0644\nb: 1.30\nc: 1_000\nd: 9007199254740993\ne: 1.5\nf: -0\ng: 1.0e+21\n')).toEqual({
    value: { a: 420, b: 1.3, c: 1000, d: 9007199254740992, e: 1.5, f: 0, g: 1e21 },
    problems: ['1:4 number-form a', '2:4 number-form b', '3:4 number-form c', '4:4 precision d', '6:4 number-form f'],
  });
});

test('line breaks of other scripts break lines, as they do for kubectl', () => {
  expect(read('a: x\u0085b: 1\n')).toEqual({ value: { a: 'x', b: 1 }, problems: ['1:5 line-break'] });
});

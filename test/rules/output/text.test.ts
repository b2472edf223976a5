import type { Finding, Origin } from '../../../lib/core/finding';
import { printFindings, type TextOptions } from '../../../lib/rules/output/text';

const shoot = { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'Shoot', namespace: 'garden-dev', name: 'fern' };
const text = `apiVersion: core.gardener.cloud/v1beta1
kind: Shoot
metadata:
  name: fern
spec:
  purpos: production # soon
  provider:
    workers:
      - name: cpu
        maximum: 3
        zones: [eu01-1, 'eu01-9']
`;

function finding(overrides: Partial<Finding>): Finding {
  return { rule: 'T-A', severity: 'error', path: 'spec.purpos', message: 'a is wanted', object: shoot, ...overrides };
}

const at = (line: number, column: number, file = 'a.yaml'): Origin => ({ file, line, column });

function print(findings: readonly Finding[], options: TextOptions = {}, source = text): string {
  return printFindings({ findings, accepted: [] }, { textOf: () => source, ...options });
}

describe('findings of a file that was read', () => {
  it('stand together below the file and the object, in the order of the lines, each with its line', () => {
    const value = finding({
      path: 'spec.provider.workers[0].zones[1]',
      type: 'notSupported',
      value: 'eu01-9',
      allowed: ['eu01-1'],
      origin: at(11, 25),
      severity: 'warning',
    });
    const key = finding({
      type: 'unknownField',
      message: 'unknown field',
      fix: 'did you mean purpose',
      origin: at(6, 3),
    });
    expect(print([value, key])).toBe(`a.yaml:6:3  Shoot garden-dev/fern

  error T-A
    spec.purpos: Unknown field
    6 |   purpos: production # soon
      |   ^^^^^^
    fix: did you mean purpose

  warning T-A
    spec.provider.workers[0].zones[1]: Unsupported value: "eu01-9": a is wanted: supported values:
      "eu01-1"
    11 |         zones: [eu01-1, 'eu01-9']
       |                         ^^^^^^^^

1 error, 1 warning
`);
  });

  it('are marked at the value where they are about a value, without a comment behind it', () => {
    const lines = print([finding({ type: 'invalid', value: 'production', origin: at(6, 3) })]).split('\n');
    expect(lines.slice(4, 6)).toEqual(['    6 |   purpos: production # soon', '      |           ^^^^^^^^^^']);
  });

  it('are marked at the key where something is missing below it', () => {
    expect(print([finding({ path: 'spec.provider.type', type: 'required', origin: at(7, 3) })])).toContain(
      '    7 |   provider:\n      |   ^^^^^^^^\n',
    );
  });

  it('name the line where the object as a whole is meant', () => {
    expect(print([finding({ path: '', origin: at(1, 1) })])).toBe(
      'a.yaml:1:1  Shoot garden-dev/fern\n\n  error T-A  (line 1)\n    a is wanted\n\n1 error\n',
    );
  });

  it('are told apart by document, and what only the text tells goes with the object beside it', () => {
    const two = 'a: 1\nb: 2\n---\nc: 3\n';
    const { object: __, ...ofText } = finding({ path: 'b', origin: at(2, 1) });
    const { object: _, ...broken } = finding({ path: '', origin: at(4, 1) });
    const shown = print([finding({ path: 'a', origin: at(1, 1) }), ofText, broken], {}, two);
    expect(shown.split('\n').filter(line => line.startsWith('a.yaml'))).toEqual([
      'a.yaml:1:1  Shoot garden-dev/fern',
      'a.yaml:4:1',
    ]);
  });
});

describe('long lines', () => {
  const width = 60;
  const longest = (shown: string): number => Math.max(...shown.split('\n').map(line => line.length));

  it('are wrapped at spaces', () => {
    const shown = print(
      [finding({ message: 'word '.repeat(60).trim(), fix: 'do '.repeat(60).trim(), origin: at(6, 3) })],
      { width },
    );
    expect(longest(shown)).toBeLessThanOrEqual(width);
  });

  it('of files are cut around what is meant', () => {
    const source = `${' '.repeat(500)}"key": "value", ${'x'.repeat(500_000)}`;
    const shown = print([finding({ type: 'invalid', value: 'value', origin: at(1, 501) })], { width }, source);
    expect(longest(shown)).toBeLessThanOrEqual(width);
    const [line = '', mark = ''] = shown.split('\n').slice(4, 6);
    expect(line.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1)).toBe('"value"');
  });
});

describe('secrets', () => {
  const secret = { apiVersion: 'v1', kind: 'Secret', namespace: 'b', name: 'a' };
  const shownWith = (source: string, ...findings: Partial<Finding>[]): string =>
    print(
      findings.map(overrides => finding({ object: secret, ...overrides })),
      {},
      source,
    );

  it.each([
    ['block', 'kind: Secret\nstringData:\n  key: pa55word\n', at(3, 3), '3 |   key: (hidden)'],
    ['flow', 'kind: Secret\nstringData: {a: pa55word, key: pa55word}\n', at(2, 27), '2 | ... key: (hidden)'],
    ['JSON', '{"kind":"Secret","data":{"a":"pa55word","key":"pa55word"}}', at(1, 41), '1 | ... "key": (hidden)'],
  ])('of a Secret in %s form are hidden', (_, source, origin, expected) => {
    const shown = shownWith(source, { path: 'stringData[key]', type: 'typeInvalid', origin });
    expect(shown).toContain(expected);
    expect(shown).not.toContain('pa55word');
  });

  it('of a Secret that cannot be read are hidden: its lines are not shown', () => {
    const { object: _, ...broken } = finding({ path: '', origin: at(4, 5) });
    for (const head of ['kind: Secret\n', 'items:\n- kind: Secret\n'])
      expect(print([broken], {}, `${head}data:\n  a: b\n  pa55word\n`)).not.toContain('pa55word');
  });

  it('in other objects are hidden by the name of their field', () => {
    const source =
      'kind: Shoot\nspec: {user: me, adminToken: "pa55word", password: pa55word, pa55word}\nx: -----BEGIN PRIVATE KEY-----\n';
    const shown = print(
      [finding({ path: 'spec', origin: at(2, 1) }), finding({ path: 'x', origin: at(3, 1) })],
      {},
      source,
    );
    expect(shown).toContain('2 | spec: {user: me, adminToken: (hidden), password: (hidden)');
    expect(shown).not.toMatch(/pa55word|PRIVATE/);
  });

  it('that a broken line may hold are hidden with it', () => {
    const { object: _, ...broken } = finding({ path: '', origin: at(1, 17) });
    expect(print([broken], {}, 'clientSecret: ab"pa55word\n')).not.toContain('pa55word');
  });

  it('do not hide that a Shoot refers to one', () => {
    const source = 'kind: Shoot\nspec:\n  resourceRef: {kind: Secret, nam: a}\n';
    expect(print([finding({ path: 'spec.resourceRef.nam', origin: at(3, 31) })], {}, source)).toContain('nam: a}');
  });

  it('leave the metadata of a Secret to be seen', () => {
    const source = 'kind: Secret\nmetadata:\n  name: A_\ndata:\n  key: pa55word\n';
    expect(shownWith(source, { path: 'metadata.name', origin: at(3, 3) })).toContain('3 |   name: A_\n');
  });
});

describe('equal findings', () => {
  const many = (count: number): Finding[] =>
    Array.from({ length: count }, (_, index) =>
      finding({
        path: `spec.workers[${index}].purpos`,
        object: { ...shoot, name: `fern-${index}` },
        origin: at(6, 3, `${String(index).padStart(2, '0')}.yaml`),
      }),
    );

  it('are told one by one up to four times', () => {
    expect(print(many(4)).match(/a is wanted/g)).toHaveLength(4);
  });

  it('are told once with their places beyond', () => {
    expect(print(many(5))).toBe(`error T-A  at 5 places
  spec.workers[*].purpos: a is wanted
  6 |   purpos: production # soon
    |   ^^^^^^
  - 00.yaml:6:3  Shoot garden-dev/fern-0
  - 01.yaml:6:3  Shoot garden-dev/fern-1
  - 02.yaml:6:3  Shoot garden-dev/fern-2
  - 03.yaml:6:3  Shoot garden-dev/fern-3
  - 04.yaml:6:3  Shoot garden-dev/fern-4

5 errors
`);
  });

  it('have places that go on below their text where a line is too short', () => {
    const far = many(5).map(one => ({ ...one, origin: at(6, 3, `${'folder/'.repeat(12)}a.yaml`) }));
    const lines = print(far)
      .split('\n')
      .filter(line => /fern-0|folder/.test(line));
    expect(lines.slice(0, 2)).toEqual([`  - ${'folder/'.repeat(12)}a.yaml:6:3`, '      Shoot garden-dev/fern-0']);
  });

  it('of one object have one place, with their lines', () => {
    const lines = [3, 9, 9, 12, 20].map((line, index) =>
      finding({ path: `spec.labels[${index}]`, origin: at(line, 1), object: shoot }),
    );
    expect(print(lines)).toContain('\n  - a.yaml:3,9,12,20  Shoot garden-dev/fern\n\n5 errors');
  });

  it('are counted where their places would fill the screen', () => {
    const shown = print(many(50));
    expect(shown).toContain('error T-A  at 50 places\n');
    expect(shown).toContain('\n  and 30 more, which the JSON output lists\n\n50 errors\n');
  });
});

describe('findings of an app', () => {
  it('stand by themselves, with the place of the construct', () => {
    const ofApp = finding({
      cluster: 'virtual-garden',
      effect: 'it stays',
      origin: { file: '', construct: 'meadow/fern' },
    });
    expect(printFindings({ findings: [ofApp, ofApp], accepted: [] })).toBe(
      `${'error T-A  virtual-garden  Shoot garden-dev/fern  (meadow/fern)\n  spec.purpos: a is wanted\n  effect: it stays\n\n'.repeat(2)}2 errors\n`,
    );
  });
});

it('lists what was accepted, with the reason', () => {
  const accepted = ['a', 'b', 'c', 'd'].map(name => ({
    finding: finding({ object: { ...shoot, name } }),
    reason: 'known since 2024',
  }));
  expect(printFindings({ findings: [], accepted })).toBe(
    `accepted T-A: known since 2024 (Shoot garden-dev/a, Shoot garden-dev/b, Shoot garden-dev/c and 1
  more)

4 accepted
`,
  );
});

it('says what was looked at', () => {
  expect(print([], { extent: { objects: 1, files: 2 } })).toBe('no findings in 1 object of 2 files\n');
});

it('gives a terminal nothing to obey', () => {
  const shown = print(
    [finding({ message: 'a\u001b[2Jb\u009bc\u202ed', origin: at(1, 1) })],
    {},
    'key: \u001b]0;x\u0007\n',
  );
  expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
});

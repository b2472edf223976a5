import { cli, type CliRun } from './cli';

const check = (input: string, ...options: string[]): CliRun => cli(['check', '-', ...options], { input });

const sound = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n';
const misspelt = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  label: {}\n';
const clearText =
  'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n  namespace: shop\nstringData:\n  key: pa55word\n';

test('what is sound exits with 0 and says so, and how much was read', () => {
  expect(check(sound)).toEqual({ status: 0, output: 'no findings in 1 object of 1 file\n', errors: '' });
});

test('a mistake exits with 1 and names rule, object, place, field and fix, with the line', () => {
  expect(check(misspelt)).toEqual({
    status: 1,
    output: `-:5:3  Namespace shop

  error SCHEMA-UNKNOWN-FIELD
    metadata.label: Unknown field
    5 |   label: {}
      |   ^^^^^
    fix: did you mean labels

1 error in 1 object of 1 file
`,
    errors: '',
  });
});

test('--fail-on decides which severity fails, and no secret value is printed in any format', () => {
  expect(check(clearText).status).toBe(0);
  for (const format of ['text', 'json', 'sarif', 'github']) {
    const { status, output } = check(clearText, '--fail-on', 'warning', '--format', format);
    expect([format, status]).toEqual([format, 1]);
    expect(output).toContain('SECRET-IN-GIT');
    expect(output).not.toContain('pa55word');
  }
});

test('wrong usage exits with 2 and a sentence', () => {
  expect(check(sound, '--format', 'xml')).toEqual({
    status: 2,
    output: '',
    errors: 'unknown format "xml" (one of text, json, sarif, github)\n',
  });
});

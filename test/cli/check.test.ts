import * as fs from 'node:fs';
import { cli, folderWith, type CliRun } from './cli';

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

test('a tree with 200 mistakes reads well: no line beyond 100 columns, every mistake counted, the same ones told once', () => {
  const shoot = (index: number): string => `apiVersion: core.gardener.cloud/v1beta1
kind: Shoot
metadata:
  name: fern-${index}
  namespace: garden-dev
spec:
  purpos: production
  maintenance: {confineSpecUpdateRollout: "yes", odd-${index}: a}
  provider: {type: openstack, workers: [{name: cpu, maximum: many}]}
`;
  const files = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`shoots/${index}.yaml`, shoot(index)]));
  const folder = folderWith(files);
  try {
    const { status, output } = cli(['check', 'shoots'], { cwd: folder });
    const lines = output.split('\n');
    expect([status, Math.max(...lines.map(line => line.length)) <= 100]).toEqual([1, true]);
    for (const field of [
      'spec.purpos',
      'spec.maintenance.confineSpecUpdateRollout',
      'spec.provider.workers[*].maximum',
    ])
      expect(lines.filter(line => line.startsWith(`  ${field}: `))).toHaveLength(1);
    expect(lines.filter(line => /^ {4}spec\.maintenance\.odd-\d+: Unknown field$/.test(line))).toHaveLength(50);
    const counted = /^(\d+) errors.* in 50 objects of 50 files$/.exec(lines.at(-2) ?? '')?.[1];
    expect(Number(counted)).toBeGreaterThanOrEqual(200);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

test('a file of acceptances takes findings away, and never hides them', () => {
  const folder = folderWith({
    'accepted.yaml': '- rule: SECRET-IN-GIT\n  reason: only a demo\n- rule: OBJ-NAME\n  reason: old\n',
    'wrong.yaml': '- rule: SECRET-IN-GT\n  reason: only a demo\n',
  });
  try {
    const run = (file: string): CliRun =>
      cli(['check', '-', '--fail-on', 'warning', '--accept', file], { cwd: folder, input: clearText });
    expect(run('accepted.yaml')).toMatchObject({ status: 0, errors: '' });
    expect(run('accepted.yaml').output).toContain('accepted SECRET-IN-GIT: only a demo (Secret shop/a)\n');
    expect(run('accepted.yaml').output).toContain('{"rule":"OBJ-NAME"}: nothing like this was found');
    expect(run('wrong.yaml')).toEqual({
      status: 2,
      output: '',
      errors: 'wrong.yaml: entry 1: there is no rule "SECRET-IN-GT", did you mean SECRET-IN-GIT?\n',
    });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

test('paths are relative to the caller in every format, and to the repository for GitHub', () => {
  const folder = folderWith({ 'deep/a.yaml': misspelt });
  try {
    const run = (format: string, environment = {}): string =>
      cli(['check', '../deep', '--format', format], { cwd: `${folder}/deep`, environment }).output;
    expect(run('text')).toMatch(/^a\.yaml:5:3 /);
    expect(JSON.parse(run('json'))).toMatchObject({ findings: [{ origin: { file: 'a.yaml' } }] });
    expect(run('sarif')).toContain('"uri": "a.yaml"');
    expect(run('github', { GITHUB_WORKSPACE: folder })).toMatch(/^::error file=deep\/a\.yaml,line=5,/);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

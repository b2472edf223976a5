import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const root = path.resolve(__dirname, '../..');

function explain(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(root, 'tools/run.cjs'), 'lib/cli/main.ts', 'explain', ...args],
    { cwd: root, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
  );
  return { status, stdout, stderr };
}

const pool = ['shoot/dev/crazy-botany/arm', '--in', 'dist/meadow', '--now', '2026-11-25'];

test('a pool is explained within 100 columns: hash inputs with lines, zones, what rolls it', () => {
  const { status, stdout } = explain(...pool);
  expect(status).toBe(0);
  expect(stdout.split('\n').filter(line => line.length > 100)).toEqual([]);
  expect(stdout).toMatch(
    / {2}machine type = a1\.4 {2}\(spec\.provider\.workers\[1\]\.machine\.type, written, line \d+\)/,
  );
  expect(stdout).toContain('what replaces the nodes\n');
});

test('an object whose fields have wrong types is shown as it is written', () => {
  const manifest = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'explain-')), 'shoot.yaml');
  fs.writeFileSync(
    manifest,
    'apiVersion: core.gardener.cloud/v1beta1\nkind: Shoot\nmetadata: {name: crazy, namespace: garden-dev}\nspec:\n  kubernetes: [1]\n  provider: {type: openstack, workers: none}\n',
  );
  const { status, stdout } = explain('shoot/dev/crazy', '--in', manifest);
  fs.rmSync(path.dirname(manifest), { recursive: true });
  expect(status).toBe(0);
  expect(stdout).toContain('only what is written: fields have wrong types');
  expect(stdout).toContain('spec.provider.workers = none  (written, line 6)');
});

test('JSON has the same as data', () => {
  const { status, stdout } = explain(...pool, '--format', 'json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    subject: 'shoot/dev/crazy-botany/arm',
    object: { kind: 'Shoot', namespace: 'garden-dev', name: 'crazy-botany' },
    cluster: 'virtual-garden',
    sections: expect.arrayContaining([expect.objectContaining({ title: 'machines by zone' })]) as unknown,
  });
});

test.each([
  [['shoot/dev/crazy-botony', '--in', 'dist/meadow'], 'did you mean shoot/dev/crazy-botany?'],
  [['shoot/dev/crazy-botany/amr', '--in', 'dist/meadow'], 'did you mean shoot/dev/crazy-botany/arm?'],
  [['namespace/garden-dev', '--in', 'dist/meadow'], 'nothing is known about objects of the kind Namespace'],
  [['seed/soil', '--in', 'nowhere'], 'nowhere: there is no such file or folder'],
  [['seed/soil', '--in', 'dist/meadow', '--format', 'xml'], 'unknown format "xml" (one of text, json)'],
  [[], 'usage: cdk8s-gardener explain OBJECT'],
])('%j is wrong usage, with a sentence', (args, sentence) => {
  const { status, stdout, stderr } = explain(...args);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(sentence);
});

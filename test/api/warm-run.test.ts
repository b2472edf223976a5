import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const script = `
  const { validateObject } = require(${JSON.stringify(join(root, 'lib/api/validate.ts'))});
  const shoot = spec => ({ apiVersion: 'core.gardener.cloud/v1beta1', kind: 'Shoot', metadata: { name: 'a' }, spec });
  const good = validateObject(shoot({ provider: { type: 'local' }, region: 'r' })).length;
  const bad = validateObject(shoot({ provider: { type: 'local' }, regoin: 'r' })).map(finding => finding.path);
  const compiled = Object.keys(require.cache).some(file => /node_modules.ajv.dist.(core|ajv)[.]js$/.test(file));
  console.log(JSON.stringify({ good, bad, compiled }));
`;

/** What a process says that runs in a folder: the cache belongs to the project there. */
function run(folder: string): { readonly good: number; readonly bad: readonly string[]; readonly compiled: boolean } {
  const args = ['-r', join(root, 'node_modules/tsx/dist/cjs/index.cjs'), '-e', script];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })) as ReturnType<typeof run>;
}

describe('compiled validators', () => {
  let folder: string;
  const cacheOf = (): string => join(folder, 'node_modules/.cache/cdk8s-gardener');
  const verdict = { good: 0, bad: ['spec.region', 'spec.regoin'] };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'warm-run-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('are kept in the project, and a second run loads no compiler', () => {
    mkdirSync(join(folder, 'node_modules'));
    expect(run(folder)).toEqual({ ...verdict, compiled: true });
    expect(run(folder)).toEqual({ ...verdict, compiled: false });
    expect(readdirSync(cacheOf()).every(name => name.startsWith('Shoot-'))).toBe(true);
  });

  test('are made anew when the cache holds something else', () => {
    mkdirSync(join(folder, 'node_modules'));
    run(folder);
    for (const name of readdirSync(cacheOf())) writeFileSync(join(cacheOf(), name), 'no code {');
    expect(run(folder)).toEqual({ ...verdict, compiled: true });
    expect(run(folder)).toEqual({ ...verdict, compiled: false });
  });

  test('are not kept where anybody may write', () => {
    mkdirSync(join(folder, 'node_modules'));
    chmodSync(join(folder, 'node_modules'), 0o777);
    expect(run(folder)).toEqual({ ...verdict, compiled: true });
    expect(readdirSync(join(folder, 'node_modules'))).toEqual([]);
  });

  test('are kept beside this package where there is no project', () => {
    run(folder);
    expect(run(folder)).toEqual({ ...verdict, compiled: false });
    expect(readdirSync(folder)).toEqual([]);
  });
});

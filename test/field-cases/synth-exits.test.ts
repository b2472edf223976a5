// A06 (cdk8s#2146): however an app ends that does not end well, dist/ keeps every byte, and files of others stay.
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { app, cli, folder } from './run';

const root = path.resolve(__dirname, '../..');
const config = `language: typescript\napp: node -r ${root}/node_modules/tsx/dist/cjs/index.cjs main.ts\noutput: .cdk8s\n`;

/** An app with one ConfigMap that ends with these statements. */
const ending = (name: string, statements: string): string =>
  app(`const landscape = new lib.Landscape({ name: 'l', gardener: '1.150.0', domain: 'example.org' });
const chart = new Chart(landscape, 'a');
new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: '${name}', namespace: 'test' } });
${statements}`);

function files(cwd: string): Readonly<Record<string, string>> {
  const entries = fs.readdirSync(path.join(cwd, 'dist'), { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .filter(entry => entry.isFile())
      .map(entry => path.join(entry.parentPath, entry.name))
      .map(file => [path.relative(cwd, file), fs.readFileSync(file, 'utf8')]),
  );
}

const ownCommand = (cwd: string): number | null => cli(cwd, 'synth').status;

const cdk8sCommand = (cwd: string): number | null =>
  spawnSync(process.execPath, [path.join(root, 'node_modules/cdk8s-cli/bin/cdk8s'), 'synth'], {
    cwd,
    env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' },
  }).status;

let cwd: string;
let before: Readonly<Record<string, string>>;

beforeAll(() => {
  cwd = folder({ 'cdk8s.yaml': config, 'main.ts': ending('good', 'landscape.synth();') });
  expect(ownCommand(cwd)).toBe(0);
  for (const place of ['dist', 'dist/l', 'dist/l/runtime', 'dist/l/runtime/a'])
    fs.writeFileSync(path.join(cwd, place, 'RELEASE.txt'), 'by hand');
  before = files(cwd);
});
afterAll(() => fs.rmSync(cwd, { recursive: true }));

const ways = [
  ['process.exit(0) before synth', 'process.exit(0);', 1],
  ['process.exit(3) after synth', 'landscape.synth(); process.exit(3);', 3],
  ['throwing a text', "landscape.synth(); throw 'text';", 1],
  ['throwing undefined', 'landscape.synth(); throw undefined;', 1],
  ['an unhandled rejection', "landscape.synth(); void Promise.reject(new Error('no'));", 1],
  ['an unhandled rejection with a text', "landscape.synth(); void Promise.reject('no');", 1],
  ['throwing after an await', "void (async () => { await null; landscape.synth(); throw new Error('x'); })();", 1],
  ['throwing in a timer', "landscape.synth(); setTimeout(() => { throw new Error('late'); }, 10);", 1],
  [
    'a validation that throws',
    "chart.node.addValidation({ validate: () => { throw new Error('v'); } }); landscape.synth();",
    1,
  ],
  [
    'a second landscape that is never synthesized',
    "new lib.Landscape({ name: 'm', gardener: '1.150.0', domain: 'example.org' }); landscape.synth();",
    1,
  ],
] as const;

describe('an app that ends with', () => {
  it.each(ways)('%s leaves dist/ as it was', (_, statements, status) => {
    fs.writeFileSync(path.join(cwd, 'main.ts'), ending('changed', statements));
    expect(ownCommand(cwd)).toBe(status);
    expect(files(cwd)).toEqual(before);
    expect(cdk8sCommand(cwd)).toBe(1);
    expect(files(cwd)).toEqual(before);
  });
});

describe('process.exit(0) after synth', () => {
  it('is a good end: dist/ is written, and files of others stay', () => {
    fs.writeFileSync(path.join(cwd, 'main.ts'), ending('changed', 'landscape.synth(); process.exit(0);'));
    expect(ownCommand(cwd)).toBe(0);
    const after = files(cwd);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(after['dist/l/runtime/a/a.yaml']).toContain('name: changed\n');
  });
});

// tools/run.cjs, from outside.
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const root = path.resolve(__dirname, '../..');
let cwd: string;

beforeEach(() => {
  cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'run-'));
  fs.writeFileSync(path.join(cwd, 'cdk8s.yaml'), 'language: typescript\napp: node main.ts\noutput: .cdk8s\n');
});
afterEach(() => fs.rmSync(cwd, { recursive: true, force: true }));

function synth(app: string): { readonly status: number | null; readonly stderr: string } {
  fs.writeFileSync(path.join(cwd, 'main.ts'), app);
  const { status, stderr } = spawnSync(
    process.execPath,
    [path.join(root, 'tools/run.cjs'), path.join(root, 'lib/cli/main.ts'), 'synth'],
    { cwd, encoding: 'utf8' },
  );
  return { status, stderr };
}

it('says where an app cannot be compiled, and nothing of our own', () => {
  const { status, stderr } = synth('const landscape = ;\n');
  expect(status).toBe(1);
  expect(stderr).toContain('Unexpected ";"');
  expect(stderr).toContain('main.ts:1:18');
  expect(stderr).not.toMatch(/^ +at /m);
});

it('shows an error of the app with the lines of its sources', () => {
  const { status, stderr } = synth("type A = string;\nconst a: A = 'a';\nthrow new Error(`not ${a}`);\n");
  expect(status).toBe(1);
  expect(stderr).toContain('main.ts failed: Error: not a\n');
  expect(stderr).toContain('main.ts:3:7');
});

it('loads one library for the command and for the app', () => {
  const { status, stderr } = synth(
    `import { Landscape } from '${root}/lib';\nnew Landscape({ name: 'l', gardener: '1.150.0', domain: 'example.org' }).synth();\n`,
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(fs.existsSync(path.join(cwd, 'dist/l/.synth.json'))).toBe(true);
});

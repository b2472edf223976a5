// From outside: the packed package in an empty project, and a fresh clone with the commands of the README.
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const root = path.resolve(__dirname, '..');
let scratch: string;
beforeAll(() => {
  scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'package-'));
});
afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }));

/** Runs a command and returns what it printed; fails with it when the command fails. */
function run(folder: string, command: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' },
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed with ${status}\n${stdout}\n${stderr}`);
  return stdout + stderr;
}

/** Lays the packed package and what it needs, as npm would: from this checkout, so that no test needs the network. */
function lay(project: string, tarball: string): void {
  const modules = path.join(project, 'node_modules');
  const own = path.join(modules, 'cdk8s-gardener');
  fs.mkdirSync(own, { recursive: true });
  run(scratch, 'tar', 'xzf', tarball, '-C', own, '--strip-components=1');
  const link = (name: string): void => fs.symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name));
  fs.mkdirSync(path.join(modules, '.bin'));
  for (const name of fs.readdirSync(path.join(root, 'node_modules'))) if (!name.startsWith('.')) link(name);
  for (const name of fs.readdirSync(path.join(root, 'node_modules', '.bin'))) link(`.bin/${name}`);
  const { bin: bins } = JSON.parse(fs.readFileSync(path.join(own, 'package.json'), 'utf8')) as {
    readonly bin: Readonly<Record<string, string>>;
  };
  for (const [name, file] of Object.entries(bins)) {
    fs.chmodSync(path.join(own, file), 0o755);
    fs.symlinkSync(path.join(own, file), path.join(modules, '.bin', name));
  }
}

const bin = (name: string): string => path.join(root, 'node_modules', '.bin', name);

describe('the packed package', () => {
  let tarball: string;
  beforeAll(() => {
    tarball = path.join(
      scratch,
      run(root, 'npm', 'pack', '--silent', '--pack-destination', scratch).trim().split('\n').at(-1)!,
    );
  }, 120_000);

  it('resolves everywhere', () => {
    run(root, bin('publint'), '--strict', tarball);
    run(root, bin('attw'), tarball, '--profile', 'node16', '--exclude-entrypoints', './package.json');
  }, 120_000);

  it('works in an empty project: npm install, npx cdk8s synth', () => {
    const project = path.join(scratch, 'project');
    lay(project, tarball);
    fs.writeFileSync(path.join(project, 'package.json'), '{"private": true}');
    fs.writeFileSync(path.join(project, 'cdk8s.yaml'), 'language: typescript\napp: node app.js\noutput: .cdk8s\n');
    fs.writeFileSync(
      path.join(project, 'app.js'),
      `const { Landscape, Project } = require('cdk8s-gardener');
       const landscape = new Landscape({ name: 'l', gardener: '1.150.0', domain: 'example.org' });
       new Project(landscape, 'dev', { purpose: 'test', owner: { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'alice' } });
       landscape.synth();`,
    );
    run(project, process.execPath, bin('cdk8s'), 'synth');
    expect(fs.readdirSync(path.join(project, 'dist/l/virtual-garden/projects/dev'))).toEqual([
      'dev.yaml',
      'kustomization.yaml',
    ]);
    const own = 'node_modules/cdk8s-gardener/build/lib/cli/bin.js';
    expect(run(project, process.execPath, own, 'check', 'dist')).toMatch(/^no findings in 3 objects of \d files\n$/);
  }, 60_000);

  it('starts a landscape repository that synthesizes, tests and checks as it is: init, npm install, npx cdk8s synth', () => {
    const project = path.join(scratch, 'my-garden');
    lay(project, tarball);
    const init = run(project, 'npx', 'cdk8s-gardener', 'init', '--package', `file:${tarball}`);
    expect(init).toContain('added       package.json\n');
    run(project, 'npx', 'cdk8s', 'synth');
    expect(fs.readdirSync(path.join(project, 'dist/my-garden/virtual-garden')).sort()).toEqual([
      'credentials',
      'profiles',
      'projects',
      'shoots',
    ]);
    expect(run(project, 'npx', 'cdk8s-gardener', 'check', 'dist')).toMatch(
      /^no findings in \d+ objects of \d+ files\n$/,
    );
    // types, its own test, synth --check and check
    expect(run(project, 'npm', 'run', 'check', '--silent')).toContain('# pass 3\n');
    // a second call finds everything, and leaves it alone
    fs.writeFileSync(path.join(project, 'apps/main.ts'), '// mine\n');
    fs.rmSync(path.join(project, 'tsconfig.json'));
    expect(run(project, 'npx', 'cdk8s-gardener', 'init')).toContain(
      'added       tsconfig.json\nleft alone  .github/workflows/check.yaml\n',
    );
    expect(fs.readFileSync(path.join(project, 'apps/main.ts'), 'utf8')).toBe('// mine\n');
  }, 120_000);
});

describe('a fresh clone', () => {
  it('renders the committed dist/ with npm start, and tells the change of one value by one file', () => {
    const clone = path.join(scratch, 'clone');
    run(root, 'git', 'clone', '--quiet', '--no-hardlinks', root, clone);
    // what npm ci would lay there
    fs.symlinkSync(path.join(root, 'node_modules'), path.join(clone, 'node_modules'));
    run(clone, 'npm', 'start', '--silent');
    expect(run(clone, 'git', 'status', '--porcelain', 'dist')).toBe('');

    const app = path.join(clone, 'apps/shoots.ts');
    const source = fs.readFileSync(app, 'utf8');
    fs.writeFileSync(
      app,
      source.replace(
        'workers: [cpuPool(values), armPool(values)]',
        'workers: [cpuPool(values), { ...armPool(values), maximum: 99 }]',
      ),
    );
    run(clone, 'npm', 'start', '--silent');
    expect(run(clone, 'git', 'diff', '--name-only', 'dist').trim().split('\n')).toEqual([
      'dist/meadow-dev/virtual-garden/shoots/dev/crazy-botany.yaml',
      'dist/meadow/virtual-garden/shoots/dev/crazy-botany.yaml',
    ]);
    run(clone, 'git', 'checkout', '--quiet', '.');

    fs.writeFileSync(app, source.replace("purpose: 'development'", "purpos: 'development'"));
    const { status, stderr } = spawnSync('npm', ['start', '--silent'], { cwd: clone, encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toContain(
      'error SCHEMA-UNKNOWN-FIELD  virtual-garden  Shoot garden-dev/idle-fern  (apps/shoots.ts:',
    );
    expect(stderr).toContain('spec.purpos: Unknown field\n  fix: did you mean purpose');
    expect(run(clone, 'git', 'status', '--porcelain', 'dist')).toBe('');
  }, 120_000);
});

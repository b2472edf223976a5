import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const root = path.resolve(__dirname, '../..');
let project: string;

beforeEach(() => {
  project = fs.mkdtempSync(path.join(os.tmpdir(), 'compile-cache-'));
  fs.mkdirSync(path.join(project, 'node_modules'));
});
afterEach(() => fs.rmSync(project, { recursive: true, force: true }));

/** Runs a module of the project behind the cache and returns what it prints. */
function run(file: string): string {
  const program = `
    const { CodeCache } = require(${JSON.stringify(path.join(root, 'lib/api/code-cache.ts'))});
    require(${JSON.stringify(path.join(root, 'lib/cli/compile-cache.ts'))}).enableCompileCache(new CodeCache(${JSON.stringify(project)}));
    require(${JSON.stringify(path.join(project, file))});`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', 'tsx/cjs', '-e', program], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const filler = `// ${'x'.repeat(20_000)}\n`;
const write = (file: string, text: string): void => fs.writeFileSync(path.join(project, file), text);
const caches = (): string[] => fs.readdirSync(path.join(project, 'node_modules/.cache/cdk8s-gardener/code'));

it('gives modules what the loader of node gives them', () => {
  write('small.js', 'module.exports = 7;');
  write(
    'module.js',
    `#!/usr/bin/env node\n${filler}exports.own = 1;
     console.log(JSON.stringify([this === exports, module.exports === exports, require('./small'), require.resolve('./small') === __dirname + '/small.js',
       __filename === module.filename, typeof require.cache]));`,
  );
  const expected = '[true,true,7,true,true,"object"]\n';
  expect(run('module.js')).toBe(expected);
  expect(run('module.js')).toBe(expected);
});

it('leaves modules with dynamic imports to node', () => {
  write('module.js', `${filler}import('node:os').then(os => console.log(typeof os.tmpdir));`);
  expect(run('module.js')).toBe('function\n');
});

it('runs the new text of a module whose length stayed the same', () => {
  write('module.js', `${filler}console.log(1);`);
  expect(run('module.js')).toBe('1\n');
  write('module.js', `${filler}console.log(2);`);
  expect(run('module.js')).toBe('2\n');
});

it('survives a cache that is broken', () => {
  write('module.js', `${filler}console.log(1);`);
  run('module.js');
  for (const file of caches().filter(name => name.startsWith('module.js')))
    fs.writeFileSync(path.join(project, 'node_modules/.cache/cdk8s-gardener/code', file), 'broken');
  expect(run('module.js')).toBe('1\n');
});

it('names the line of an error as it stands in the file', () => {
  write('module.js', `${filler}\n  throw new Error('here');`);
  expect(() => run('module.js')).toThrow('module.js:3:9');
});

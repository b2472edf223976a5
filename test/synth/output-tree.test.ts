import { spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ComparingSink } from '../../lib/synth/output/comparing-sink';
import { OutputError } from '../../lib/synth/output/output-error';
import { OutputTree } from '../../lib/synth/output/output-tree';
import { statePaths } from '../../lib/synth/output/state';

let root: string;
let outdir: string;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'output-'));
  outdir = path.join(root, 'dist');
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

type Files = Readonly<Record<string, string>>;

/** Writes a landscape "l" of these files. */
function write(files: Files, options = {}): ReturnType<OutputTree['commit']> {
  const tree = new OutputTree(outdir, options);
  try {
    for (const [file, text] of Object.entries(files)) tree.put(`l/${file}`, Buffer.from(text));
    tree.complete('l', { files: Object.keys(files) });
  } catch (error) {
    tree.discard();
    throw error;
  }
  return tree.commit();
}

/** Everything below the output folder. */
function contents(folder = outdir): Files {
  if (!fs.existsSync(folder)) return {};
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  const pairs = entries
    .map(entry => path.join(entry.parentPath, entry.name))
    .map(file => [path.relative(folder, file), fs.readFileSync(file, 'utf8')]);
  return Object.fromEntries(pairs.sort()) as Files;
}

const list = (...files: string[]): string => `${JSON.stringify({ files }, null, 1)}\n`;

describe('OutputTree', () => {
  it('writes files and their list, and nothing again when nothing changed', () => {
    expect(write({ 'a/x.yaml': '1', 'b.yaml': '2' })).toEqual({
      written: ['l/a/x.yaml', 'l/b.yaml', 'l/.synth.json'],
      deleted: [],
      unchanged: 0,
    });
    expect(contents()).toEqual({ 'l/.synth.json': list('a/x.yaml', 'b.yaml'), 'l/a/x.yaml': '1', 'l/b.yaml': '2' });
    const before = fs.statSync(path.join(outdir, 'l/b.yaml')).mtimeMs;
    expect(write({ 'a/x.yaml': '1', 'b.yaml': '2' })).toEqual({ written: [], deleted: [], unchanged: 3 });
    expect(fs.statSync(path.join(outdir, 'l/b.yaml')).mtimeMs).toBe(before);
  });

  it('removes what the landscape does not have any more, with the folders that this leaves empty', () => {
    write({ 'a/b/x.yaml': '1', 'c.yaml': '2' });
    expect(write({ 'c.yaml': '2' }).deleted).toEqual(['l/a/b/x.yaml']);
    expect(fs.existsSync(path.join(outdir, 'l/a'))).toBe(false);
  });

  it('keeps files that it did not write, and their folders', () => {
    write({ 'a/x.yaml': '1', 'c.yaml': '2' });
    fs.writeFileSync(path.join(outdir, 'l/a/RELEASE.txt'), 'by hand');
    write({ 'c.yaml': '2' });
    expect(contents()).toEqual({ 'l/.synth.json': list('c.yaml'), 'l/a/RELEASE.txt': 'by hand', 'l/c.yaml': '2' });
  });

  it('overwrites its own files when somebody edited them, and refuses to overwrite others', () => {
    write({ 'c.yaml': '2' });
    fs.writeFileSync(path.join(outdir, 'l/c.yaml'), 'edited');
    write({ 'c.yaml': '2' });
    expect(contents()['l/c.yaml']).toBe('2');
    fs.writeFileSync(path.join(outdir, 'l/d.yaml'), 'by hand');
    expect(() => write({ 'c.yaml': '3', 'd.yaml': '4' })).toThrow(/d\.yaml exists and was not written by a synth/);
    expect(contents()).toMatchObject({ 'l/c.yaml': '2', 'l/d.yaml': 'by hand' });
  });

  it('finds an edit that keeps size and time of modification', () => {
    write({ 'c.yaml': 'old' });
    write({ 'c.yaml': 'old' });
    const file = path.join(outdir, 'l/c.yaml');
    const { atime, mtime } = fs.statSync(file);
    fs.writeFileSync(file, 'new');
    fs.utimesSync(file, atime, mtime);
    expect(write({ 'c.yaml': 'old' }).written).toEqual(['l/c.yaml']);
  });

  it('does not empty a landscape unless that is allowed', () => {
    write({ 'c.yaml': '2' });
    expect(() => write({})).toThrow(/would delete 1 files; allow it with --allow-empty/);
    expect(contents()['l/c.yaml']).toBe('2');
    write({}, { allowEmpty: true });
    expect(contents()).toEqual({ 'l/.synth.json': list() });
  });

  it('says that a list of files is damaged instead of forgetting what is stale', () => {
    write({ 'c.yaml': '2' });
    for (const damaged of ['<<<<<<< HEAD', '{"files": ["../../etc/passwd"]}', '{"files": ["/etc/passwd"]}', '[]']) {
      fs.writeFileSync(path.join(outdir, 'l/.synth.json'), damaged);
      expect(() => write({ 'd.yaml': '1' })).toThrow(/is damaged/);
    }
    expect(contents()['l/c.yaml']).toBe('2');
  });

  it('leaves everything as it was when it is discarded', () => {
    write({ 'c.yaml': '2' });
    const tree = new OutputTree(outdir);
    tree.put('l/c.yaml', Buffer.from('3'));
    tree.discard();
    expect(contents()['l/c.yaml']).toBe('2');
  });

  it.each([
    ['ENOSPC', 'no space left on the disk'],
    ['EROFS', 'the file system is read-only'],
    ['EACCES', 'permission denied'],
  ])('explains %s and leaves everything as it was', (code, words) => {
    write({ 'a.yaml': '1', 'b.yaml': '2' });
    // the module itself: an import is a view of it that cannot be spied on
    const module = require('node:fs') as typeof fs;
    const real = module.writeFileSync.bind(module);
    const spy = jest.spyOn(module, 'writeFileSync').mockImplementation((file, ...rest) => {
      if (String(file).includes(`${path.sep}stage${path.sep}`)) throw Object.assign(new Error('x'), { code });
      real(file, ...(rest as [string]));
    });
    const attempt = (): unknown => write({ 'a.yaml': '3', 'b.yaml': '4' });
    expect(attempt).toThrow(OutputError);
    expect(attempt).toThrow(words);
    spy.mockRestore();
    expect(contents()).toMatchObject({ 'l/a.yaml': '1', 'l/b.yaml': '2' });
    write({ 'a.yaml': '3', 'b.yaml': '4' });
    expect(contents()).toMatchObject({ 'l/a.yaml': '3', 'l/b.yaml': '4' });
  });
});

describe('obstacles in the output folder', () => {
  it.each<readonly [string, () => void, RegExp]>([
    [
      'a file where a folder must be',
      () => fs.writeFileSync(path.join(outdir, 'l/b'), 'x'),
      /a file is where a folder/,
    ],
    ['a link that leads nowhere', () => fs.symlinkSync('nowhere', path.join(outdir, 'l/b')), /link that leads nowhere/],
  ])('%s is named before anything changes, and hinders nobody once it is gone', (_, put, words) => {
    write({ 'a.yaml': '1' });
    put();
    expect(() => write({ 'a.yaml': '2', 'b/c/d.yaml': '3' })).toThrow(words);
    expect(contents()['l/a.yaml']).toBe('1');
    fs.rmSync(path.join(outdir, 'l/b'));
    write({ 'a.yaml': '2', 'b/c/d.yaml': '3' });
    expect(contents()).toMatchObject({ 'l/a.yaml': '2', 'l/b/c/d.yaml': '3' });
  });

  it.each(['EIO', 'ENOSPC'])('%s in the middle of the moves is finished by the next run', code => {
    write({ 'a.yaml': '1', 'b.yaml': '1' });
    const module = require('node:fs') as typeof fs;
    const real = module.renameSync.bind(module);
    const spy = jest.spyOn(module, 'renameSync').mockImplementation((from, to) => {
      if (String(to).endsWith('b.yaml')) throw Object.assign(new Error('x'), { code });
      real(from, to);
    });
    expect(() => write({ 'a.yaml': '2', 'b.yaml': '2' })).toThrow(/cannot write .*b\.yaml/);
    spy.mockRestore();
    expect(contents()).toMatchObject({ 'l/a.yaml': '2', 'l/b.yaml': '1' });
    // the app may have changed in between, or fail
    new OutputTree(outdir).discard();
    expect(contents()).toMatchObject({ 'l/a.yaml': '2', 'l/b.yaml': '2' });
    expect(write({ 'a.yaml': '2', 'b.yaml': '2' })).toMatchObject({ written: [], deleted: [] });
  });

  it('a journal whose staged files somebody has deleted does not stop the next run', () => {
    write({ 'a.yaml': '1' });
    const { journal, stage } = statePaths(outdir);
    fs.writeFileSync(journal, JSON.stringify({ outdir, moves: [[path.join(stage, '0'), 'l/b.yaml']], deletions: [] }));
    write({ 'a.yaml': '1', 'b.yaml': '2' });
    expect(contents()).toMatchObject({ 'l/a.yaml': '1', 'l/b.yaml': '2' });
    expect(fs.existsSync(journal)).toBe(false);
  });

  it('an output folder on another disk is written by copies that get their name when they are complete', () => {
    const module = require('node:fs') as typeof fs;
    const real = module.renameSync.bind(module);
    const spy = jest.spyOn(module, 'renameSync').mockImplementation((from, to) => {
      if (String(from).includes(`${path.sep}stage${path.sep}`)) throw Object.assign(new Error('x'), { code: 'EXDEV' });
      real(from, to);
    });
    write({ 'a.yaml': '1', 'b/c.yaml': '2' });
    spy.mockRestore();
    expect(contents()).toEqual({ 'l/.synth.json': list('a.yaml', 'b/c.yaml'), 'l/a.yaml': '1', 'l/b/c.yaml': '2' });
  });

  it('a checkout with CR LF is told from a change', () => {
    write({ 'a.yaml': 'x: 1\ny: 2\n' });
    fs.writeFileSync(path.join(outdir, 'l/a.yaml'), 'x: 1\r\ny: 2\r\n');
    const check = new ComparingSink(outdir);
    check.put('l/a.yaml', Buffer.from('x: 1\ny: 2\n'));
    expect(check.differences).toEqual([
      { file: path.join(outdir, 'l/a.yaml'), what: expect.stringMatching(/CR LF.*\.gitattributes/) as string },
    ]);
  });
});

const child = path.join(__dirname, 'output-child.ts');
const start = ['-r', 'tsx/cjs', child];

describe('a process that is killed while it writes', () => {
  it('leaves each file old or new wherever it is hit, and the next run completes the tree', () => {
    const old = { 'a.yaml': 'old a', 'gone.yaml': 'old gone', 'x/b.yaml': 'old b' };
    const next = { 'a.yaml': 'new a', 'x/b.yaml': 'new b', 'y/c.yaml': 'new c' };
    const allowed: Readonly<Record<string, readonly (string | undefined)[]>> = {
      'l/a.yaml': ['old a', 'new a'],
      'l/gone.yaml': ['old gone', undefined],
      'l/x/b.yaml': ['old b', 'new b'],
      'l/y/c.yaml': ['new c', undefined],
    };
    let operation = 0;
    for (let killed = true; killed; operation++) {
      fs.rmSync(root, { recursive: true, force: true });
      fs.mkdirSync(root);
      write(old);
      const { signal, stderr, status } = spawnSync(
        process.execPath,
        [...start, outdir, JSON.stringify(next), String(operation)],
        { encoding: 'utf8' },
      );
      killed = signal === 'SIGKILL';
      if (!killed) expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      const found = contents();
      for (const [file, texts] of Object.entries(allowed)) expect(texts).toContain(found[file]);
      const check = new ComparingSink(outdir);
      for (const [file, text] of Object.entries(next)) check.put(`l/${file}`, Buffer.from(text));
      check.complete('l', { files: Object.keys(next) });
      const complete =
        JSON.stringify(found) ===
        JSON.stringify({
          'l/.synth.json': list(...Object.keys(next)),
          'l/a.yaml': 'new a',
          'l/x/b.yaml': 'new b',
          'l/y/c.yaml': 'new c',
        });
      if (!complete) expect(check.differences).not.toEqual([]);
      write(next);
      expect(contents()).toEqual({
        'l/.synth.json': list(...Object.keys(next)),
        'l/a.yaml': 'new a',
        'l/x/b.yaml': 'new b',
        'l/y/c.yaml': 'new c',
      });
    }
    // every operation on the file system was hit once
    expect(operation).toBeGreaterThan(15);
  }, 60_000);
});

describe('two processes at once', () => {
  it('write one after the other', async () => {
    const run = (text: string): Promise<number | null> => {
      const files = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`f${i}.yaml`, text]));
      return new Promise(resolve =>
        spawn(process.execPath, [...start, outdir, JSON.stringify(files), '-1']).on('exit', resolve),
      );
    };
    expect(await Promise.all([run('one'), run('two'), run('three')])).toEqual([0, 0, 0]);
    const { 'l/.synth.json': _, ...files } = contents();
    expect(new Set(Object.values(files)).size).toBe(1);
    expect(Object.keys(files)).toHaveLength(50);
  }, 30_000);
});

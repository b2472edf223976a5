import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { Landscape } from '../../lib';
import { CheckingRun } from '../../lib/synth/checking-run';
import { setRun, WritingRun } from '../../lib/synth/run';

let folder: string;
let said: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'synth-run-'));
  said = '';
});
afterEach(() => {
  setRun(undefined);
  process.exitCode = undefined;
  fs.rmSync(folder, { recursive: true, force: true });
});

function landscape(name: string, outdir = 'dist'): Landscape {
  const root = new Landscape({ name, gardener: '1.150.0', domain: 'example.org', outdir: path.join(folder, outdir) });
  const metadata = { name: 'a', namespace: 'test' };
  new ApiObject(new Chart(root, 'unit'), 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata });
  return root;
}

/** One process: an app with these landscapes; returns its exit code. */
function run(
  landscapes: readonly Landscape[],
  options: { readonly allowEmpty?: boolean } = {},
): typeof process.exitCode {
  process.exitCode = 0;
  const writing = new WritingRun({ ...options, deferred: true, print: text => void (said += text) });
  setRun(writing);
  for (const one of landscapes) one.synth();
  writing.end(true);
  return exitCode();
}

function differences(landscapes: readonly Landscape[]): readonly string[] {
  const checking = new CheckingRun();
  setRun(checking);
  for (const one of landscapes) one.synth();
  return checking.differences.map(({ file, what }) => `${path.relative(folder, path.resolve(file))}: ${what}`);
}

const exitCode = (): typeof process.exitCode => process.exitCode;

const inFolder = (...names: string[]): boolean => fs.existsSync(path.join(folder, ...names));

describe('one run of an app', () => {
  it('refuses two landscapes of one name, which would delete the files of each other', () => {
    expect(run([landscape('l'), landscape('l')])).toBe(1);
    expect(said).toContain('two landscapes of the app have the name "l"\n');
    expect(inFolder('dist/l')).toBe(false);
  });

  it.each(['..', '../l', '/l', '', 'a/b', '.git', 'preview', 'x y'])('refuses to call a landscape %j', name => {
    expect(run([landscape(name)])).toBe(1);
    expect(said).toContain(`a landscape cannot be called "${name}": the name `);
    expect(fs.readdirSync(folder).filter(file => !file.startsWith('.'))).toEqual([]);
  });

  it('may synthesize one landscape twice', () => {
    const one = landscape('l');
    expect(run([one, one])).toBe(0);
    expect(inFolder('dist/l/runtime/unit/unit.yaml')).toBe(true);
  });

  it('writes each landscape to the folder that it names', () => {
    expect(run([landscape('l', 'here'), landscape('l', 'there')])).toBe(0);
    expect([inFolder('here/l/.synth.json'), inFolder('there/l/.synth.json')]).toEqual([true, true]);
  });

  it('fails when the app synthesizes nothing', () => {
    expect(run([])).toBe(1);
    expect(said).toBe('the app ended without synthesizing anything: call synth() of its landscape\n');
    expect(differences([])).toHaveLength(1);
  });

  it('fails when the app builds a landscape that it never synthesizes, and leaves the output as it was', () => {
    const forgotten = landscape('m');
    expect(run([landscape('l')])).toBe(1);
    expect(said).toContain('m: the app builds this landscape and never calls its synth()\n');
    expect(inFolder('dist')).toBe(false);
    expect(differences([landscape('l')])[0]).toMatch(/m: the app builds this landscape and never calls its synth\(\)$/);
    forgotten.render();
    expect(run([landscape('l')])).toBe(0);
  });

  it('tells of a landscape that is gone, and deletes it when it is allowed to', () => {
    run([landscape('l'), landscape('gone')]);
    fs.writeFileSync(path.join(folder, 'dist/gone/by-hand.txt'), '');
    expect(run([landscape('l')])).toBe(0);
    expect(said).toMatch(
      /dist\/gone was written by an earlier synth, and no landscape .*"synth --allow-empty" deletes it\n$/,
    );
    expect(inFolder('dist/gone/.synth.json')).toBe(true);
    expect(differences([landscape('l')])).toEqual([
      'dist/gone: was written by an earlier synth, and no landscape of the app has this name any more',
    ]);

    expect(run([landscape('l')], { allowEmpty: true })).toBe(0);
    expect(fs.readdirSync(path.join(folder, 'dist/gone'))).toEqual(['by-hand.txt']);
    expect(differences([landscape('l')])).toEqual([]);
  });
});

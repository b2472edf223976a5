import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { UsageError } from '../../lib/cli/command';
import { writeOwnFolder } from '../../lib/cli/own-folder';

let folder: string;
beforeEach(() => {
  folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'own-')), 'schemas');
});
afterEach(() => fs.rmSync(path.dirname(folder), { recursive: true, force: true }));

const a = { path: 'a.json', text: '{}\n' };
const b = { path: 'below/b.json', text: '[]\n' };
const write = (files: readonly { path: string; text: string }[], force = false) => writeOwnFolder(folder, files, force);
const present = (): string[] => fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

test('a folder that is not there is made, and written again only where it differs', () => {
  expect(write([a, b])).toEqual({ written: 2, deleted: 0, unchanged: 0 });
  expect(write([a, { ...b, text: '1\n' }])).toEqual({ written: 1, deleted: 0, unchanged: 1 });
  expect(fs.readFileSync(path.join(folder, 'below/b.json'), 'utf8')).toBe('1\n');
});

test('what is no longer wanted is deleted, with the folder that it leaves empty', () => {
  write([a, b]);
  expect(write([a])).toEqual({ written: 0, deleted: 1, unchanged: 1 });
  expect(present()).toEqual(['.cdk8s-gardener.json', 'a.json']);
});

test('a folder with files of others is left alone', () => {
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, 'a.json'), 'mine');
  expect(() => write([a])).toThrow(
    new UsageError(
      `${folder} holds files that this command did not write: choose an empty folder, or replace them with --force`,
    ),
  );
  expect(fs.readFileSync(path.join(folder, 'a.json'), 'utf8')).toBe('mine');
  write([a], true);
  expect(fs.readFileSync(path.join(folder, 'a.json'), 'utf8')).toBe('{}\n');
});

test('a file that somebody added is never replaced and never deleted', () => {
  write([a]);
  fs.mkdirSync(path.join(folder, 'below'));
  fs.writeFileSync(path.join(folder, 'below/b.json'), 'mine');
  expect(() => write([a, b])).toThrow('below/b.json is in the way');
  write([]);
  expect(present()).toEqual(['.cdk8s-gardener.json', 'below', 'below/b.json']);
});

test('a list that was tampered with deletes nothing elsewhere', () => {
  write([a]);
  const outside = path.join(path.dirname(folder), 'outside');
  fs.writeFileSync(outside, 'mine');
  fs.writeFileSync(path.join(folder, '.cdk8s-gardener.json'), JSON.stringify({ files: ['../outside', outside] }));
  write([]);
  expect(fs.existsSync(outside)).toBe(true);
});

test('a path that is no folder is wrong usage', () => {
  fs.writeFileSync(folder, '');
  expect(() => write([a])).toThrow(UsageError);
});

import * as fs from 'node:fs';
import * as path from 'node:path';
import { UsageError } from './command';
import { makeFolder } from './make-folder';

/** A file to write: its path below the folder, with forward slashes, and its text. */
export interface OwnFile {
  readonly path: string;
  readonly text: string;
}

/** What happened in a folder. */
export interface FolderChanges {
  readonly written: number;
  readonly deleted: number;
  readonly unchanged: number;
}

/** Names the files of a folder that are ours; without it nothing in the folder is. */
const listName = '.cdk8s-gardener.json';

/**
 * Makes a folder hold the given files: writes what differs and deletes what an earlier call wrote and this one does not. Files of others are left
 * alone. When a write is cut off, the next one finishes it.
 *
 * @param force files of others are replaced where they are in the way
 * @throws UsageError when the folder holds files, and none of them is ours; when a file of others is in the way; when the folder cannot be written
 */
export function writeOwnFolder(folder: string, files: readonly OwnFile[], force: boolean): FolderChanges {
  try {
    const before = ownFiles(folder);
    if (!force) refuseForeign(folder, files, before);
    const paths = files.map(file => file.path);
    const stale = [...before].filter(file => !paths.includes(file));
    makeFolder(folder);
    writeList(folder, [...stale, ...paths]);
    const written = files.filter(file => writeIfChanged(folder, file)).length;
    for (const file of stale) remove(folder, file);
    writeList(folder, paths);
    return { written, deleted: stale.length, unchanged: files.length - written };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : new UsageError(`${folder} cannot be written: ${message}`);
  }
}

/** The files that an earlier call wrote. */
function ownFiles(folder: string): ReadonlySet<string> {
  const list = path.join(folder, listName);
  if (!fs.existsSync(list)) return new Set();
  try {
    const { files } = JSON.parse(fs.readFileSync(list, 'utf8')) as { readonly files: readonly string[] };
    return new Set(files.filter(isInside));
  } catch {
    throw new UsageError(`${list} is damaged: remove the folder and write it again`);
  }
}

/** A list that somebody edited must not make us delete elsewhere. */
function isInside(file: unknown): file is string {
  return typeof file === 'string' && !path.isAbsolute(file) && !file.split(/[\\/]/).includes('..');
}

function refuseForeign(folder: string, files: readonly OwnFile[], before: ReadonlySet<string>): void {
  const present = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  if (present.length > 0 && !present.includes(listName))
    throw new UsageError(
      `${folder} holds files that this command did not write: choose an empty folder, or replace them with --force`,
    );
  const foreign = files.find(file => !before.has(file.path) && fs.existsSync(path.join(folder, file.path)));
  if (foreign !== undefined)
    throw new UsageError(`${path.join(folder, foreign.path)} is in the way: move it, or replace it with --force`);
}

function writeIfChanged(folder: string, { path: file, text }: OwnFile): boolean {
  const target = path.join(folder, file);
  if (fs.existsSync(target) && fs.readFileSync(target, 'utf8') === text) return false;
  makeFolder(path.dirname(target));
  fs.writeFileSync(target, text);
  return true;
}

/** Removes a file, and the folders that it leaves empty. */
function remove(folder: string, file: string): void {
  fs.rmSync(path.join(folder, file), { force: true });
  for (let parent = path.dirname(file); parent !== '.'; parent = path.dirname(parent)) {
    const target = path.join(folder, parent);
    if (!fs.existsSync(target) || fs.readdirSync(target).length > 0) return;
    fs.rmdirSync(target);
  }
}

function writeList(folder: string, files: readonly string[]): void {
  const list = { about: 'files that cdk8s-gardener wrote and may delete', files: [...files].sort() };
  fs.writeFileSync(path.join(folder, listName), `${JSON.stringify(list, undefined, 1)}\n`);
}

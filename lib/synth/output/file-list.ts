import * as fs from 'node:fs';
import * as path from 'node:path';
import { OutputError } from './output-error';

/**
 * Name of the file, in the folder of each landscape, that lists what we wrote there. It is committed with dist/: only so does a
 * fresh clone know which files are ours to delete. It holds paths and no content hashes: it changes when files come or go.
 */
export const fileListName = '.synth.json';

/** Files of one landscape, relative to its folder, in the order of code units. */
export interface FileList {
  readonly files: readonly string[];
}

/** The text of a file list. */
export function printFileList({ files }: FileList): string {
  return `${JSON.stringify({ files: [...files].sort() }, null, 1)}\n`;
}

/**
 * The files that an earlier run wrote for a landscape; none when it never ran.
 *
 * @throws OutputError when the list is broken: without it we cannot tell our files from others
 */
export function readFileList(outdir: string, landscape: string): FileList {
  const file = path.join(outdir, landscape, fileListName);
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { files: [] };
    throw new OutputError(`cannot read ${file}: ${(error as Error).message}`, { cause: error });
  }
  const list = parse(text);
  if (list === undefined) throw new OutputError(`${file} is damaged (a merge conflict?); restore it from Git`);
  return list;
}

/** The landscapes in an output folder that we wrote, sorted. */
export function writtenLandscapes(outdir: string): readonly string[] {
  let names: readonly string[];
  try {
    names = fs.readdirSync(outdir);
  } catch {
    return [];
  }
  return names.filter(name => fs.existsSync(path.join(outdir, name, fileListName))).sort();
}

function parse(text: string): FileList | undefined {
  try {
    const { files } = JSON.parse(text) as { files?: unknown };
    const valid = Array.isArray(files) && files.every(file => typeof file === 'string' && staysInside(file));
    return valid ? { files: files as string[] } : undefined;
  } catch {
    return undefined;
  }
}

/** A list that was tampered with must never make us delete a file elsewhere. */
function staysInside(file: string): boolean {
  return file !== '' && !path.isAbsolute(file) && !file.split(/[\\/]/).includes('..');
}

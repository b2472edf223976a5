import * as fs from 'node:fs';
import * as path from 'node:path';
import { UsageError } from './command';
import { makeFolder } from './make-folder';

/** What became of files that were to be added to a folder. */
export interface AddedFiles {
  readonly added: readonly string[];
  /** There before, whatever they hold. */
  readonly left: readonly string[];
}

/**
 * Adds files to a folder where they are missing; nothing that is there is ever changed, links included.
 *
 * @throws UsageError when the folder cannot be written
 */
export function addMissingFiles(
  folder: string,
  files: readonly { readonly path: string; readonly text: string }[],
): AddedFiles {
  const added: string[] = [];
  const left: string[] = [];
  for (const { path: file, text } of files) (addIfMissing(path.join(folder, file), text) ? added : left).push(file);
  return { added, left };
}

function addIfMissing(file: string, text: string): boolean {
  try {
    makeFolder(path.dirname(file));
    if (fs.lstatSync(file, { throwIfNoEntry: false }) !== undefined) return false;
    fs.writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${(error as Error).message}`);
  }
}

import * as fs from 'node:fs';
import * as path from 'node:path';
import { UsageError } from './command';
import { makeFolder } from './make-folder';

/** Whether a file holds a text already. */
export function holdsText(file: string, text: string): boolean {
  return fs.existsSync(file) && fs.statSync(file).isFile() && fs.readFileSync(file, 'utf8') === text;
}

/**
 * Writes a file of ours, which begins with a header. A file of somebody else is never replaced.
 *
 * @throws UsageError when there is such a file, or when the place cannot be written
 */
export function writeOwnFile(file: string, header: string, text: string): void {
  try {
    if (fs.existsSync(file) && !isOwn(file, header))
      throw new UsageError(`${file} was not written by this command: remove it, or choose another name`);
    makeFolder(path.dirname(file));
    const temporary = `${file}.${process.pid}`;
    fs.writeFileSync(temporary, text);
    fs.renameSync(temporary, file);
  } catch (error) {
    throw error instanceof UsageError
      ? error
      : new UsageError(`${file} cannot be written: ${(error as Error).message}`);
  }
}

function isOwn(file: string, header: string): boolean {
  return fs.statSync(file).isFile() && fs.readFileSync(file, 'utf8').startsWith(header);
}

import * as fs from 'node:fs';
import * as path from 'node:path';

/**
 * Makes a folder with those above it. Node's own way never returns below folders that refuse with "no such file", as those of /proc do.
 *
 * @throws the error of the file system for the first folder that cannot be made
 */
export function makeFolder(folder: string): void {
  const missing: string[] = [];
  for (let at = path.resolve(folder); !fs.existsSync(at) && at !== path.dirname(at); at = path.dirname(at))
    missing.push(at);
  for (const at of missing.reverse()) fs.mkdirSync(at);
}

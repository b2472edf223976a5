import * as fs from 'node:fs';
import * as path from 'node:path';
import { explained, OutputError } from './output-error';

/**
 * Refuses a write that is sure to fail half-way: a file where a folder must be, a link that leads nowhere, a folder that may not be written.
 * Looked at before the first file is moved, so that nothing has changed when the user reads of it.
 *
 * @param targets files below `outdir` that are going to be moved into place or deleted
 * @throws OutputError that names the first obstacle
 */
export function refuseObstacles(outdir: string, targets: Iterable<string>): void {
  const folders = new Set<string>();
  for (const target of targets) folders.add(path.dirname(target));
  const known = new Set<string>();
  for (const folder of folders) refuseObstacle(path.join(outdir, folder), { outdir, known });
}

interface Search {
  readonly outdir: string;
  readonly known: Set<string>;
}

/** From the output folder down: what does not exist can be made in a folder that does. */
function refuseObstacle(folder: string, { outdir, known }: Search): void {
  if (known.has(folder)) return;
  known.add(folder);
  const parent = path.dirname(folder);
  if (folder !== outdir && parent !== folder) refuseObstacle(parent, { outdir, known });
  const link = fs.lstatSync(folder, { throwIfNoEntry: false });
  const stat = fs.statSync(folder, { throwIfNoEntry: false });
  if (stat?.isDirectory() === true)
    return explained(`cannot write ${folder}`, () => fs.accessSync(folder, fs.constants.W_OK | fs.constants.X_OK));
  if (link !== undefined)
    throw new OutputError(
      `cannot write ${folder}: ${stat === undefined ? 'it is a link that leads nowhere' : 'a file is where a folder must be'}; move it away`,
    );
}

import * as path from 'node:path';

/**
 * Folder for what a synth needs to remember beside its output: lock, journal, staged files, stat cache, verdicts. It lies next to the
 * output folder, so that a staged file can be moved into place by a rename, and is never committed.
 */
export const stateFolderName = '.cdk8s-gardener';

/** Paths of the state of one output folder. */
export interface StatePaths {
  readonly folder: string;
  readonly lock: string;
  readonly journal: string;
  readonly stage: string;
  readonly statCache: string;
  /** Folder of what was found in each landscape. */
  readonly verdicts: string;
}

/** State of `outdir`, for example `dist`. */
export function statePaths(outdir: string): StatePaths {
  const absolute = path.resolve(outdir);
  const folder = path.join(path.dirname(absolute), stateFolderName, path.basename(absolute));
  return {
    folder,
    lock: path.join(folder, 'lock'),
    journal: path.join(folder, 'journal.json'),
    stage: path.join(folder, 'stage'),
    statCache: path.join(folder, 'stat-cache.json'),
    verdicts: path.join(folder, 'verdicts'),
  };
}

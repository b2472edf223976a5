import * as fs from 'node:fs';
import * as path from 'node:path';
import { explained, OutputError } from './output-error';
import type { StatePaths } from './state';

/**
 * What a write is about to do, complete before it begins: moves of finished files into place, then deletions. A write that was
 * cut off is repeated from it; every step can be repeated.
 */
export interface Journal {
  readonly outdir: string;
  /** Staged file (absolute) and its place below `outdir`. */
  readonly moves: readonly (readonly [staged: string, target: string])[];
  /** Files below `outdir`. */
  readonly deletions: readonly string[];
}

/** Whether an earlier write was cut off. */
export function isCutOff({ journal }: StatePaths): boolean {
  return fs.existsSync(journal);
}

/** Writes the journal, carries it out, removes it. */
export function carryOut(state: StatePaths, journal: Journal): void {
  explained(`cannot write ${state.journal}`, () => {
    const temporary = `${state.journal}.tmp`;
    const descriptor = fs.openSync(temporary, 'w');
    fs.writeFileSync(descriptor, JSON.stringify(journal));
    fs.fsyncSync(descriptor);
    fs.closeSync(descriptor);
    fs.renameSync(temporary, state.journal);
  });
  perform(journal);
  fs.rmSync(state.journal, { force: true });
}

/** Finishes a write that was cut off. Nothing happens when there is none. */
export function recover(state: StatePaths): void {
  if (!isCutOff(state)) return;
  let journal: Journal;
  try {
    journal = JSON.parse(fs.readFileSync(state.journal, 'utf8')) as Journal;
  } catch (error) {
    throw new OutputError(`cannot read ${state.journal}; delete it to start over`, { cause: error });
  }
  perform(journal);
  fs.rmSync(state.journal, { force: true });
}

function perform({ outdir, moves, deletions }: Journal): void {
  const made = new Set<string>();
  for (const [staged, target] of moves) {
    const file = path.join(outdir, target);
    explained(`cannot write ${file}`, () => move(staged, file, made));
  }
  for (const target of deletions) {
    const file = path.join(outdir, target);
    explained(`cannot delete ${file}`, () => fs.rmSync(file, { force: true }));
  }
  removeEmptyFolders(outdir, deletions);
}

function move(staged: string, file: string, made: Set<string>): void {
  const folder = path.dirname(file);
  if (!made.has(folder)) fs.mkdirSync(folder, { recursive: true });
  made.add(folder);
  try {
    fs.renameSync(staged, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EXDEV') copy(staged, file);
    // moved already before the write was cut off; what somebody has deleted since is rendered anew by every run
    else if (code !== 'ENOENT' || fs.existsSync(staged)) throw error;
  }
}

/** The output folder, or one in it, lies on another disk: the copy gets its name when it is complete. */
function copy(staged: string, file: string): void {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.tmp`);
  try {
    fs.copyFileSync(staged, temporary);
    fs.renameSync(temporary, file);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
  fs.rmSync(staged, { force: true });
}

/** Removes the folders that deletions left empty, deepest first, never `outdir` itself. */
function removeEmptyFolders(outdir: string, deletions: readonly string[]): void {
  const folders = new Set<string>();
  for (const target of deletions) {
    for (let folder = path.dirname(target); folder !== '.'; folder = path.dirname(folder)) folders.add(folder);
  }
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) {
    try {
      fs.rmdirSync(path.join(outdir, folder));
    } catch {
      // not empty, or gone already
    }
  }
}

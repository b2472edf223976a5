import { hash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { fileListName, printFileList, readFileList, writtenLandscapes, type FileList } from './file-list';
import { carryOut, isCutOff, recover } from './journal';
import { OutputLock } from './lock';
import { refuseObstacles } from './obstacles';
import { explained, OutputError } from './output-error';
import type { Sink } from './sink';
import { StatCache } from './stat-cache';
import { statePaths, type StatePaths } from './state';

/** What a write would do, or did. */
export interface Changes {
  readonly written: readonly string[];
  readonly deleted: readonly string[];
  readonly unchanged: number;
}

/** How far a run may go. */
export interface OutputOptions {
  /** A landscape that renders no object may delete the files that it wrote before. @default false */
  readonly allowEmpty?: boolean;
}

/**
 * An output folder that is written in two phases. `put` compares and stages; nothing in the folder changes until `commit`, which
 * moves finished files into place: each file is old or new at any moment, and a write that is cut off is finished by the next run.
 */
export class OutputTree implements Sink {
  readonly outdir: string;
  private readonly state: StatePaths;
  private readonly lock: OutputLock;
  private readonly cache: StatCache;
  private readonly options: OutputOptions;
  private readonly moves: [string, string][] = [];
  private readonly deletions: string[] = [];
  private readonly hashes = new Map<string, string>();
  private readonly ours = new Map<string, ReadonlySet<string>>();
  private readonly completed = new Set<string>();
  private unchanged = 0;

  /** @throws OutputError when the folder cannot be had */
  constructor(outdir: string, options: OutputOptions = {}) {
    this.outdir = path.resolve(outdir);
    this.options = options;
    this.state = statePaths(outdir);
    this.lock = OutputLock.acquire(this.state);
    try {
      recover(this.state);
      explained(`cannot prepare ${this.state.stage}`, () => {
        fs.rmSync(this.state.stage, { recursive: true, force: true });
        fs.mkdirSync(this.state.stage, { recursive: true });
      });
    } catch (error) {
      this.lock.release();
      throw error;
    }
    this.cache = StatCache.open(this.state);
  }

  put(file: string, content: Buffer): void {
    const digest = hash('sha1', content, 'base64');
    const target = path.join(this.outdir, file);
    this.hashes.set(file, digest);
    if (this.cache.holds(file, target, digest)) {
      this.unchanged += 1;
      return;
    }
    const existing = readIfFile(target);
    if (existing?.equals(content)) {
      this.cache.note(file, target, digest);
      this.unchanged += 1;
      return;
    }
    if (existing !== undefined && !this.isOurs(file))
      throw new OutputError(`${target} exists and was not written by a synth; move it away`);
    const staged = path.join(this.state.stage, String(this.moves.length));
    explained(`cannot write ${staged}`, () => fs.writeFileSync(staged, content));
    this.moves.push([staged, file]);
  }

  complete(landscape: string, list: FileList): void {
    const before = readFileList(this.outdir, landscape);
    if (list.files.length === 0 && before.files.length > 0 && this.options.allowEmpty !== true)
      throw new OutputError(
        `the app adds nothing to "${landscape}", which would delete ${before.files.length} files; allow it with --allow-empty`,
      );
    const current = new Set(list.files);
    this.completed.add(landscape);
    this.put(`${landscape}/${fileListName}`, Buffer.from(printFileList(list)));
    for (const file of before.files) if (!current.has(file)) this.deletions.push(`${landscape}/${file}`);
  }

  /** Landscapes that an earlier run wrote and this one does not have. */
  absent(): readonly string[] {
    return writtenLandscapes(this.outdir).filter(landscape => !this.completed.has(landscape));
  }

  /** Deletes what earlier runs wrote for a landscape. */
  remove(landscape: string): void {
    const { files } = readFileList(this.outdir, landscape);
    for (const file of [...files, fileListName]) this.deletions.push(`${landscape}/${file}`);
  }

  /**
   * Moves everything into place.
   *
   * @throws OutputError when the disk refuses; the next run then finishes
   */
  commit(): Changes {
    try {
      const deletions = this.deletions.filter(file => fs.existsSync(path.join(this.outdir, file)));
      if (this.moves.length > 0 || deletions.length > 0) {
        refuseObstacles(this.outdir, [...this.moves.map(([, file]) => file), ...deletions]);
        carryOut(this.state, { outdir: this.outdir, moves: this.moves, deletions });
        for (const [, file] of this.moves)
          this.cache.note(file, path.join(this.outdir, file), this.hashes.get(file) ?? '');
      }
      this.cache.save();
      return { written: this.moves.map(([, file]) => file), deleted: deletions, unchanged: this.unchanged };
    } finally {
      this.discard();
    }
  }

  /** Lets go without a change. What a journal still needs stays: the next run finishes from it. */
  discard(): void {
    if (!isCutOff(this.state)) fs.rmSync(this.state.stage, { recursive: true, force: true });
    this.lock.release();
  }

  private isOurs(file: string): boolean {
    const slash = file.indexOf('/');
    const landscape = slash < 0 ? '' : file.slice(0, slash);
    let files = this.ours.get(landscape);
    if (files === undefined) {
      files = new Set(readFileList(this.outdir, landscape).files);
      this.ours.set(landscape, files);
    }
    const inside = file.slice(slash + 1);
    return inside === fileListName || files.has(inside);
  }
}

function readIfFile(file: string): Buffer | undefined {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return explained(`cannot read ${file}`, () => {
      throw error;
    });
  }
}

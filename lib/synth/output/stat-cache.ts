import * as fs from 'node:fs';
import type { StatePaths } from './state';

/** Hash of a file's content, with what tells that the file was not touched since. */
type Entry = readonly [hash: string, size: number, modified: string, changed: string, inode: string];

interface Stored {
  readonly version: number;
  /** When the cache was written, in nanoseconds. */
  readonly written: string;
  readonly files: Readonly<Record<string, Entry>>;
}

/**
 * Remembers what the files on disk hold, so that a synth that changes nothing reads none of them. Like git's index it trusts
 * size, times and inode, except of files that were touched after the cache was written.
 */
export class StatCache {
  private readonly file: string;
  private readonly known: ReadonlyMap<string, Entry>;
  private readonly written: bigint;
  private readonly next = new Map<string, Entry>();

  private constructor(file: string, stored: Stored | undefined) {
    this.file = file;
    this.known = new Map(Object.entries(stored?.files ?? {}));
    this.written = BigInt(stored?.written ?? 0);
  }

  static open({ statCache }: StatePaths): StatCache {
    try {
      const stored = JSON.parse(fs.readFileSync(statCache, 'utf8')) as Stored;
      return new StatCache(statCache, stored.version === 1 ? stored : undefined);
    } catch {
      return new StatCache(statCache, undefined); // no cache, or none that we can read
    }
  }

  /** Whether the file surely holds the content with that hash. */
  holds(key: string, file: string, hash: string): boolean {
    const entry = this.known.get(key);
    if (entry?.[0] !== hash) return false;
    const stat = statOf(file);
    if (stat === undefined || stat.ctimeNs >= this.written || !sameStat(entry, stat)) return false;
    this.next.set(key, entry);
    return true;
  }

  /** Notes what a file holds now. */
  note(key: string, file: string, hash: string): void {
    const stat = statOf(file);
    if (stat !== undefined)
      this.next.set(key, [hash, Number(stat.size), String(stat.mtimeNs), String(stat.ctimeNs), String(stat.ino)]);
  }

  /** Stores the cache for the next run; a failure costs only time. */
  save(): void {
    // a fresh file's time is the file system's own clock, which is what the entries are compared with
    try {
      fs.writeFileSync(this.file, '');
      const written = String(fs.lstatSync(this.file, { bigint: true }).ctimeNs);
      const stored: Stored = { version: 1, written, files: Object.fromEntries(this.next) };
      fs.writeFileSync(this.file, JSON.stringify(stored));
    } catch {
      fs.rmSync(this.file, { force: true });
    }
  }
}

function sameStat([, size, modified, changed, inode]: Entry, stat: fs.BigIntStats): boolean {
  return (
    stat.isFile() &&
    Number(stat.size) === size &&
    String(stat.mtimeNs) === modified &&
    String(stat.ctimeNs) === changed &&
    String(stat.ino) === inode
  );
}

/** Undefined where a part of the path is a file, too. */
function statOf(file: string): fs.BigIntStats | undefined {
  try {
    return fs.lstatSync(file, { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

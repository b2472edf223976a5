import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Script } from 'node:vm';

/**
 * Compiled code on disk, below `node_modules/.cache/` of the project that runs. The folder belongs to whoever may change
 * the project's dependencies, so that code from it is trusted as they are; without such a folder nothing is cached.
 */
export class CodeCache {
  private readonly pending = new Map<string, Script>();
  /** Undefined when nothing is cached. */
  readonly folder: string | undefined;

  /** `start` is the folder from which the project is looked for, upwards; without a project there, that of this package is used. */
  constructor(start: string) {
    const modules = modulesAbove(start) ?? modulesAbove(__dirname);
    this.folder = modules === undefined || isForeign(modules) ? undefined : join(modules, '.cache', 'cdk8s-gardener');
  }

  read(name: string): Buffer | undefined {
    if (this.folder === undefined) return undefined;
    try {
      return readFileSync(join(this.folder, name));
    } catch {
      return undefined;
    }
  }

  /** What a script is compiled to is written when the process ends: until then functions are compiled when they are first called. */
  writeAtExit(name: string, script: Script): void {
    if (this.folder === undefined) return;
    if (this.pending.size === 0) process.once('exit', () => this.writePending());
    this.pending.set(name, script);
  }

  private writePending(): void {
    for (const [name, script] of this.pending) this.write(name, script.createCachedData());
  }

  /** Written beside and renamed, so that another process never sees half a file; a cache that cannot be written is no error. */
  write(name: string, content: string | Buffer): void {
    if (this.folder === undefined) return;
    const file = join(this.folder, name);
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.${process.pid}`, content);
      renameSync(`${file}.${process.pid}`, file);
    } catch {
      // read-only installations compile in memory
    }
  }
}

function modulesAbove(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules');
    if (existsSync(modules)) return modules;
    if (folder === dirname(folder)) return undefined;
  }
}

/** Code is neither read from nor written to a folder that somebody else may change. */
function isForeign(folder: string): boolean {
  if (process.platform === 'win32') return false;
  const { mode, uid } = statSync(folder);
  return (mode & 0o002) !== 0 || (uid !== 0 && uid !== process.getuid?.());
}

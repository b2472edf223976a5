import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import { explained, OutputError } from './output-error';
import type { StatePaths } from './state';

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly token: string;
}

/** One run at a time writes an output folder. */
export class OutputLock {
  private readonly file: string;
  private readonly token: string;

  private constructor(file: string, token: string) {
    this.file = file;
    this.token = token;
  }

  /**
   * Takes the lock; waits for another run that holds it.
   *
   * @throws OutputError that names the holder when it does not let go in time
   */
  static acquire({ folder, lock }: StatePaths, waitMilliseconds = 60_000): OutputLock {
    explained(`cannot create ${folder}`, () => fs.mkdirSync(folder, { recursive: true }));
    const holder: Holder = { pid: process.pid, host: os.hostname(), token: randomUUID() };
    const deadline = Date.now() + waitMilliseconds;
    while (!create(lock, holder)) {
      const other = readHolder(lock);
      if (other !== undefined && isGone(other)) takeOver(lock, other);
      else if (Date.now() > deadline)
        throw new OutputError(
          `another synth (process ${other?.pid ?? 'unknown'} on ${other?.host ?? 'unknown'}) holds ${lock}; if it is gone, delete that file`,
        );
      else pause(25);
    }
    return new OutputLock(lock, holder.token);
  }

  release(): void {
    if (readHolder(this.file)?.token === this.token) fs.rmSync(this.file, { force: true });
  }
}

function create(file: string, holder: Holder): boolean {
  try {
    fs.writeFileSync(file, JSON.stringify(holder), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    return explained(`cannot create ${file}`, () => {
      throw error;
    });
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined; // released, or not yet written, between our two looks
  }
}

function isGone({ pid, host }: Holder): boolean {
  if (host !== os.hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Moves a dead run's lock aside, and puts it back when in between somebody else took it over. */
function takeOver(file: string, dead: Holder): void {
  const aside = `${file}.${process.pid}`;
  try {
    fs.renameSync(file, aside);
    if (readHolder(aside)?.token !== dead.token) fs.linkSync(aside, file);
  } catch {
    // somebody else was faster
  }
  fs.rmSync(aside, { force: true });
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

import type { WriteStream } from 'node:tty';

/** Work that is done sooner needs no progress. Milliseconds. */
const patience = 1000;
/** Milliseconds between two lines. */
const pause = 100;

const eraseLine = '\r\u001b[2K';

/** One line on a terminal that says what takes so long; nothing where nobody looks. */
export class Progress {
  private readonly stream: Pick<WriteStream, 'isTTY' | 'write'>;
  private readonly now: () => number;
  private next: number;
  private shown = false;

  constructor(
    stream: Pick<WriteStream, 'isTTY' | 'write'> = process.stderr,
    now: () => number = () => performance.now(),
  ) {
    this.stream = stream;
    this.now = now;
    this.next = now() + patience;
  }

  /** Says what is being done, when that has taken a while. */
  tell(what: string): void {
    if (!this.stream.isTTY || this.now() < this.next) return;
    this.announce(what);
  }

  /** Says at once what will take a while. */
  announce(what: string): void {
    if (!this.stream.isTTY) return;
    this.stream.write(`${eraseLine}${what}`);
    this.shown = true;
    this.next = this.now() + pause;
  }

  /** Takes the line away. */
  end(): void {
    if (this.shown) this.stream.write(eraseLine);
    this.shown = false;
  }
}

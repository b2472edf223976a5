import type { FileList } from './file-list';

/** Takes the rendered files of a synth, one by one. */
export interface Sink {
  /** Takes one file; the path is relative to the output folder, with forward slashes. The buffer may be reused afterwards. */
  put(file: string, content: Buffer): void;
  /** All files of one landscape were put: what the landscape wrote before and does not have any more is stale. */
  complete(landscape: string, files: FileList): void;
}

/** Keeps the files in memory: for tests, and for callers that want the text. */
export class MemorySink implements Sink {
  readonly files = new Map<string, string>();

  put(file: string, content: Buffer): void {
    this.files.set(file, content.toString('utf8'));
  }

  complete(): void {
    // nothing on disk can be stale
  }
}

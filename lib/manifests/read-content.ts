import * as fs from 'node:fs';
import { problemText } from './problem-text';

/** What a file holds, or why it cannot be read. */
export type Content = { readonly bytes: Uint8Array } | { readonly problem: string };

/** Larger files are no manifests; reading them would only take memory. */
const largestFile = 64 * 1024 * 1024;

/** A named pipe without a writer, or a log of the kernel, would be waited for. */
const withoutWaiting = fs.constants.O_RDONLY | fs.constants.O_NONBLOCK;

/** Reads a file by its path, or what comes through an open descriptor. Never throws. */
export function readContent(source: string | number): Content {
  let descriptor: number | undefined;
  try {
    descriptor = typeof source === 'number' ? source : fs.openSync(source, withoutWaiting);
    const stat = fs.fstatSync(descriptor);
    if (stat.isFile() && stat.size > largestFile) return tooLarge(`${Math.round(stat.size / 1024 / 1024)} MB`);
    return stat.isFile() ? { bytes: fs.readFileSync(descriptor) } : readStream(descriptor);
  } catch (error) {
    return { problem: problemText(error) };
  } finally {
    if (descriptor !== undefined && descriptor !== source) fs.closeSync(descriptor);
  }
}

/** Reads a pipe to its end. */
function readStream(descriptor: number): Content {
  const chunks: Buffer[] = [];
  for (let size = 0; size <= largestFile;) {
    const chunk = Buffer.allocUnsafe(256 * 1024);
    const length = readChunk(descriptor, chunk);
    if (length === 0) return { bytes: Buffer.concat(chunks) };
    chunks.push(chunk.subarray(0, length));
    size += length;
  }
  return tooLarge(`${largestFile / 1024 / 1024} MB and more`);
}

/** A descriptor that somebody has set to return at once is asked again until there is something. */
function readChunk(descriptor: number, chunk: Buffer): number {
  for (;;) {
    try {
      return fs.readSync(descriptor, chunk);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function tooLarge(size: string): Content {
  return { problem: `${size}: files of more than ${largestFile / 1024 / 1024} MB are not read` };
}

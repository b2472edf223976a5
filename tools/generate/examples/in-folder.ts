import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Files } from './scene';

/** Does something in a folder of these files, where the process stands meanwhile: findings name files as seen from there. */
export function inFolder<Result>(files: Files, act: () => Result): Result {
  const home = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'example-'));
  try {
    for (const [file, text] of Object.entries(files)) writeText(join(folder, file), text);
    process.chdir(folder);
    return act();
  } finally {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes a file, and the folders above it. */
export function writeText(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

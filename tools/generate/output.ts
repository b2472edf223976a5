import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import type { GeneratedFile, Step } from './step';

/** Writes what differs and deletes the files of the step that it no longer makes. */
export function writeFiles(
  root: string,
  step: Step,
  files: readonly GeneratedFile[],
): { readonly written: number; readonly deleted: number } {
  let written = 0;
  for (const { path, text } of files) {
    const file = join(root, path);
    if (readText(file) === text) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    written++;
  }
  const stale = staleFiles(root, step, files);
  for (const path of stale) rmSync(join(root, path));
  return { written, deleted: stale.length };
}

/** The first place where the committed files are not what the step makes: `path:line: committed, expected`; undefined when equal. */
export function firstDifference(root: string, step: Step, files: readonly GeneratedFile[]): string | undefined {
  for (const { path, text } of files) {
    const committed = readText(join(root, path));
    if (committed === undefined) return `${path} is missing`;
    if (committed !== text) return `${path}:${describeDifference(committed, text)}`;
  }
  const [stale] = staleFiles(root, step, files);
  return stale === undefined ? undefined : `${stale} is no longer generated`;
}

function describeDifference(committed: string, expected: string): string {
  const before = committed.split('\n');
  const after = expected.split('\n');
  const line = after.findIndex((text, position) => before[position] !== text);
  const at = line < 0 ? after.length : line;
  return `${at + 1}: is ${quote(before[at])}, would be ${quote(after[at])}`;
}

const quote = (line: string | undefined): string => (line === undefined ? 'the end of the file' : JSON.stringify(line));

function staleFiles(root: string, step: Step, files: readonly GeneratedFile[]): string[] {
  const wanted = new Set(files.map(({ path }) => path));
  const present = step.folders.flatMap(folder => filesBelow(root, folder));
  return present.filter(path => step.owns(path) && !wanted.has(path)).sort();
}

function filesBelow(root: string, folder: string): string[] {
  const absolute = join(root, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { withFileTypes: true }).flatMap(entry => {
    const path = posix.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(root, path) : [path];
  });
}

function readText(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

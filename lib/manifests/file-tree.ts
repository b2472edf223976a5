import * as fs from 'node:fs';
import * as path from 'node:path';
import { problemText } from './problem-text';

/** A file of a tree, or why a part of the tree cannot be read. */
export type TreeEntry = { readonly file: string } | { readonly file: string; readonly problem: string };

/** Folders that hold no manifests of the user. */
const passedOver = new Set(['.git', 'node_modules', '.cdk8s', '.cdk8s-gardener']);
/** A landscape that a synth rendered holds this list of its files, and predictions in a folder: what controllers will create, and nobody applies. */
const fileList = '.synth.json';
const predictions = 'preview';
/** What a shell makes of `<(helm template ...)`: somebody writes at the other end. */
const descriptor = /^\/dev\/(?:stdin|fd\/\d+)$/;
const manifestName = /\.(?:ya?ml|json)$/i;

/**
 * The YAML and JSON files below paths, sorted, each once: links are followed, loops of links are not. A file that is named itself is read whatever
 * its ending.
 */
export function* manifestFiles(paths: readonly string[]): Iterable<TreeEntry> {
  const seen = new Set<string>();
  for (const start of paths) yield* below(start, seen, true);
}

function* below(file: string, seen: Set<string>, named: boolean): Iterable<TreeEntry> {
  let stat: fs.Stats;
  let real: string;
  try {
    stat = fs.statSync(file);
    real = fs.realpathSync(file);
  } catch (error) {
    yield { file, problem: isDangling(file, error) ? 'the link leads nowhere' : problemText(error) };
    return;
  }
  if (seen.has(real)) return;
  seen.add(real);
  if (!stat.isDirectory()) {
    if (stat.isFile() || (named && descriptor.test(file))) yield { file };
    else yield { file, problem: 'neither a file nor a folder: it is not opened' };
    return;
  }
  let names: string[];
  try {
    names = fs.readdirSync(file).sort();
  } catch (error) {
    yield { file, problem: problemText(error) };
    return;
  }
  const rendered = names.includes(fileList);
  for (const name of names) {
    if (passedOver.has(name) || (rendered && name === predictions)) continue;
    const child = path.join(file, name);
    if (manifestName.test(name) || isFolder(child)) yield* below(child, seen, false);
  }
}

/** A link that leads nowhere or in circles is no folder; it only matters when it has the name of a manifest. */
function isFolder(file: string): boolean {
  try {
    return fs.statSync(file).isDirectory();
  } catch {
    return false;
  }
}

function isDangling(file: string, error: unknown): boolean {
  return (
    (error as NodeJS.ErrnoException).code === 'ENOENT' && fs.lstatSync(file, { throwIfNoEntry: false }) !== undefined
  );
}

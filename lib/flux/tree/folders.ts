import type { ViewObject } from '../../rules/view';

/** Path of a folder by its names; the root has none. */
export type Folder = readonly string[];

/** `./dist/meadow/runtime/` as names. */
export function folderOf(path: string): Folder {
  return path.split('/').filter(segment => segment !== '' && segment !== '.');
}

/** Where an object lies, as far as the tree knows: the folders above it may be missing. */
export interface ObjectFolder {
  readonly folder: Folder;
  /** Names at the beginning without which a path does not mean this folder: those of the cluster. */
  readonly least: number;
  /** The folder is that of a file. */
  readonly isFile: boolean;
}

/** The folder of a file. */
export function fileFolder(file: string): ObjectFolder {
  return { folder: folderOf(file).slice(0, -1), least: 1, isFile: true };
}

/** The folder of an object: that of its file, or of its unit where an app made it. */
export function objectFolder(entry: ViewObject): ObjectFolder {
  const file = entry.origin()?.file ?? '';
  const cluster = folderOf(entry.cluster);
  const unit = [...cluster, ...folderOf(entry.unit)];
  if (/\.(ya?ml|json)$/.test(file)) {
    const folder = folderOf(file).slice(0, -1);
    if (endsWith(folder, unit)) return { folder, least: 1, isFile: true };
  }
  return { folder: unit, least: Math.max(1, cluster.length), isFile: false };
}

/** A file that an app includes lies elsewhere than what is rendered of it. */
function endsWith(folder: Folder, unit: Folder): boolean {
  return unit.every((name, index) => folder[folder.length - unit.length + index] === name);
}

/** Whether a folder lies below a path, both from the root of the repository. */
export function isBelow(path: Folder, folder: Folder): boolean {
  return path.every((name, index) => name === folder[index]);
}

/**
 * How much of a folder a path covers: the number of its names that are at or above the path; undefined when the folder does not lie below
 * it. What lies above the folder may be unknown, because a check may begin inside of the repository: then the end of the path has to be
 * the beginning of the folder.
 */
export function coverage(path: Folder, { folder, least }: ObjectFolder): number | undefined {
  if (path.length === 0) return 0;
  const inside = indexOf(folder, path);
  if (inside !== undefined) return inside + path.length;
  for (let shared = Math.min(path.length, folder.length); shared >= least; shared--)
    if (path.slice(-shared).every((name, index) => name === folder[index])) return shared;
  return undefined;
}

function indexOf(folder: Folder, path: Folder): number | undefined {
  for (let start = 0; start + path.length <= folder.length; start++)
    if (path.every((name, index) => name === folder[start + index])) return start;
  return undefined;
}

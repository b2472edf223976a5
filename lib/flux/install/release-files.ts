import * as fs from 'node:fs';
import * as path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readTar } from '../oci/tar-reader';
import type { ReleaseManifests } from './render';

const gzipMagic = [0x1f, 0x8b] as const;

/**
 * The manifests of a release, from its archive `manifests.tar.gz` or from a folder with its files.
 *
 * @throws Error when the path is neither
 */
export function readRelease(file: string): ReleaseManifests {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) throw new Error(`${file}: there is no such file or folder`);
  const files = stat.isDirectory() ? folderFiles(file) : archiveFiles(file);
  if (files.length === 0) throw new Error(`${file}: there are no manifests in it`);
  return Object.fromEntries(files);
}

type NamedText = readonly [name: string, text: string];

function folderFiles(folder: string): readonly NamedText[] {
  return fs
    .readdirSync(folder)
    .filter(isManifest)
    .sort()
    .map(name => [name, fs.readFileSync(path.join(folder, name), 'utf8')]);
}

function archiveFiles(file: string): readonly NamedText[] {
  const bytes = fs.readFileSync(file);
  const isZipped = gzipMagic.every((byte, index) => bytes[index] === byte);
  const entries = readTar(isZipped ? gunzipSync(bytes) : bytes, file);
  return entries
    .map(({ path: name, content }) => [path.posix.basename(name), Buffer.from(content).toString('utf8')] as const)
    .filter(([name]) => isManifest(name));
}

function isManifest(name: string): boolean {
  return name.endsWith('.yaml');
}

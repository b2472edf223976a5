import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Finding } from '../core/finding';
import { manifestFiles } from './file-tree';
import { readManifests, type ManifestFile } from './manifest-file';
import { problemText } from './problem-text';
import { fileFinding, rule } from './read-rules';

/** Reads one file of manifests that an app names; that it is not there is a finding. */
export function readManifestPath(file: string): ManifestFile {
  let content: Uint8Array;
  try {
    content = fs.readFileSync(file);
  } catch (error) {
    return unreadable(file, problemText(error));
  }
  return readManifests(content, shownPath(file), { exact: true });
}

/** Reads a file of manifests, or all of a folder and the folders in it, sorted by name. */
export function readManifestTree(start: string): readonly ManifestFile[] {
  return [...manifestFiles([start])].map(entry =>
    'problem' in entry ? unreadable(entry.file, entry.problem) : readManifestPath(entry.file),
  );
}

/** Whether a finding says that a file cannot be read at all. */
export function isUnreadable(finding: Finding): boolean {
  return finding.rule === rule['READ-FILE'].id;
}

/** Whether a finding says that a document is no object, and was left out. */
export function isNoObject(finding: Finding): boolean {
  return finding.rule === rule['READ-NO-OBJECT'].id;
}

function unreadable(file: string, message: string): ManifestFile {
  const address = /^[a-z][a-z0-9+.-]+:\/\//i.test(file);
  const details = address
    ? { message: `${file}: an address, and a synth opens no connection`, fix: 'keep a copy of the file in Git' }
    : {
        message: `${file}: ${message}`,
        ...(/[*?{[]/.test(file) && { fix: 'name a file or a folder: patterns mean nothing' }),
      };
  return { objects: [], findings: [fileFinding(rule['READ-FILE'], { file: shownPath(file) }, details)], text: '' };
}

function shownPath(file: string): string {
  return path.relative(process.cwd(), path.resolve(file)).split(path.sep).join('/');
}

import * as fs from 'node:fs';
import * as path from 'node:path';
import { readManifests, type ManifestFile } from './manifest-file';
import { fileFinding, rule } from './read-rules';

/** Reads one file of manifests that an app names; that it is not there is a finding. */
export function readManifestPath(file: string): ManifestFile {
  const shown = path.relative(process.cwd(), path.resolve(file)).split(path.sep).join('/');
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    return {
      objects: [],
      findings: [fileFinding(rule['READ-FILE'], { file: shown }, { message: (error as Error).message })],
      text: '',
    };
  }
  return readManifests(text, shown);
}

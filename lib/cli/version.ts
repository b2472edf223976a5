import * as fs from 'node:fs';
import * as path from 'node:path';

interface Package {
  readonly name?: string;
  readonly version?: string;
}

/** The version of this package: that of the nearest package.json above this file, wherever it was compiled to. */
export function packageVersion(): string {
  for (let folder = __dirname; ; folder = path.dirname(folder)) {
    const { name, version } = read(path.join(folder, 'package.json'));
    if (name === 'cdk8s-gardener' && version !== undefined) return version;
    if (folder === path.dirname(folder)) return 'unknown';
  }
}

function read(file: string): Package {
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Package) : {};
}

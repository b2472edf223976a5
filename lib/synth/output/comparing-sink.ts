import * as fs from 'node:fs';
import * as path from 'node:path';
import { fileListName, printFileList, readFileList, writtenLandscapes, type FileList } from './file-list';
import { isCutOff } from './journal';
import type { Sink } from './sink';
import { statePaths } from './state';

/** The first place where an output folder is not what a synth would write. */
export interface OutputDifference {
  readonly file: string;
  /** `line 12: expected "a", found "b"`, `missing`, `not written by this app any more`, or that a write was cut off. */
  readonly what: string;
}

/** Compares instead of writing: `synth --check`. */
export class ComparingSink implements Sink {
  readonly differences: OutputDifference[] = [];
  readonly outdir: string;
  private readonly completed = new Set<string>();

  constructor(outdir: string) {
    this.outdir = outdir;
    if (isCutOff(statePaths(outdir))) this.differences.push({ file: outdir, what: 'a write was cut off; run synth' });
  }

  put(file: string, content: Buffer): void {
    const target = path.join(this.outdir, file);
    if (!fs.existsSync(target)) this.differences.push({ file: target, what: 'missing' });
    else {
      const found = fs.readFileSync(target);
      if (!found.equals(content))
        this.differences.push({
          file: target,
          what: difference(content.toString('utf8'), found.toString('utf8')),
        });
    }
  }

  /** Landscapes that an earlier run wrote and this one does not have. */
  absent(): readonly string[] {
    return writtenLandscapes(this.outdir).filter(landscape => !this.completed.has(landscape));
  }

  complete(landscape: string, list: FileList): void {
    this.completed.add(landscape);
    this.put(`${landscape}/${fileListName}`, Buffer.from(printFileList(list)));
    const current = new Set(list.files);
    for (const file of readFileList(this.outdir, landscape).files) {
      const target = path.join(this.outdir, landscape, file);
      if (!current.has(file) && fs.existsSync(target))
        this.differences.push({ file: target, what: 'not written by this app any more' });
    }
  }
}

function difference(expected: string, found: string): string {
  if (found.replaceAll('\r\n', '\n') === expected)
    return 'its lines end with CR LF, which Git has made of LF; write "dist/** -text" to .gitattributes, and check it out anew';
  return firstDifference(expected, found);
}

function firstDifference(expected: string, found: string): string {
  const wanted = expected.split('\n');
  const actual = found.split('\n');
  const line = wanted.findIndex((text, index) => text !== actual[index]);
  const at = line < 0 ? wanted.length : line;
  return `line ${at + 1}: expected ${JSON.stringify(wanted[at] ?? '')}, found ${JSON.stringify(actual[at] ?? '')}`;
}

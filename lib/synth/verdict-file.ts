import * as fs from 'node:fs';
import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { statePaths } from './output/state';
import type { Verdict, Verdicts } from './verdict';

interface Stored {
  readonly inputs: string;
  readonly verdict: Verdict;
}

/** The last verdict about a landscape, beside the output folder: a synth that changes nothing of the landscape does not judge it again. */
export class VerdictFile implements Verdicts {
  private readonly file: string;
  private readonly version: string;

  /** @param version tells apart programs that may judge differently */
  constructor(outdir: string, landscape: string, version: string) {
    this.file = path.join(statePaths(outdir).verdicts, `${encodeURIComponent(landscape)}.json`);
    this.version = version;
  }

  find(inputs: string): Verdict | undefined {
    try {
      const stored = JSON.parse(fs.readFileSync(this.file, 'utf8')) as Stored;
      return stored.inputs === this.keyOf(inputs) ? stored.verdict : undefined;
    } catch {
      return undefined; // none yet, or none that we can read
    }
  }

  /** A verdict that JSON cannot tell exactly is not kept; neither is one that cannot be written. */
  keep(inputs: string, verdict: Verdict): void {
    const text = JSON.stringify({ inputs: this.keyOf(inputs), verdict } satisfies Stored);
    if (!isDeepStrictEqual((JSON.parse(text) as Stored).verdict, verdict)) return;
    try {
      fs.mkdirSync(path.dirname(this.file), { recursive: true });
      fs.writeFileSync(`${this.file}.${process.pid}`, text);
      fs.renameSync(`${this.file}.${process.pid}`, this.file);
    } catch {
      // a full disk or a read-only folder will be found when the output is written
    }
  }

  private keyOf(inputs: string): string {
    return `${this.version} ${process.version} ${inputs}`;
  }
}

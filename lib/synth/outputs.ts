import { pathProblem } from './file-name';
import { OutputError } from './output/output-error';
import type { Sink } from './output/sink';

/** A landscape, as far as a run knows it. */
export interface Named {
  readonly name: string;
}

/** The output folders of one run, each opened when the first landscape asks for it. */
export class Outputs<T extends Sink> {
  private readonly sinks = new Map<string, T>();
  private readonly landscapes = new Map<string, Named>();
  private readonly make: (outdir: string) => T;

  constructor(make: (outdir: string) => T) {
    this.make = make;
  }

  /**
   * @throws OutputError when the name of the landscape is no name for a folder, or when another landscape of this name is written to
   * the same folder: one would delete the files of the other
   */
  open(outdir: string, landscape: Named): T {
    const problem = landscape.name.includes('/') ? 'must be one segment of a path' : pathProblem(landscape.name);
    if (problem !== undefined)
      throw new OutputError(`a landscape cannot be called "${landscape.name}": the name ${problem}`);
    const place = `${outdir}/${landscape.name}`;
    const other = this.landscapes.get(place) ?? landscape;
    if (other !== landscape) throw new OutputError(`two landscapes of the app have the name "${landscape.name}"`);
    this.landscapes.set(place, landscape);
    let sink = this.sinks.get(outdir);
    if (sink === undefined) {
      sink = this.make(outdir);
      this.sinks.set(outdir, sink);
    }
    return sink;
  }

  get all(): readonly T[] {
    return [...this.sinks.values()];
  }

  /** Forgets everything, so that the next landscape starts anew. */
  clear(): void {
    this.sinks.clear();
    this.landscapes.clear();
  }
}

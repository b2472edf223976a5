import { createHash } from 'node:crypto';
import type { Finding } from '../core/finding';
import type { KubernetesObject } from '../core/object';
import type { Sink } from './output/sink';

/** What was found in a landscape, in a form that can be told again about the same objects in the same order. */
export interface Verdict {
  /** About the tree as a whole. */
  readonly global: readonly Finding[];
  /** About single objects, by their position among all of them. */
  readonly objects: readonly (readonly [position: number, findings: readonly Finding[]])[];
  /** Previews and reports: path below the folder of the landscape, and text. */
  readonly files: readonly (readonly [path: string, text: string])[];
}

/** Remembers the last verdict about a landscape. */
export interface Verdicts {
  /** The verdict about exactly these inputs; undefined when the last one was about others. */
  find(inputs: string): Verdict | undefined;
  keep(inputs: string, verdict: Verdict): void;
}

/** Passes files on to another sink, and tells by a digest what a verdict about them depends on. */
export class InputSink implements Sink {
  private readonly sink: Sink;
  private readonly hash = createHash('sha256');
  private ended = false;

  constructor(sink: Sink) {
    this.sink = sink;
  }

  /** Files that are put after {@link digest} was asked for are results, no inputs. */
  put(file: string, content: Buffer): void {
    if (!this.ended) this.add(file, content);
    this.sink.put(file, content);
  }

  complete(...landscape: Parameters<Sink['complete']>): void {
    this.sink.complete(...landscape);
  }

  /** An object that is printed by somebody else, or not at all. */
  addUnprinted(object: KubernetesObject): void {
    this.add(JSON.stringify(object));
  }

  /** The digest of everything so far and of what is given here; to be asked for once. */
  digest(...others: readonly unknown[]): string {
    this.add(...others.map(other => JSON.stringify([other])));
    this.ended = true;
    return this.hash.digest('hex');
  }

  private add(...inputs: readonly (string | Buffer)[]): void {
    for (const input of inputs) this.hash.update(`${input.length}\n`).update(input);
  }
}

import * as path from 'node:path';
import type { Severity } from '../core/finding';
import type { Judgement } from '../rules/judge';
import { reaches } from '../rules/judge';
import { printFindings } from '../rules/output/text';
import { forgottenLandscapes, neverSynthesized } from './announced';
import { OutputError } from './output/output-error';
import { OutputTree, type Changes } from './output/output-tree';
import type { Sink } from './output/sink';
import { linkScratch, type OutputTarget } from './output-target';
import { Outputs, type Named } from './outputs';
import type { Synthesis } from './synthesis';

/** What happens to the results of the landscapes that one process synthesizes. */
export interface SynthRun {
  /**
   * Where a landscape goes.
   *
   * @throws OutputError when another landscape of the run has its name
   */
  open(target: OutputTarget, landscape: Named): Sink;
  /** A landscape is complete; its files were put. */
  done(landscape: string, synthesis: Synthesis): void;
  /** A landscape cannot be written; the message is for the user. */
  refuse(error: OutputError): void;
}

/** Findings at least that bad make a run fail. */
export const failThreshold: Severity = 'error';

const runSymbol = Symbol.for('cdk8s-gardener.run');
const holder = globalThis as unknown as Record<symbol, SynthRun | undefined>;

/** Decides what `synth()` of every landscape in this process does from now on; the command line uses it. */
export function setRun(run: SynthRun | undefined): void {
  holder[runSymbol] = run;
}

/**
 * The run that a landscape takes part in: that of our command line, one that ends with the process when `cdk8s synth` started it,
 * or one of its own.
 */
export function runFor(target: OutputTarget): SynthRun {
  const current = holder[runSymbol];
  if (current !== undefined) return current;
  if (!target.deferred) return new WritingRun();
  const run = new WritingRun({ deferred: true });
  setRun(run);
  process.once('exit', code => run.end(code === 0));
  return run;
}

/** Options of a run that writes. */
export interface WritingOptions {
  /** @default false */
  readonly allowEmpty?: boolean;
  /** Whoever made the run ends it; without this every landscape is written as soon as it is complete. @default false */
  readonly deferred?: boolean;
  /** Text for the user. @default standard error */
  readonly print?: (text: string) => void;
}

/** Of a folder that an earlier synth wrote. */
export const nobodysLandscape = 'was written by an earlier synth, and no landscape of the app has this name any more';

/** Of an app that only builds constructs. */
export const nothingSynthesized = 'the app ended without synthesizing anything: call synth() of its landscape';

const shown = (folder: string): string => path.relative(process.cwd(), folder) || '.';

function added(before: Changes | undefined, changes: Changes): Changes {
  if (before === undefined) return changes;
  return {
    written: [...before.written, ...changes.written],
    deleted: [...before.deleted, ...changes.deleted],
    unchanged: before.unchanged + changes.unchanged,
  };
}

/** Writes what the landscapes put, all or nothing. */
export class WritingRun implements SynthRun {
  /** What was written, once the run has ended well. */
  changes: Changes | undefined;
  private readonly options: WritingOptions;
  private readonly outputs = new Outputs(outdir => new OutputTree(outdir, this.options));
  private target: OutputTarget | undefined;
  private failed = false;

  constructor(options: WritingOptions = {}) {
    this.options = options;
  }

  open(target: OutputTarget, landscape: Named): Sink {
    this.target = target;
    return this.outputs.open(target.outdir, landscape);
  }

  done(landscape: string, synthesis: Synthesis): void {
    this.report(landscape, synthesis);
    if (this.options.deferred !== true) this.end(true);
  }

  refuse(error: OutputError): void {
    this.failed = true;
    this.fail(`${error.message}\n`);
    if (this.options.deferred !== true) this.end(false);
  }

  /** Writes if everything went well, else leaves the output as it was. */
  end(well: boolean): void {
    const { target } = this;
    const trees = this.outputs.all;
    this.outputs.clear();
    if (well && this.options.deferred === true && !this.failed) this.missing();
    if (target === undefined) return;
    if (!well || this.failed) {
      for (const tree of trees) {
        tree.discard();
        this.fail(`${shown(tree.outdir)} is left as it was\n`);
      }
      return;
    }
    try {
      for (const tree of trees) this.commit(tree);
      linkScratch(target);
    } catch (error) {
      if (!(error instanceof OutputError)) throw error;
      this.fail(`${error.message}\n`);
    }
  }

  /** An app that ended well has synthesized all that it built. */
  private missing(): void {
    if (this.target === undefined) {
      this.fail(`${nothingSynthesized}\n`);
      return;
    }
    for (const landscape of forgottenLandscapes()) {
      this.failed = true;
      this.fail(`${landscape}: ${neverSynthesized}\n`);
    }
  }

  private commit(tree: OutputTree): void {
    // landscapes that a run writes one by one do not know of each other
    for (const landscape of this.options.deferred === true ? tree.absent() : []) {
      if (this.options.allowEmpty === true) tree.remove(landscape);
      else this.print(`${shown(tree.outdir)}/${landscape} ${nobodysLandscape}; "synth --allow-empty" deletes it\n`);
    }
    this.changes = added(this.changes, tree.commit());
  }

  private report(landscape: string, judgement: Judgement): void {
    if (judgement.findings.length > 0) this.print(`${landscape}\n\n${printFindings(judgement)}`);
    if (reaches(judgement.findings, failThreshold)) this.failed = true;
  }

  private fail(message: string): void {
    this.print(message);
    if (process.exitCode === undefined || process.exitCode === 0) process.exitCode = 1;
  }

  private print(text: string): void {
    (this.options.print ?? ((out: string) => process.stderr.write(out)))(text);
  }
}

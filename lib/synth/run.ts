import type { Severity } from '../core/finding';
import type { Judgement } from '../rules/judge';
import { reaches } from '../rules/judge';
import { printFindings } from '../rules/output/text';
import { OutputError } from './output/output-error';
import { OutputTree, type Changes } from './output/output-tree';
import type { Sink } from './output/sink';
import { linkScratch, type OutputTarget } from './output-target';
import type { Synthesis } from './synthesis';

/** What happens to the results of the landscapes that one process synthesizes. */
export interface SynthRun {
  /** Where a landscape goes. */
  open(target: OutputTarget): Sink;
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

/** Writes what the landscapes put, all or nothing. */
export class WritingRun implements SynthRun {
  /** What was written, once the run has ended well. */
  changes: Changes | undefined;
  private readonly options: WritingOptions;
  private tree: OutputTree | undefined;
  private target: OutputTarget | undefined;
  private failed = false;

  constructor(options: WritingOptions = {}) {
    this.options = options;
  }

  open(target: OutputTarget): Sink {
    this.target = target;
    this.tree ??= new OutputTree(target.outdir, this.options);
    return this.tree;
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
    const { tree, target } = this;
    this.tree = undefined;
    if (tree === undefined || target === undefined) return;
    if (!well || this.failed) {
      tree.discard();
      this.fail(`${target.outdir} is left as it was\n`);
      return;
    }
    try {
      this.changes = tree.commit();
      linkScratch(target);
    } catch (error) {
      if (!(error instanceof OutputError)) throw error;
      this.fail(`${error.message}\n`);
    }
  }

  private report(landscape: string, judgement: Judgement): void {
    if (judgement.findings.length > 0) this.print(`${landscape}\n\n${printFindings(judgement)}`);
    if (reaches(judgement.findings, failThreshold)) this.failed = true;
  }

  private fail(message: string): void {
    this.print(message);
    process.exitCode = 1;
  }

  private print(text: string): void {
    (this.options.print ?? ((out: string) => process.stderr.write(out)))(text);
  }
}

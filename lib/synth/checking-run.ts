import { reaches } from '../rules/judge';
import { printFindings } from '../rules/output/text';
import { ComparingSink, type OutputDifference } from './output/comparing-sink';
import type { OutputError } from './output/output-error';
import type { Sink } from './output/sink';
import type { OutputTarget } from './output-target';
import { failThreshold, type SynthRun } from './run';
import type { Synthesis } from './synthesis';

/** Compares what the landscapes put with what is on disk: `synth --check`. */
export class CheckingRun implements SynthRun {
  failed = false;
  private sink: ComparingSink | undefined;

  get differences(): readonly OutputDifference[] {
    return this.sink?.differences ?? [];
  }

  open(target: OutputTarget): Sink {
    this.sink ??= new ComparingSink(target.outdir);
    return this.sink;
  }

  done(landscape: string, synthesis: Synthesis): void {
    if (synthesis.findings.length > 0) process.stderr.write(`${landscape}\n\n${printFindings(synthesis)}`);
    if (reaches(synthesis.findings, failThreshold)) this.failed = true;
  }

  refuse(error: OutputError): void {
    this.failed = true;
    process.stderr.write(`${error.message}\n`);
  }
}

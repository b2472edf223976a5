import { reaches } from '../rules/judge';
import { printFindings } from '../rules/output/text';
import { forgottenLandscapes, neverSynthesized } from './announced';
import { ComparingSink, type OutputDifference } from './output/comparing-sink';
import type { OutputError } from './output/output-error';
import type { Sink } from './output/sink';
import { defaultOutdir, type OutputTarget } from './output-target';
import { Outputs, type Named } from './outputs';
import { failThreshold, nobodysLandscape, nothingSynthesized, type SynthRun } from './run';
import type { Synthesis } from './synthesis';

/** Compares what the landscapes put with what is on disk: `synth --check`. */
export class CheckingRun implements SynthRun {
  failed = false;
  private readonly outputs = new Outputs(outdir => new ComparingSink(outdir));

  /** All of them, once the app has ended. */
  get differences(): readonly OutputDifference[] {
    if (this.outputs.all.length === 0) return [{ file: defaultOutdir, what: nothingSynthesized }];
    const forgotten = forgottenLandscapes();
    return [
      ...forgotten.map(landscape => ({ file: `${defaultOutdir}/${landscape}`, what: neverSynthesized })),
      ...this.outputs.all.flatMap(sink => [
        ...sink.differences,
        ...sink
          .absent()
          .filter(landscape => !forgotten.includes(landscape))
          .map(landscape => ({ file: `${sink.outdir}/${landscape}`, what: nobodysLandscape })),
      ]),
    ];
  }

  open(target: OutputTarget, landscape: Named): Sink {
    return this.outputs.open(target.outdir, landscape);
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

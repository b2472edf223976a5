import type { App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Finding } from '../core/finding';
import type { Judgement } from '../rules/judge';
import { LandscapeJudge } from './landscape-judge';
import { Dependencies } from './order';
import type { Sink } from './output/sink';
import { plan, type Plan } from './plan';
import { Renderer } from './renderer';
import { constructFinding, rule } from './rules';
import { completeOptions, type CompleteOptions, type SynthesisOptions } from './synthesis-options';
import { DependencyCycle, topologicalOrder } from './topology';
import { treeOf, type Tree } from './tree';
import { unitOf, type RenderUnit } from './units';
import { InputSink } from './verdict';

export type { SynthesisOptions };

/** What a synth made of one landscape. */
export interface Synthesis extends Judgement {
  /** Files below the folder of the landscape, sorted. */
  readonly files: readonly string[];
}

/** Turns a construct tree into files and findings. Nothing is written but into the sink. */
export function synthesize(app: App, sink: Sink, options: SynthesisOptions): Synthesis {
  const run = new Run(app, sink, options);
  return run.result();
}

class Run {
  private readonly app: App;
  private readonly options: CompleteOptions;
  private readonly renderer: Renderer;
  private readonly judge: LandscapeJudge;

  constructor(app: App, sink: Sink, options: SynthesisOptions) {
    this.app = app;
    this.options = completeOptions(options);
    const inputs = new InputSink(sink);
    this.judge = new LandscapeJudge(this.options, inputs);
    this.renderer = new Renderer({
      app,
      sink: options.verdicts === undefined ? sink : inputs,
      landscape: options.landscape,
      kustomizations: this.options.extras,
      ...(this.options.checks && { inspect: this.judge.see }),
    });
  }

  result(): Synthesis {
    // who delivers units to their clusters speaks of units that wait for each other
    const isDelivered = this.options.deliveries.length > 0;
    this.complete();
    const planned = plan(this.app);
    const complaints = planned.complaints.map(({ construct, message }) =>
      constructFinding(rule['SYNTH-CONSTRUCT'], construct, { message }),
    );
    this.judge.add([...this.options.inputFindings, ...planned.findings, ...complaints]);
    const dependencies = new Dependencies(planned);
    for (const unit of this.units(planned, dependencies)) this.renderer.unit(unit);
    if (!isDelivered) this.orderUnits(dependencies.chartDependencies());
    this.judge.add(this.renderer.findings);
    const judgement = this.judge.conclude((file, text) => this.renderer.text(file, text));
    return { ...judgement, files: [...this.renderer.files].sort() };
  }

  /** Lets constructs add what depends on the rest of the tree, then those that deliver it. */
  private complete(): void {
    const { facts, gardener, externals, completions, deliveries } = this.options;
    const soFar = (): Tree => treeOf(this.app, { facts, gardener, externals, complete: true });
    for (const complete of completions) complete(soFar().view);
    if (deliveries.length === 0) return;
    const tree = soFar();
    for (const deliver of deliveries) deliver(tree);
  }

  /** Units in the order of the tree, each with its objects in the order of application. */
  private *units(planned: Plan, dependencies: Dependencies): Iterable<RenderUnit> {
    for (const chart of planned.charts) {
      try {
        yield unitOf(chart, dependencies);
      } catch (error) {
        if (!(error instanceof DependencyCycle)) throw error;
        this.judge.add([cycleFinding(error as DependencyCycle<IConstruct>)]);
      }
    }
  }

  /** Units of which each waits for the other are never applied. */
  private orderUnits(before: ReadonlyMap<Chart, ReadonlySet<Chart>>): void {
    try {
      topologicalOrder(before.keys(), chart => before.get(chart) ?? []);
    } catch (error) {
      if (!(error instanceof DependencyCycle)) throw error;
      this.judge.add([cycleFinding(error as DependencyCycle<IConstruct>)]);
    }
  }
}

function cycleFinding({ cycle }: DependencyCycle<IConstruct>): Finding {
  const paths = cycle.filter(vertex => 'node' in vertex).map(construct => construct.node.path);
  const first = cycle.find(vertex => 'node' in vertex);
  if (first === undefined) throw new Error('a cycle has no construct');
  return constructFinding(rule['SYNTH-CYCLE'], first, {
    value: paths,
    message: `these depend on each other: ${paths.join(' -> ')}`,
  });
}

import type { ApiObject, App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Finding } from '../core/finding';
import type { ObjectReference } from '../core/object';
import type { Acceptance } from '../rules/acceptance';
import type { Facts } from '../rules/facts';
import { Judge, type Judgement } from '../rules/judge';
import type { judgeObject as JudgeObject } from '../rules/judge-object';
import type { Prediction, Topic } from '../rules/topic';
import { View, type ViewObject } from '../rules/view';
import { listItems } from './list-items';
import { Dependencies } from './order';
import type { Sink } from './output/sink';
import { plan, type Plan } from './plan';
import { previewFiles } from './preview';
import { Renderer, type Inspected } from './renderer';
import { SharedParts } from './shared-parts';
import { reportFiles } from './reports';
import { constructFinding, rule } from './rules';
import { DependencyCycle, topologicalOrder } from './topology';
import { treeOf, viewObject, type Tree } from './tree';
import { unitOf, type RenderUnit } from './units';

/** What a synth of one landscape needs to know beside the construct tree. */
export interface SynthesisOptions {
  /** Name of the landscape: its folder below the output folder. */
  readonly landscape: string;
  /** Gardener version that judges, for example `1.150.0`. */
  readonly gardener: string;
  readonly facts: Facts;
  readonly topics: readonly Topic[];
  readonly acceptances: readonly Acceptance[];
  /** Objects that exist and are kept elsewhere. @default none */
  readonly externals?: readonly ObjectReference[];
  /**
   * Constructs that need to see the whole tree before they can say what belongs to it: each is called once, in order, with the objects so
   * far, and may add more. @default none
   */
  readonly completions?: readonly ((view: View) => void)[];
  /** Constructs that deliver the tree: each is called once, after all others, with the tree as it will be. @default none */
  readonly deliveries?: readonly ((tree: Tree) => void)[];
  /** What is wrong with the inputs of the app, found before. @default none */
  readonly inputFindings?: readonly Finding[];
  /** Schema and rules; without them objects are printed unseen, one unit at a time. @default true */
  readonly checks?: boolean;
  /** Everything that is not applied itself: kustomization.yaml, preview/, reports/. @default true */
  readonly extras?: boolean;
}

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

const nothing = {
  checks: true,
  extras: true,
  inputFindings: [],
  externals: [],
  completions: [],
  deliveries: [],
} satisfies Partial<SynthesisOptions>;

class Run {
  private readonly app: App;
  private readonly options: Required<SynthesisOptions>;
  private readonly renderer: Renderer;
  private readonly judge = new Judge();
  /** Loaded only where something is checked: schemas, CEL and their compiler are a third of all modules. */
  private readonly judgeObject: typeof JudgeObject = (object, options) =>
    (require('../rules/judge-object') as { judgeObject: typeof JudgeObject }).judgeObject(object, options);
  private readonly entries: ViewObject[] = [];
  private readonly parts = new SharedParts();

  constructor(app: App, sink: Sink, options: SynthesisOptions) {
    this.app = app;
    this.options = { ...nothing, ...options };
    this.renderer = new Renderer({
      app,
      sink,
      landscape: options.landscape,
      kustomizations: this.options.extras,
      ...(this.options.checks && { inspect: this.inspect.bind(this) }),
    });
  }

  result(): Synthesis {
    // who delivers units to their clusters speaks of units that wait for each other
    const isDelivered = this.options.deliveries.length > 0;
    this.complete();
    const planned = plan(this.app);
    for (const finding of [...this.options.inputFindings, ...planned.findings]) this.judge.addGlobal(finding);
    for (const { construct, message } of planned.complaints)
      this.judge.addGlobal(constructFinding(rule['SYNTH-CONSTRUCT'], construct, { message }));
    const dependencies = new Dependencies(planned);
    for (const unit of this.units(planned, dependencies)) this.renderer.unit(unit);
    if (!isDelivered) this.orderUnits(dependencies.chartDependencies());
    for (const finding of this.renderer.findings) this.judge.addGlobal(finding);
    const judgement = this.options.checks ? this.check() : this.judge.result();
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
        this.judge.addGlobal(cycleFinding(error as DependencyCycle<IConstruct>));
      }
    }
  }

  /** Units of which each waits for the other are never applied. */
  private orderUnits(before: ReadonlyMap<Chart, ReadonlySet<Chart>>): void {
    try {
      topologicalOrder(before.keys(), chart => before.get(chart) ?? []);
    } catch (error) {
      if (!(error instanceof DependencyCycle)) throw error;
      this.judge.addGlobal(cycleFinding(error as DependencyCycle<IConstruct>));
    }
  }

  /** The final plain object meets its schema and joins the view while it is at hand; so do the objects that a List holds. */
  private inspect(object: ApiObject, { plain, text }: Inspected, unit: RenderUnit): void {
    const { place } = unit;
    const items = listItems(plain);
    if (items !== undefined) {
      for (const item of items) this.inspect(object, { plain: item, text: undefined }, unit);
      return;
    }
    const made = viewObject(object, this.parts.of(plain, text), place);
    const {
      object: meant,
      findings,
      malformed,
    } = this.judgeObject(made.object, { gardener: this.options.gardener, flux: true });
    const entry = findings.length === 0 ? made : { ...made, object: meant, malformed };
    this.entries.push(entry);
    if (findings.length > 0) this.judge.add(entry, findings);
  }

  private check(): Judgement {
    const { facts, gardener, topics, acceptances, externals } = this.options;
    const view = new View({ objects: this.entries, facts, gardener, externals, complete: true });
    this.judge.run(view, topics);
    const predictions = this.options.extras ? topics.flatMap(topic => [...(topic.predict?.(view) ?? [])]) : [];
    const judgement = this.judge.result(acceptances);
    if (this.options.extras) this.extras(view, predictions, judgement);
    return judgement;
  }

  private extras(view: View, predictions: readonly Prediction[], judgement: Judgement): void {
    for (const [file, text] of previewFiles(predictions)) this.renderer.text(file, text);
    for (const [file, text] of reportFiles(this.options.landscape, view, judgement, this.options.topics))
      this.renderer.text(file, text);
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

import type { ApiObject, App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { addedKinds } from '../api/registry';
import type { Finding } from '../core/finding';
import type { ObjectReference } from '../core/object';
import type { Acceptance } from '../rules/acceptance';
import type { Facts } from '../rules/facts';
import type { Judgement } from '../rules/judge';
import type { judgeObject as JudgeObject } from '../rules/judge-object';
import type { Topic } from '../rules/topic';
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
import { InputSink, type Verdict, type Verdicts } from './verdict';
import { RecordingJudge } from './verdict-record';

/** What a synth of one landscape needs to know beside the construct tree. */
export interface SynthesisOptions {
  /** Name of the landscape: its folder below the output folder. */
  readonly landscape: string;
  /** Gardener version that judges, for example `1.150.0`. */
  readonly gardener: string;
  readonly facts: Facts;
  /** Asked for when there is something to judge: topics take time to load. */
  readonly topics: () => readonly Topic[];
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
  /** What the topics have to say about the facts. @default nothing */
  readonly judgeFacts?: (topics: readonly Topic[]) => readonly Finding[];
  /** The last verdict, when it may be told again. @default everything is judged */
  readonly verdicts?: Verdicts;
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
  judgeFacts: () => [],
  externals: [],
  completions: [],
  deliveries: [],
} satisfies Partial<SynthesisOptions>;

type Complete = Required<Omit<SynthesisOptions, 'verdicts'>> & Pick<SynthesisOptions, 'verdicts'>;

class Run {
  private readonly app: App;
  private readonly options: Complete;
  private readonly renderer: Renderer;
  private readonly sink: InputSink;
  private readonly judge = new RecordingJudge();
  /** Loaded only where something is checked: schemas, CEL and their compiler are a third of all modules. */
  private readonly judgeObject: typeof JudgeObject = (object, options) =>
    (require('../rules/judge-object') as { judgeObject: typeof JudgeObject }).judgeObject(object, options);
  private readonly entries: ViewObject[] = [];
  /** What was found before anything was judged. */
  private readonly before: Finding[] = [];
  private readonly parts = new SharedParts();

  constructor(app: App, sink: Sink, options: SynthesisOptions) {
    this.app = app;
    this.options = { ...nothing, ...options };
    this.sink = new InputSink(sink);
    this.renderer = new Renderer({
      app,
      sink: options.verdicts === undefined ? sink : this.sink,
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
    const complaints = planned.complaints.map(({ construct, message }) =>
      constructFinding(rule['SYNTH-CONSTRUCT'], construct, { message }),
    );
    this.addGlobal([...this.options.inputFindings, ...planned.findings, ...complaints]);
    const dependencies = new Dependencies(planned);
    for (const unit of this.units(planned, dependencies)) this.renderer.unit(unit);
    if (!isDelivered) this.orderUnits(dependencies.chartDependencies());
    this.addGlobal(this.renderer.findings);
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
        this.addGlobal([cycleFinding(error as DependencyCycle<IConstruct>)]);
      }
    }
  }

  /** Units of which each waits for the other are never applied. */
  private orderUnits(before: ReadonlyMap<Chart, ReadonlySet<Chart>>): void {
    try {
      topologicalOrder(before.keys(), chart => before.get(chart) ?? []);
    } catch (error) {
      if (!(error instanceof DependencyCycle)) throw error;
      this.addGlobal([cycleFinding(error as DependencyCycle<IConstruct>)]);
    }
  }

  private addGlobal(findings: readonly Finding[]): void {
    for (const finding of findings) this.judge.addGlobal(finding);
    this.before.push(...findings);
  }

  /** The final plain object joins the view while it is at hand; so do the objects that a List holds. */
  private inspect(object: ApiObject, { plain, text }: Inspected, { place }: RenderUnit): void {
    const items = listItems(plain);
    for (const item of items ?? []) this.entries.push(viewObject(object, this.parts.of(item, undefined), place));
    if (items === undefined) this.entries.push(viewObject(object, this.parts.of(plain, text), place));
    if (text === undefined) this.sink.addUnprinted(plain);
  }

  private check(): Judgement {
    const { verdicts, acceptances } = this.options;
    const inputs = verdicts === undefined ? '' : this.inputs();
    const known = verdicts?.find(inputs);
    if (known !== undefined) return this.repeat(known);
    this.judge.record();
    const judgement = this.judged(acceptances);
    const verdict = verdicts && this.judge.verdict(this.entries);
    if (verdict !== undefined) verdicts?.keep(inputs, verdict);
    return judgement;
  }

  /** Everything that a verdict depends on beside the program. */
  private inputs(): string {
    const { landscape, gardener, facts, externals, acceptances, extras } = this.options;
    const observed = [...facts].map(([object, names]) => [object, [...names]]);
    const kinds = addedKinds().map(({ apiVersion, kind, schemaText }) => [apiVersion, kind, schemaText()]);
    return this.sink.digest(landscape, gardener, observed, externals, acceptances, extras, kinds, this.before);
  }

  private repeat({ global, objects, files }: Verdict): Judgement {
    for (const finding of global) this.judge.addGlobal(finding);
    for (const [position, findings] of objects) {
      const entry = this.entries[position];
      if (entry !== undefined) this.judge.add(entry, findings);
    }
    for (const [file, text] of files) this.renderer.text(file, text);
    return this.judge.result(this.options.acceptances);
  }

  private judged(acceptances: readonly Acceptance[]): Judgement {
    const { facts, gardener, externals, extras, judgeFacts } = this.options;
    const topics = this.options.topics();
    for (const finding of judgeFacts(topics)) this.judge.addGlobal(finding);
    for (const [position, entry] of this.entries.entries()) this.judgeKind(entry, position);
    const view = new View({ objects: this.entries, facts, gardener, externals, complete: true });
    this.judge.run(view, topics);
    const predictions = extras ? topics.flatMap(topic => [...(topic.predict?.(view) ?? [])]) : [];
    const judgement = this.judge.result(acceptances);
    if (!extras) return judgement;
    this.addFiles(previewFiles(predictions));
    this.addFiles(reportFiles(this.options.landscape, view, judgement, topics));
    return judgement;
  }

  /** The object meets its schema; rules see it as it was meant. */
  private judgeKind(entry: ViewObject, position: number): void {
    const { gardener } = this.options;
    const { object, findings, malformed } = this.judgeObject(entry.object, { gardener, flux: true });
    if (findings.length === 0) return;
    const meant = { ...entry, object, malformed };
    this.entries[position] = meant;
    this.judge.add(meant, findings);
  }

  private addFiles(files: Iterable<readonly [file: string, text: string]>): void {
    for (const [file, text] of files) {
      this.renderer.text(file, text);
      this.judge.addFile(file, text);
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

import { App, type IResolver } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Finding } from '../core/finding';
import type { ObjectReference } from '../core/object';
import type { Acceptance } from '../rules/acceptance';
import { unknownFacts } from '../rules/fact-names';
import { noFacts, type Facts } from '../rules/facts';
import type { Topic } from '../rules/topic';
import type { View } from '../rules/view';
import { announce } from '../synth/announced';
import { allowAnyChildId } from '../synth/node-internals';
import { OutputError } from '../synth/output/output-error';
import { MemorySink, type Sink } from '../synth/output/sink';
import { outputTarget } from '../synth/output-target';
import { runFor } from '../synth/run';
import { synthesize, type Synthesis, type SynthesisOptions } from '../synth/synthesis';
import type { Tree } from '../synth/tree';
import type { Verdicts } from '../synth/verdict';
import { VerdictFile } from '../synth/verdict-file';
import { Cluster } from './cluster';
import { LandscapeDns, type DnsProps } from './dns';
import type { FactsFolder } from './facts-file';
import { propsFindings } from './props-findings';
import { standardTopics, standardTopicsVersion } from './topics';
import { captureTrace, enableTracing } from '../synth/origin';

/** What describes one Gardener installation. */
export interface LandscapeProps {
  /** Name of the landscape and of its folder below the output folder. */
  readonly name: string;
  /** Version of Gardener that runs there, for example `1.150.0`. Fields that it does not have are errors. */
  readonly gardener: string;
  /** Domain below which the landscape lives; see {@link LandscapeDns} for what is derived from it. */
  readonly domain: string;
  /** Names below the domain that differ from the usual ones. @default none */
  readonly dns?: DnsProps;
  /** Folder with YAML files of observations, or the observations. @default none */
  readonly facts?: string | Facts;
  /** Findings that are known and wanted. @default none */
  readonly accept?: readonly Acceptance[];
  /** More topics than those of this package. @default none */
  readonly topics?: readonly Topic[];
  /** Schema and rules. Without them objects are printed unseen. @default true */
  readonly checks?: boolean;
  /** Output folder. @default `dist`, or what `cdk8s synth -o` says */
  readonly outdir?: string;
  /** cdk8s resolvers, asked for every value of every object. @default none */
  readonly resolvers?: IResolver[];
}

const marker = Symbol.for('cdk8s-gardener.Landscape');

/** The root of a construct tree: one Gardener installation with all its clusters. */
export class Landscape extends App {
  /** Whether a value is a Landscape, also one of another copy of this package. */
  static isLandscape(value: unknown): value is Landscape {
    return typeof value === 'object' && value !== null && marker in value;
  }

  /**
   * The landscape that a construct belongs to.
   *
   * @throws Error when the root of the tree is no Landscape
   */
  static override of(construct: IConstruct): Landscape {
    const { root } = construct.node;
    if (Landscape.isLandscape(root)) return root;
    throw new Error(`${construct.node.path} is not part of a Landscape`);
  }

  readonly name: string;
  /** Version of Gardener. */
  readonly gardener: string;
  readonly domain: string;
  /** All domains, from one definition. */
  readonly dns: LandscapeDns;
  /** Observations that no spec contains. */
  readonly facts: Facts;
  private readonly props: LandscapeProps;
  private readonly inputFindings: readonly Finding[];
  private readonly acceptances: Acceptance[];
  private readonly externals: ObjectReference[] = [];
  private readonly completions: ((view: View) => void)[] = [];
  private readonly deliveries: ((tree: Tree) => void)[] = [];
  /** Tells the run that this landscape is not forgotten. */
  private readonly rendered: () => void;
  private readonly clusters = new Map<string, Cluster>();

  constructor(props: LandscapeProps) {
    super({
      ...(props.outdir !== undefined && { outdir: props.outdir }),
      ...(props.resolvers !== undefined && { resolvers: props.resolvers }),
    });
    Object.defineProperty(this, marker, { value: true });
    this.props = props;
    this.name = props.name;
    this.gardener = props.gardener;
    this.domain = props.domain;
    this.dns = new LandscapeDns(props.domain, props.dns);
    this.acceptances = [...(props.accept ?? [])];
    const folder =
      typeof props.facts === 'string' ? factsIn(props.facts) : { facts: props.facts ?? noFacts, findings: [] };
    this.facts = folder.facts;
    this.inputFindings = folder.findings;
    allowAnyChildId(this);
    this.rendered = announce(props.name);
    captureTrace(this);
    if (props.checks !== false) enableTracing(this);
  }

  /** The cluster that gardener-operator and Flux run in. */
  get runtime(): Cluster {
    return this.clusterOf('runtime');
  }

  /** The API server of the garden: where Gardener's own kinds are applied. */
  get virtualGarden(): Cluster {
    return this.clusterOf('virtual-garden');
  }

  /** A seed, where the control planes of shoots run. */
  seed(name: string): Cluster {
    return this.clusterOf(`seeds/${name}`);
  }

  /** A shoot, by the name of its project and its own. */
  shoot(project: string, name: string): Cluster {
    return this.clusterOf(`shoots/${project}/${name}`);
  }

  /** Accepts findings, for example of a construct that somebody else wrote. */
  accept(acceptance: Acceptance): void {
    this.acceptances.push(acceptance);
  }

  /** Says that an object exists which is kept elsewhere than in this landscape, for example a Secret. References to it are then fine. */
  declareExternal(reference: ObjectReference): void {
    this.externals.push(reference);
  }

  /**
   * Calls a construct back when the tree is complete, with all objects so far, so that it can add what depends on them: on the seed of a
   * Shoot, on facts. Called once, in the order of registration, before anything is checked or printed.
   */
  whenComplete(complete: (view: View) => void): void {
    this.completions.push(complete);
  }

  /**
   * Calls a construct back after all of {@link whenComplete}, with the tree as it will be, so that it can say how the tree gets to the
   * clusters. Those that are called back see the same tree: what they add is not delivered itself.
   */
  whenFinished(deliver: (tree: Tree) => void): void {
    this.deliveries.push(deliver);
  }

  /**
   * Renders everything, checks it, and writes it: all or nothing. Findings go to standard error; an error makes the process exit
   * with 1 and leaves the output as it was. Under `cdk8s synth` and our own command the files are written when the app has ended.
   */
  override synth(): Synthesis {
    this.rendered();
    const target = outputTarget(this.props.outdir);
    const run = runFor(target);
    try {
      const sink = run.open(target, this);
      const verdicts = this.verdictsFor(target.outdir);
      const synthesis = this.render(sink, { extras: !target.applied, ...(verdicts && { verdicts }) });
      run.done(this.name, synthesis);
      return synthesis;
    } catch (error) {
      if (!(error instanceof OutputError)) throw error;
      run.refuse(error);
      return { files: [], findings: [], accepted: [] };
    }
  }

  /**
   * Renders and checks into a sink, by default into memory: nothing is written, nothing printed. For tests and for programs.
   */
  render(
    sink: Sink = new MemorySink(),
    options: Partial<Pick<SynthesisOptions, 'extras' | 'verdicts'>> = {},
  ): Synthesis {
    this.rendered();
    const wrong = propsFindings(this);
    if (wrong.length > 0) return { files: [], findings: wrong, accepted: [] };
    const synthesis = synthesize(this, sink, {
      landscape: this.name,
      gardener: this.gardener,
      facts: this.facts,
      topics: () => [...standardTopics(), ...(this.props.topics ?? [])],
      acceptances: this.acceptances,
      inputFindings: this.inputFindings,
      judgeFacts: topics => this.lostFacts(topics),
      externals: this.externals,
      completions: this.completions.splice(0),
      deliveries: this.deliveries.splice(0),
      ...(this.props.checks !== undefined && { checks: this.props.checks }),
      ...options,
    });
    sink.complete(this.name, synthesis);
    return synthesis;
  }

  /** Verdicts are told again when nothing but the objects and facts decides about them. */
  private verdictsFor(outdir: string): Verdicts | undefined {
    const version = standardTopicsVersion();
    const { checks = true, topics = [] } = this.props;
    const isOwn = topics.length > 0 || this.acceptances.some(({ file }) => file !== undefined);
    return !checks || version === undefined || isOwn ? undefined : new VerdictFile(outdir, this.name, version);
  }

  /** Facts that no topic reads; without topics nothing is read, and nothing is lost. */
  private lostFacts(topics: readonly Topic[]): readonly Finding[] {
    const known = topics.flatMap(({ facts = [] }) => facts);
    return known.length === 0 ? [] : unknownFacts(this.facts, known);
  }

  /** A cluster by its path below the landscape; created when it is asked for the first time. */
  clusterOf(path: string): Cluster {
    let cluster = this.clusters.get(path);
    if (cluster === undefined) {
      cluster = new Cluster(this, path);
      this.clusters.set(path, cluster);
    }
    return cluster;
  }
}

/** The reader of YAML is loaded by those who read some. */
function factsIn(folder: string): FactsFolder {
  return (require('./facts-file') as { readFacts(folder: string): FactsFolder }).readFacts(folder);
}

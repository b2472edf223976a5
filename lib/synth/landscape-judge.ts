import type { ApiObject } from 'cdk8s';
import { withDefinedKinds } from '../kubernetes/custom-resource/defined-kinds';
import { addedKinds, builtinRegistry, type Registry } from '../api/registry';
import type { Finding } from '../core/finding';
import type { Judgement } from '../rules/judge';
import type { judgeObject as JudgeObject } from '../rules/judge-object';
import { View, type ViewObject } from '../rules/view';
import { listItems } from './list-items';
import { previewFiles } from './preview';
import type { Inspected } from './renderer';
import { reportFiles } from './reports';
import { SharedParts } from './shared-parts';
import type { CompleteOptions } from './synthesis-options';
import { viewObject } from './tree';
import type { RenderUnit } from './units';
import type { InputSink, Verdict } from './verdict';
import { RecordingJudge } from './verdict-record';

/** Takes a preview or a report: path below the folder of the landscape, and text. */
type PutFile = (path: string, text: string) => void;

/** Loaded only where something is judged: schemas, CEL and their compiler are a third of all modules. */
const judgeObject: typeof JudgeObject = (object, options) =>
  (require('../rules/judge-object') as { judgeObject: typeof JudgeObject }).judgeObject(object, options);

/** Judges the objects of one synth once all are printed, or tells the last verdict again when it was about the same. */
export class LandscapeJudge {
  private readonly options: CompleteOptions;
  private readonly sink: InputSink;
  private readonly judge = new RecordingJudge();
  private readonly entries: ViewObject[] = [];
  /** What was found before anything was judged. */
  private readonly before: Finding[] = [];
  private readonly parts = new SharedParts();
  /** Every object is what its text says, so that the verdict can be told about the text. */
  private isRepeatable = true;

  constructor(options: CompleteOptions, sink: InputSink) {
    this.options = options;
    this.sink = sink;
  }

  /** Adds what is wrong with the tree itself. */
  add(findings: readonly Finding[]): void {
    for (const finding of findings) this.judge.addGlobal(finding);
    this.before.push(...findings);
  }

  /** An object that was printed joins the view; so do the objects that a List holds. */
  readonly see = (object: ApiObject, { plain, text }: Inspected, { place }: RenderUnit): void => {
    const items = listItems(plain);
    for (const item of items ?? []) this.entries.push(viewObject(object, this.parts.of(item, undefined), place));
    if (items === undefined) this.entries.push(viewObject(object, this.parts.of(plain, text), place));
    if (text === undefined) this.sink.addUnprinted(plain);
  };

  /** Everything is printed. */
  conclude(put: PutFile): Judgement {
    const { checks, verdicts, acceptances } = this.options;
    if (!checks) return this.judge.result();
    if (verdicts === undefined) return this.judged(put);
    const inputs = this.inputs();
    const known = verdicts.find(inputs);
    if (known !== undefined) {
      this.repeat(known, put);
      return this.judge.result(acceptances);
    }
    this.judge.record();
    const judgement = this.judged(put);
    const verdict = this.isRepeatable ? this.judge.verdict(this.entries) : undefined;
    if (verdict !== undefined) verdicts.keep(inputs, verdict);
    return judgement;
  }

  /** Everything that a verdict depends on beside the program. */
  private inputs(): string {
    const { landscape, gardener, facts, externals, acceptances, extras } = this.options;
    const observed = [...facts].map(([object, names]) => [object, [...names]]);
    const kinds = addedKinds().map(({ apiVersion, kind, schemaText }) => [apiVersion, kind, schemaText()]);
    return this.sink.digest(landscape, gardener, observed, externals, acceptances, extras, kinds, this.before);
  }

  private repeat({ global, objects, files }: Verdict, put: PutFile): void {
    for (const finding of global) this.judge.addGlobal(finding);
    for (const [position, findings] of objects) {
      const entry = this.entries[position];
      if (entry !== undefined) this.judge.add(entry, findings);
    }
    for (const [file, text] of files) put(file, text);
  }

  private judged(put: PutFile): Judgement {
    const { facts, gardener, externals, acceptances, extras, judgeFacts } = this.options;
    const topics = this.options.topics();
    for (const finding of judgeFacts(topics)) this.judge.addGlobal(finding);
    const registry = withDefinedKinds(
      builtinRegistry(),
      this.entries.map(({ object }) => object),
    );
    for (const [position, entry] of this.entries.entries()) this.judgeKind(entry, position, registry);
    const view = new View({ objects: this.entries, facts, gardener, externals, complete: true });
    this.judge.run(view, topics);
    const predictions = extras ? topics.flatMap(topic => [...(topic.predict?.(view) ?? [])]) : [];
    const judgement = this.judge.result(acceptances);
    if (!extras) return judgement;
    this.putFiles(previewFiles(predictions), put);
    this.putFiles(reportFiles(this.options.landscape, view, judgement, topics), put);
    return judgement;
  }

  /** The object meets its schema; rules see it as it was meant. */
  private judgeKind(entry: ViewObject, position: number, registry: Registry): void {
    const { gardener } = this.options;
    const { object, findings, malformed } = judgeObject(entry.object, { gardener, flux: true, registry });
    if (findings.length === 0) return;
    if (object !== entry.object) this.isRepeatable = false;
    const meant = { ...entry, object, malformed };
    this.entries[position] = meant;
    this.judge.add(meant, findings);
  }

  private putFiles(files: Iterable<readonly [path: string, text: string]>, put: PutFile): void {
    for (const [path, text] of files) {
      put(path, text);
      this.judge.addFile(path, text);
    }
  }
}

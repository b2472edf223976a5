import type { Finding } from '../core/finding';
import type { KubernetesObject } from '../core/object';
import type { ExplainedSubject, ExplanationSection } from './explanation';
import type { FactDeclaration } from './fact-names';
import type { Report } from './report';
import type { Rule } from './rule';
import type { View, ViewObject } from './view';

/** One pass over the tree that may report any of the rules that it lists. */
export interface Check {
  /** The rules that this check can report; every finding of it carries one of these ids. */
  readonly rules: readonly Rule[];
  /** `<group>/<Kind>` of the objects that `object` wants to see, for example `core.gardener.cloud/Shoot`. */
  readonly kinds?: readonly string[];
  /** Judges one object; the report is already bound to it. */
  object?(entry: ViewObject, report: Report, view: View): void;
  /**
   * A text that `object` finds the same things about: an object is not judged again when nothing was wrong with another one of the same
   * text. Undefined for an object that must be judged. See `twinKey`. @default every object is judged
   */
  twin?(entry: ViewObject, view: View): string | undefined;
  /** Judges the tree as a whole; `reportFor(entry)` gives the report of one object. */
  tree?(view: View, reportFor: (entry: ViewObject) => Report): void;
}

/** An object that a Gardener controller will create from the objects in the View: shown to reviewers, never applied. */
export interface Prediction {
  readonly cluster: string;
  /** May be made whenever it is asked for: a landscape has more predictions than fit into memory at once. */
  readonly object: KubernetesObject;
  /** The object that is the cause, for example the Shoot. */
  readonly because: ViewObject;
}

/** One commit of a change that must not happen at once. */
export interface Step {
  readonly title: string;
  readonly objects: readonly KubernetesObject[];
  /** What must be true before the next step. */
  readonly gate: string;
  readonly undo: string;
}

/** A text for reviewers: a file below `reports/` of the landscape. */
export interface TopicReport {
  /** Name of the file with its ending, which is not that of YAML: Flux would take it for a manifest. */
  readonly file: string;
  /** Depends on the objects and facts only, so that it changes when what it says changes. */
  readonly text: string;
}

/** A capability: the contract between a folder below lib/ (or somebody else's package) and the engine. */
export interface Topic {
  readonly name: string;
  readonly checks: readonly Check[];
  /** The observations that it reads. @default none */
  readonly facts?: readonly FactDeclaration[];
  predict?(view: View): Iterable<Prediction>;
  /** What reviewers should see of the landscape as a whole. */
  reports?(view: View): Iterable<TopicReport>;
  /** Consequences of a change. */
  compare?(before: View, after: View): Iterable<Finding>;
  /** Why an object is as it is: effective values with who sets them, and what would change them. Nothing for what the topic does not know. */
  explain?(view: View, subject: ExplainedSubject): Iterable<ExplanationSection>;
  /** What must not happen in one commit. */
  plan?(before: View, after: View): Iterable<Step>;
}

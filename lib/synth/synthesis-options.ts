import type { Finding } from '../core/finding';
import type { ObjectReference } from '../core/object';
import type { Acceptance } from '../rules/acceptance';
import type { Facts } from '../rules/facts';
import type { Topic } from '../rules/topic';
import type { View } from '../rules/view';
import type { Tree } from './tree';
import type { Verdicts } from './verdict';

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

/** The options with their defaults. */
export type CompleteOptions = Required<Omit<SynthesisOptions, 'verdicts'>> & Pick<SynthesisOptions, 'verdicts'>;

/** Fills in the defaults. */
export function completeOptions(options: SynthesisOptions): CompleteOptions {
  return { ...nothing, ...options };
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

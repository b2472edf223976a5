/** What a rule refuses, and the same as it is accepted: made by judging both. */
export interface RuleExample {
  /** Kind of the object. */
  readonly kind: string;
  /** The field that the finding names. */
  readonly path: string;
  /** What is said about it. */
  readonly says: string;
  /** The part of the object that matters, as YAML; absent where the mistake is that something is missing. */
  readonly bad?: string;
  /** The same part of an object without the finding; absent where it is better left out. */
  readonly good?: string;
  /** The change from `good` to `bad` is refused, not the object itself. @default false */
  readonly change?: boolean;
}

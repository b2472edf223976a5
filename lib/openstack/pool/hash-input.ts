/** One input of a hash, with where its value comes from. */
export interface HashInput {
  /** What it is, in words that a change report can use: `machine type`, `kubeReserved`. */
  readonly name: string;
  /** The text that is hashed. */
  readonly text: string;
  /** Path of the field that it was taken from, or what else decided: `spec.provider.workers[0].machine.type`. */
  readonly origin: string;
}

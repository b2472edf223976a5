/** What Gardener's validation depends on beside the object itself. */
export interface ValidationContext {
  /** Version of Gardener that judges, for example `1.150.0`. */
  readonly gardener: string;
  /** Feature gates of the Gardener API server that differ from their default of that version. */
  readonly featureGates: Readonly<Record<string, boolean>>;
  /**
   * The instant that decides about expiry and lifecycle. Absent where there is no clock (synth): rules that need one then stay
   * silent.
   */
  readonly now?: Date;
}

import type { Registry } from './registry';

/** By whose rules objects are judged. */
export interface ValidateOptions {
  /**
   * Gardener version that decides which kinds and fields exist, for example `1.150.0`.
   *
   * @default every field of the newest schemas
   */
  readonly gardener?: string;
  /** The object is completed later: nothing in it is required. @default false */
  readonly partial?: boolean;
  /** Flux applies the object, by server-side apply: nulls in custom resources are refused. @default false */
  readonly flux?: boolean;
  /** @default the kinds of `imports/` */
  readonly registry?: Registry;
}

import type { ObjectReference } from './object';

/**
 * How bad a finding is, worst first. `critical` is for changes only: data, nodes or access are lost. `error` is refused
 * upstream, unsafe, or not what was asked for.
 */
export type Severity = 'critical' | 'error' | 'warning' | 'notice' | 'info';

/** The severities from worst to mildest. */
export const severities: readonly Severity[] = ['critical', 'error', 'warning', 'notice', 'info'];

/**
 * The error type that the API server would answer with (apimachinery `field.Error`), plus the three ways of failing before
 * validation: `unknownField`, `duplicateField`, `decode`.
 */
export type ErrorType =
  | 'required'
  | 'invalid'
  | 'notSupported'
  | 'forbidden'
  | 'duplicate'
  | 'notFound'
  | 'tooLong'
  | 'tooMany'
  | 'typeInvalid'
  | 'unknownField'
  | 'duplicateField'
  | 'decode'
  | 'internal';

/** Where a finding comes from: a place in a YAML file, or the line of an app that created the construct. */
export interface Origin {
  /** Path relative to the caller's folder, with forward slashes; `-` for standard input. */
  readonly file: string;
  /** From 1. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  /** Path of the construct in the tree, when an app made the object. */
  readonly construct?: string;
}

/** A problem as data; text is made later, from these fields alone. */
export interface Finding {
  /** Rule id, for example `ACL-E005`; an id never changes its meaning. */
  readonly rule: string;
  readonly severity: Severity;
  /** Upstream's error type, where upstream would refuse. */
  readonly type?: ErrorType;
  /** Cluster below `dist/<landscape>/`, for example `virtual-garden` or `seeds/soil`. */
  readonly cluster?: string;
  readonly object?: ObjectReference;
  /** Field path as Gardener prints it; empty when the object as a whole is meant. */
  readonly path: string;
  /** The offending value. Never a secret. */
  readonly value?: unknown;
  /** What is wrong: lower case, no full stop. */
  readonly message: string;
  readonly allowed?: readonly (string | number | boolean)[];
  /** What to do about it: an imperative sentence, lower case, no full stop. */
  readonly fix?: string;
  /** Name of the field that was most likely meant, where an unknown one was written: rules judge the object as if it were there. */
  readonly meant?: string;
  /** JSON types that the field takes, where the value has another one: rules judge the object as if the value that was meant were there. */
  readonly wanted?: readonly string[];
  /** What happens if nothing is done. */
  readonly effect?: string;
  /** The upstream rule, as `repo:path`. */
  readonly source?: string;
  readonly origin?: Origin;
}

import type { FieldPath } from '../../core/field-path';
import type { Position } from './line-index';
import type { Readings } from './plain-scalar';

/**
 * What a file may hold that no object should hold:
 *
 * - `encoding`: bytes that are no UTF-8, or half of a surrogate pair
 * - `control-character`: a character that YAML does not allow; NUL says that the file is binary
 * - `line-break`: U+0085, U+2028 or U+2029, which kubectl takes for line breaks
 * - `byte-order-mark`: at the start of a document
 * - `separator`: text behind `---`, or a document behind `...` that no reader looks at
 * - `syntax`: no YAML at all
 * - `escape`: an escape that go-yaml does not know
 * - `depth`: nested too deep
 * - `duplicate-key`: kubectl takes the last value, kustomize refuses the document
 * - `complex-key`: a list or a map as key
 * - `key-type`: a key that is no text, such as `1:` or `yes:`
 * - `unknown-alias`, `recursive-alias`: an alias without an anchor, or inside its own anchor
 * - `alias-bomb`: aliases that stand for far more than the file holds
 * - `merge`: a `<<` key, which only YAML 1.1 knows; not a problem in itself
 * - `tag`: a tag that no reader knows, or one that does not fit its value
 * - `not-finite`: `.inf` or `.nan`, for which JSON has no text
 * - `readers-differ`: kubectl and kustomize read different values
 * - `number-form`: a number that is written in a form that JSON does not have, such as 0644 (420) or 1.30 (1.3)
 * - `precision`: an integer beyond 2^53, which is not exact here
 */
export type ReadCode =
  | 'encoding'
  | 'control-character'
  | 'line-break'
  | 'byte-order-mark'
  | 'separator'
  | 'syntax'
  | 'escape'
  | 'depth'
  | 'duplicate-key'
  | 'complex-key'
  | 'key-type'
  | 'unknown-alias'
  | 'recursive-alias'
  | 'alias-bomb'
  | 'merge'
  | 'tag'
  | 'not-finite'
  | 'readers-differ'
  | 'number-form'
  | 'precision';

/** Who refuses the document because of a problem; the fields of a refused document are read as far as possible. */
export type RefusedBy = 'everyone' | 'kubectl' | 'kustomize' | 'nobody';

/** Something about the text of a file that a reader should know; rules decide how bad it is. */
export interface ReadProblem extends Position {
  readonly code: ReadCode;
  /** What is wrong: lower case, no full stop. Never a value of a Secret. */
  readonly message: string;
  /** What to do about it. */
  readonly fix?: string;
  readonly refusedBy: RefusedBy;
  /** The field, where there is one. */
  readonly path?: FieldPath;
  /** What the readers make of the field, where they disagree. Absent for fields of a Secret. */
  readonly readings?: Readings;
}

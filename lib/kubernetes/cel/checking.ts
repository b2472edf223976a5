import type { CelNode, SelectNode } from './syntax';
import type { CelType } from './type';

/** The types that a call has, and where it stands. */
export interface CallTypes {
  /** Of the target, if there is one, and of the arguments. */
  readonly types: readonly CelType[];
  /** Whether the first type is that of a target. */
  readonly member: boolean;
  readonly at: number;
}

/** What macros ask of the checker. */
export interface Checking {
  /** The type of a part. */
  check(node: CelNode): CelType;
  /** The type of a field of what is selected from, whatever else its name could mean. */
  field(node: SelectNode): CelType;
  /** Checks a part that must have a type. */
  expect(node: CelNode, wanted: CelType): void;
  /** The type of what a function returns. */
  call(name: string, types: CallTypes): CelType;
  /** Checks parts in which more variables are known. */
  within<Result>(variables: readonly (readonly [string, CelType])[], check: () => Result): Result;
  /** Whether a type can stand where another is wanted; what becomes known of variables is kept. */
  assign(from: CelType, to: CelType): boolean;
  /** A type with what is known of its variables. */
  resolved(type: CelType): CelType;
  /** A type of which nothing is known yet. */
  fresh(): CelType;
  /** Notes what is wrong; checking goes on. */
  fail(message: string, at: number): CelType;
}

import type { ParseArgsConfig } from 'node:util';
import { suggest } from '../core/suggest';

/** Exit codes of every command. */
export const exitCodes = {
  /** Nothing at or above the threshold. */
  ok: 0,
  /** Findings, or a difference. */
  findings: 1,
  /** Wrong usage, or input that cannot be read. */
  usage: 2,
  /** A bug of ours. */
  internal: 3,
} as const;

/** Arguments of a command after parsing. */
export interface Arguments {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
}

/** One command: `lib/cli/commands/<name>.ts` exports it as `command`. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** `synth [--check] [--watch]` */
  readonly usage: string;
  /** What the command does, its options and examples, for `--help`. */
  readonly help: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** @returns the exit code; undefined when the command decides at the end of the process */
  run(args: Arguments): number | undefined | Promise<number | undefined>;
}

/** The user called a command wrongly, or named input that cannot be read. */
export class UsageError extends Error {}

/** The text of an option, if it was given. */
export function textOption({ values }: Arguments, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/**
 * The word that the user wrote, which must be one of several: `oneOf(formats, 'jsno', 'format')`.
 *
 * @throws UsageError that names the nearest and all others
 */
export function oneOf<Word extends string>(words: readonly Word[], given: string, what: string): Word {
  const found = words.find(word => word === given);
  if (found !== undefined) return found;
  throw new UsageError(`unknown ${what} "${given}" (one of ${words.join(', ')})${didYouMean(given, words)}`);
}

/** `, did you mean check?`, or nothing when nothing is near. */
export function didYouMean(given: string, words: Iterable<string>): string {
  const near = suggest(given, words);
  return near === undefined ? '' : `, did you mean ${near}?`;
}

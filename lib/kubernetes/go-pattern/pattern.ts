import { readClass } from './pattern-class';
import { readEscape } from './pattern-escape';
import { Pattern, PatternError } from './pattern-text';

/**
 * Why Go does not compile a regular expression; undefined when it does. Its syntax is that of RE2: no references to groups, and nothing that
 * looks ahead or behind.
 *
 * Upstream: `go:src/regexp/syntax/parse.go 1.26`, with the flags of `regexp.Compile`.
 */
export function goPatternProblem(pattern: string): string | undefined {
  try {
    new Expression(pattern).read();
    return undefined;
  } catch (error) {
    if (error instanceof PatternError) return error.message;
    throw error;
  }
}

/** Most repetitions of one part, those of nested ones multiplied. */
const repeatLimit = 1000;

class Expression {
  private readonly text: Pattern;

  constructor(pattern: string) {
    this.text = new Pattern(pattern);
  }

  read(): void {
    this.alternatives();
    if (!this.text.isAtEnd) throw new PatternError('a closing parenthesis has no opening one');
  }

  /** Reads up to the end of a group; the most repetitions of a part of it. */
  private alternatives(): number {
    let most = 1;
    let last: number | undefined;
    let isRepeated = false;
    while (!this.text.isAtEnd && !this.text.startsWith(')')) {
      const times = this.repetition();
      if (times !== undefined) {
        last = repeated(last, isRepeated, times);
        isRepeated = true;
      } else {
        isRepeated = false;
        last = this.text.take('|') ? undefined : this.part(last);
      }
      most = Math.max(most, last ?? 1);
    }
    return most;
  }

  /** The factor of an operator that repeats; undefined where there is none. */
  private repetition(): number | undefined {
    const match = this.text.match(/^(?:[*+?]|\{(0|[1-9]\d*)(,(0|[1-9]\d*)?)?\})\??/);
    if (match === undefined) return undefined;
    const [, least, comma, most] = match;
    if (least === undefined) return 1;
    const maximum = comma === undefined ? Number(least) : most === undefined ? undefined : Number(most);
    if (Number(least) > repeatLimit || (maximum ?? 0) > repeatLimit)
      throw new PatternError(`nothing is repeated more than ${repeatLimit} times`);
    if (maximum !== undefined && maximum < Number(least)) throw new PatternError(`${match[0]} ends before it begins`);
    return Math.max(1, maximum ?? Number(least));
  }

  /** One part; how often it repeats something inside. Flags are none: the one before counts on. */
  private part(before: number | undefined): number | undefined {
    if (this.text.take('(')) return this.group(before);
    if (this.text.startsWith('[')) readClass(this.text);
    else if (this.text.startsWith('\\Q')) this.text.skipQuoted();
    else if (this.text.startsWith('\\')) readEscape(this.text, false);
    else this.text.next();
    return 1;
  }

  private group(before: number | undefined): number | undefined {
    if (this.text.take('?') && this.isFlags()) return before;
    const most = this.alternatives();
    if (!this.text.take(')')) throw new PatternError('a parenthesis is not closed');
    return most;
  }

  /** What follows `(?`; true when it was flags without a group. */
  private isFlags(): boolean {
    const named = this.text.match(/^P?<([^>]*)>/);
    if (named !== undefined) wantName(named[1] ?? '');
    if (named !== undefined) return false;
    const flags = this.text.match(/^(?:[imsU]*|[imsU]*-[imsU]+)([:)])/);
    if (flags === undefined)
      throw new PatternError(
        /^<?[=!]/.test(this.text.rest)
          ? 'expressions of Go look neither ahead nor behind: (?=, (?!, (?<= and (?<! are not known'
          : `(?${this.text.rest.slice(0, 2)} is not known`,
      );
    return flags[1] === ')';
  }
}

function wantName(name: string): void {
  if (/^[=!]/.test(name)) throw new PatternError('expressions of Go do not look behind: (?<= and (?<! are not known');
  if (!/^[A-Za-z0-9_]+$/.test(name)) throw new PatternError(`${JSON.stringify(name)} is no name of a group`);
}

function repeated(part: number | undefined, isRepeated: boolean, times: number): number {
  if (isRepeated) throw new PatternError('two operators that repeat follow each other');
  if (part === undefined) throw new PatternError('there is nothing to repeat');
  if (part * times > repeatLimit) throw new PatternError(`nothing is repeated more than ${repeatLimit} times`);
  return part * times;
}

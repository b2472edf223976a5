import { TextScanner } from './text-scanner';

/** A text in which lines were moved to the right. */
export interface Indented {
  readonly text: string;
  /** The offset in the text as it was of an offset in the new one. */
  readonly original: (offset: number) => number;
}

/** Growth that is plenty for any text that somebody wrote. */
const greatestGrowth = 4;
const smallText = 100_000;

/**
 * Indents the lines on which lists in brackets, maps in braces and quoted texts go on. YAML 1.2 wants them deeper than their key, and the
 * parser insists; go-yaml, and so kubectl and kustomize, does not care, and many people write `]` below the key. Undefined when nothing
 * needs to move.
 */
export function indentContinuations(text: string): Indented | undefined {
  const scan = new ContinuationScan(text);
  scan.run();
  const { insertions } = scan;
  const growth = insertions.reduce((sum, { count }) => sum + count, 0);
  if (growth === 0 || growth > smallText + greatestGrowth * text.length) return undefined;
  let moved = '';
  let from = 0;
  for (const { at, count } of insertions) {
    moved += text.slice(from, at) + ' '.repeat(count);
    from = at;
  }
  return { text: moved + text.slice(from), original: offset => originalOffset(insertions, offset) };
}

interface Insertion {
  readonly at: number;
  readonly count: number;
}

function originalOffset(insertions: readonly Insertion[], offset: number): number {
  let shift = 0;
  for (const { at, count } of insertions) {
    if (at + shift >= offset) break;
    shift += Math.min(count, offset - at - shift);
  }
  return offset - shift;
}

/** Goes once through a text, token by token. What it takes for something else is refused by the parser, as it was before. */
class ContinuationScan extends TextScanner {
  readonly insertions: Insertion[] = [];
  /** Column of the key or dash that the current value belongs to. */
  private parent = -1;
  /** The line has a key or a value, not just dashes. */
  private hasContent = false;

  run(): void {
    while (!this.atEnd()) this.line();
  }

  /** A line outside of brackets and quotes, with everything that goes on below it. */
  private line(): void {
    this.parent = -1;
    this.hasContent = false;
    let mayStart = true;
    for (this.skipBlanks(); !this.atEnd() && !this.atBreak(); this.skipBlanks()) {
      if (this.character === '#' && (this.column === 0 || this.isBlank(this.at - 1))) this.skipToBreak();
      else if (mayStart && (this.character === '|' || this.character === '>')) {
        this.blockScalar();
        return;
      } else mayStart = mayStart ? this.start() : this.plain();
    }
    if (!this.atEnd()) this.skipBreak();
  }

  /** What starts here; whether something else may start behind it at once. */
  private start(): boolean {
    const { character, column } = this;
    if ('-?:'.includes(character) && this.isBlank(this.at + 1)) {
      this.parent = column;
      this.at++;
      return true;
    }
    if ('&!*'.includes(character)) {
      while (!this.isBlank(this.at)) this.at++;
      return true;
    }
    const opens = character === '[' || character === '{';
    if (!this.hasContent && !(opens && this.parent >= 0)) this.parent = opens ? column - 1 : column;
    this.hasContent = true;
    if (opens) this.flow();
    else if (character === '"' || character === "'") this.quoted();
    else this.at++;
    return false;
  }

  /** A character of an unquoted text; whether a value may start behind it. */
  private plain(): boolean {
    return this.text.charAt(this.at++) === ':' && this.isBlank(this.at);
  }

  private blockScalar(): void {
    this.skipToBreak();
    while (!this.atEnd()) {
      this.skipBreak();
      while (this.character === ' ') this.at++;
      if (this.atBreak() || this.column > this.parent) this.skipToBreak();
      else {
        this.at = this.lineStart;
        return;
      }
    }
  }

  private flow(): void {
    let depth = 0;
    let mayStart = true;
    let afterQuotes = false;
    do {
      this.skipSeparation();
      const { character } = this;
      if (mayStart && (character === '"' || character === "'")) {
        this.quoted();
        mayStart = false;
        afterQuotes = true;
        continue;
      }
      this.at++;
      if (character === '[' || character === '{') depth++;
      else if (character === ']' || character === '}') depth--;
      mayStart =
        '[{,'.includes(character) || (character === ':' && (afterQuotes || ' \t\r\n,[]{}'.includes(this.character)));
      afterQuotes = character === ']' || character === '}';
    } while (depth > 0 && !this.atEnd());
  }

  private quoted(): void {
    const quote = this.text.charAt(this.at);
    // two single quotes stand for one: what follows them is the same text
    do {
      this.at++;
      while (!this.atEnd() && this.character !== quote) this.quotedCharacter(quote);
      this.at++;
    } while (quote === "'" && this.character === quote);
  }

  private quotedCharacter(quote: string): void {
    if (this.atBreak()) this.continueOnNextLine();
    else if (quote === '"' && this.character === '\\' && !'\r\n'.includes(this.text.charAt(this.at + 1))) this.at += 2;
    else this.at++;
  }

  /** Blanks, line breaks and comments inside of brackets. */
  private skipSeparation(): void {
    for (this.skipBlanks(); !this.atEnd(); this.skipBlanks()) {
      if (this.atBreak()) this.continueOnNextLine();
      else if (this.character === '#' && this.isBlank(this.at - 1)) this.skipToBreak();
      else return;
    }
  }

  private continueOnNextLine(): void {
    this.skipBreak();
    while (this.character === ' ') this.at++;
    const missing = this.parent + 1 - this.column;
    if (missing > 0 && !this.atBreak() && !this.atEnd()) this.insertions.push({ at: this.lineStart, count: missing });
  }
}

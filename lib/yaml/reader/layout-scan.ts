import { TextScanner } from './text-scanner';

/** Blanks that a line needs before it. */
export interface Insertion {
  readonly at: number;
  readonly count: number;
}

/**
 * Goes once through a text, token by token, for what YAML 1.2 and go-yaml see differently in the layout of lines. It is asked only about
 * texts where that matters; what is no YAML at all, the parser refuses.
 */
export class LayoutScan extends TextScanner {
  /** Lines on which brackets and quotes go on with less indentation than YAML 1.2 wants. */
  readonly insertions: Insertion[] = [];
  /** Tabs where go-yaml wants spaces: before the first token of a line, and behind a dash. */
  readonly tabs: number[] = [];
  /** Column of the key or dash that the current value belongs to. */
  private parent = -1;
  /** The line has a key or a value, not just dashes. */
  private hasContent = false;
  /** An unquoted text may go on below the line. */
  private inPlain = false;

  run(): void {
    while (!this.atEnd()) this.line();
  }

  /** A line outside of brackets and quotes, with everything that goes on below it. */
  private line(): void {
    this.checkTab(this.inPlain ? this.parent + 1 : Infinity);
    let mayStart = !this.goesOn();
    if (mayStart && !this.atBreak()) this.parent = -1;
    this.hasContent = !mayStart;
    for (this.skipBlanks(); !this.atEnd() && !this.atBreak(); this.skipBlanks()) {
      if (this.character === '#' && (this.column === 0 || this.isBlank(this.at - 1))) this.comment();
      else if (mayStart && (this.character === '|' || this.character === '>')) {
        this.blockScalar();
        return;
      } else mayStart = mayStart ? this.start() : this.plain();
    }
    if (!this.atEnd()) this.skipBreak();
  }

  /** Whether the line goes on with an unquoted text, in which every character stands for itself. */
  private goesOn(): boolean {
    return this.inPlain && this.column > this.parent && !this.atBreak() && this.character !== '#';
  }

  private comment(): void {
    this.inPlain = false;
    this.skipToBreak();
  }

  /** Skips the indentation of a line, and notes a tab that stands in it before a column. */
  private checkTab(before: number): void {
    while (this.character === ' ') this.at++;
    if (this.character === '\t' && this.column < before) this.tabs.push(this.at);
  }

  /** What starts here; whether something else may start behind it at once. */
  private start(): boolean {
    const { character, column } = this;
    if ('-?:'.includes(character) && this.isBlank(this.at + 1)) {
      this.parent = column;
      this.at++;
      this.checkTab(Infinity);
      return true;
    }
    if ('&!*'.includes(character)) {
      while (!this.isBlank(this.at)) this.at++;
      return true;
    }
    const opens = character === '[' || character === '{';
    if (!this.hasContent && !(opens && this.parent >= 0)) this.parent = opens ? column - 1 : column;
    this.hasContent = true;
    this.inPlain = false;
    if (opens) this.flow();
    else if (character === '"' || character === "'") this.quoted();
    else {
      this.at++;
      this.inPlain = true;
    }
    return false;
  }

  /** A character of an unquoted text; whether a value may start behind it. */
  private plain(): boolean {
    const ends = this.text.charAt(this.at++) === ':' && this.isBlank(this.at);
    if (ends) this.inPlain = false;
    return ends;
  }

  private blockScalar(): void {
    const start = this.at;
    this.skipToBreak();
    const digit = /^[|>][-+]?([1-9])/.exec(this.text.slice(start, start + 3))?.[1];
    let indent = digit === undefined ? Infinity : Math.max(this.parent, 0) + Number(digit);
    while (!this.atEnd()) {
      this.skipBreak();
      this.checkTab(indent);
      if (!this.atBreak() && this.character !== '\t' && this.column <= this.parent) {
        this.at = this.lineStart;
        return;
      }
      if (indent === Infinity && !this.atBreak()) indent = this.column;
      this.skipToBreak();
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

/** Where a text holds tabs that the parser accepts and go-yaml does not. */
export function misplacedTabs(text: string): readonly number[] {
  const scan = new LayoutScan(text);
  scan.run();
  return scan.tabs;
}

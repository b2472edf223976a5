/** Why a pattern is none. */
export class PatternError extends Error {}

/** The text of a pattern, read from the left. */
export class Pattern {
  /** What is not read yet. */
  rest: string;

  constructor(text: string) {
    this.rest = text;
  }

  get isAtEnd(): boolean {
    return this.rest === '';
  }

  startsWith(text: string): boolean {
    return this.rest.startsWith(text);
  }

  /** Reads a text that comes next; false when another one does. */
  take(text: string): boolean {
    const comes = this.startsWith(text);
    if (comes) this.rest = this.rest.slice(text.length);
    return comes;
  }

  /** Reads one character; empty at the end. */
  next(): string {
    const [first = ''] = this.rest;
    this.rest = this.rest.slice(first.length);
    return first;
  }

  /** Reads what an anchored expression finds. */
  match(expression: RegExp): readonly (string | undefined)[] | undefined {
    const match = expression.exec(this.rest);
    if (match === null) return undefined;
    this.rest = this.rest.slice(match[0].length);
    return match;
  }

  /** Reads `\Q`, and all up to `\E` or the end. */
  skipQuoted(): void {
    const end = this.rest.indexOf('\\E');
    this.rest = end < 0 ? '' : this.rest.slice(end + 2);
  }
}

import { runeAt, type ByteText } from './bytes';

/** Whether a code point belongs to the token; `offset` counts the bytes of the token up to and with it. */
export type Accept = (char: string, offset: number) => boolean;

export type Token = 'illegal' | 'end' | 'text' | 'open' | 'close';

/** What the scanner looks for. */
export interface Mode {
  readonly accept: Accept;
  readonly text?: boolean;
  /** `${` begins a substitution. */
  readonly open?: boolean;
  /** `}` ends one. */
  readonly close?: boolean;
  /** `$$` stands for `$`, and inside substitutions a backslash protects a slash or itself. */
  readonly escapes?: boolean;
}

/** U+0000 ends a text as its end does. */
const end = (char: string): boolean => char === '' || char === '\0';

/** Cuts a text into tokens. Source: fluxcd/pkg:envsubst/parse/scan.go */
export class Scanner {
  /** Backslashes protect characters: from the first substitution of a run of text on. */
  backslashes = false;
  private buffer: ByteText;
  private position = 0;
  private start = 0;
  /** Bytes of the code point that was read last: what `unread` goes back by, even after a look ahead. */
  private width = 0;

  constructor(text: ByteText) {
    this.buffer = text;
  }

  /** The text of the last token. */
  text(): ByteText {
    return this.buffer.slice(this.start, this.position);
  }

  read(): string {
    const { char, width } = runeAt(this.buffer, this.position);
    this.width = width;
    this.position += width;
    return char;
  }

  unread(): void {
    this.position -= this.width;
  }

  peek(): string {
    const char = this.read();
    this.unread();
    return char;
  }

  scan(mode: Mode): Token {
    this.start = this.position;
    const char = this.read();
    if (end(char)) return 'end';
    if (mode.open === true && this.opens(char)) return 'open';
    if (mode.close === true && char === '}') return 'close';
    return mode.text === true && this.scanText(char, mode) ? 'text' : 'illegal';
  }

  private scanText(first: string, mode: Mode): boolean {
    if (this.isEscaped(first, mode)) this.dropRead();
    else if (!mode.accept(first, this.position - this.start)) return false;
    for (;;) {
      const char = this.read();
      if (end(char)) break;
      if (mode.open === true && this.opens(char)) {
        // back over the brace and the dollar
        this.position -= 2;
        return true;
      }
      if (this.isEscaped(char, mode)) this.dropRead();
      else if (!mode.accept(char, this.position - this.start)) break;
    }
    this.unread();
    return true;
  }

  private opens(char: string): boolean {
    if (char !== '$') return false;
    if (this.read() === '{') return true;
    this.unread();
    return false;
  }

  private isEscaped(char: string, { escapes }: Mode): boolean {
    if (escapes !== true) return false;
    if (char === '$') return this.peek() === '$';
    if (char !== '\\' || !this.backslashes) return false;
    const next = this.peek();
    return next === '/' || next === '\\';
  }

  /** Removes the character just read, so that the one after it counts as read. */
  private dropRead(): void {
    this.buffer = this.buffer.slice(0, this.position - 1) + this.buffer.slice(this.position);
  }
}

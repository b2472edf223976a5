import { SharedTexts } from '../../core/shared-texts';
import { oddity } from './oddity';
import { resolvePlain } from './plain-scalar';

/**
 * The value of a document in the form that programs and careful people write: maps and lists of blocks, scalars on one line, literal blocks,
 * comments. Undefined for any document that has something else, or something that anybody reads differently: the full reader then reads it and
 * says what is odd. It is several times faster, because it needs neither events nor positions.
 */
export function readPlainDocument(text: string): object | undefined {
  // tabs and carriage returns are rare, and mean different things in different places
  if (text.includes('\t') || text.includes('\r')) return undefined;
  return new PlainReader(text).read();
}

const deepest = 100;
/** Blocks below this depth are parts of blocks that are shared, or too small. */
const deepestShared = 6;
const longestKey = 1000;
const longestWord = 5;

const newline = 0x0a;
const space = 0x20;
const hash = 0x23;
const dash = 0x2d;
const colon = 0x3a;
const backslash = 0x5c;

/** A backslash before anything but itself and the quote. */
const hasOddEscape = /(?<!\\)(?:\\\\)*\\(?![\\"])/;

/** Characters of unquoted keys that need no closer look, for ASCII. */
const inKey = new Uint8Array(128);
/** Characters that begin an unquoted value and have no other meaning there. */
const beginsValue = new Uint8Array(128);
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_/') {
  inKey[character.charCodeAt(0)] = 2;
  beginsValue[character.charCodeAt(0)] = 1;
}
for (const character of '0123456789.-') inKey[character.charCodeAt(0)] = 1;
for (const character of '0123456789.+~$(^=;<') beginsValue[character.charCodeAt(0)] = 1;

/** Blocks below a key or a dash. */
const blocks = new SharedTexts();
/** Blocks that begin behind a dash. */
const items = new SharedTexts();

class PlainReader {
  private readonly text: string;
  /** Offset of what is read next, on the current line with content. */
  private at = 0;
  /** Its column; -1 at the end of the text. */
  private column = -1;
  /** Column of the first character of the line. */
  private indentation = 0;
  /** Offset of the end of the line. */
  private lineEnd = 0;
  private nextLine = 0;
  private depth = 0;
  /** Something was met that is not for this reader. */
  private unusual = false;

  constructor(text: string) {
    this.text = text;
  }

  read(): object | undefined {
    this.advance();
    if (this.column !== 0) return undefined;
    const value = this.block(0);
    return this.isDone() ? value : undefined;
  }

  private isDone(): boolean {
    return this.column < 0 && !this.unusual;
  }

  /** Goes to the next line that is neither empty nor a comment. */
  private advance(): void {
    const { text } = this;
    for (let start = this.nextLine; start < text.length; start = this.nextLine) {
      let at = start;
      while (text.charCodeAt(at) === space) at++;
      const end = text.indexOf('\n', at);
      this.lineEnd = end < 0 ? text.length : end;
      this.nextLine = this.lineEnd + 1;
      if (at === this.lineEnd || text.charCodeAt(at) === hash) continue;
      this.at = at;
      this.column = this.indentation = at - start;
      return;
    }
    this.column = -1;
  }

  private block(column: number): object {
    if (++this.depth > deepest) this.unusual = true;
    const value = this.isItem() ? this.list(column) : this.map(column);
    this.depth--;
    return value;
  }

  private map(column: number): object {
    const map: Record<string, unknown> = {};
    while (this.column === column && !this.unusual) {
      const end = this.keyEnd();
      const key = this.text.slice(this.at, end);
      if (end < 0 || !isPlainKey(key) || (map[key] !== undefined && Object.hasOwn(map, key))) return this.refuse();
      this.skipTo(end + 1);
      map[key] = this.isLineOver() ? this.below(column, key) : this.scalar(column);
    }
    return this.column > column ? this.refuse() : map;
  }

  private list(column: number): object {
    const list: unknown[] = [];
    while (this.column === column && this.isItem() && !this.unusual) {
      const isFirst = this.column === this.indentation;
      this.skipTo(this.at + 1);
      if (this.isLineOver()) list.push(this.below(column));
      else if (this.isItem()) list.push(this.block(this.column));
      else if (this.keyEnd() >= 0) list.push(isFirst ? this.shared(items, '-') : this.block(this.column));
      else list.push(this.scalar(column));
    }
    return this.column > column ? this.refuse() : list;
  }

  /** What stands below a key or a dash. Lists may be indented no deeper than their key. */
  private below(column: number, key?: string): object | null {
    this.advance();
    if (this.column > column) return this.shared(blocks, key ?? '-');
    return key !== undefined && this.column === column && this.isItem() ? this.block(column) : null;
  }

  /** The block that begins here, which may have been read before. */
  private shared(known: SharedTexts, place: string): object {
    const { column } = this;
    if (this.depth > deepestShared || !known.isPromising(place)) return this.block(column);
    const end = this.blockEnd(column);
    const text = this.text.slice(this.at - column, end);
    const found = known.find(text, place);
    if (found === undefined) {
      const value = this.block(column);
      if (!this.unusual) known.add(text, value);
      return value;
    }
    this.nextLine = end;
    this.advance();
    return found;
  }

  /** Where the lines end that are indented at least as deep as this one; empty lines and comments between them count. */
  private blockEnd(column: number): number {
    const { text } = this;
    let end = this.nextLine;
    for (let start = end; start < text.length;) {
      let at = start;
      while (text.charCodeAt(at) === space) at++;
      const newlineAt = text.indexOf('\n', at);
      const next = newlineAt < 0 ? text.length : newlineAt + 1;
      const isContent = at !== newlineAt && text.charCodeAt(at) !== hash;
      if (isContent && at - start < column) break;
      if (isContent || at - start >= column) end = next;
      start = next;
    }
    return Math.min(end, text.length);
  }

  /** The scalar that begins here and ends with its line, or is a literal block. */
  private scalar(column: number): unknown {
    const value = this.scalarValue(column);
    this.advance();
    // an unquoted text that goes on below
    if (this.column > column) this.unusual = true;
    return value;
  }

  private scalarValue(column: number): unknown {
    const { text, at, lineEnd } = this;
    switch (text.charAt(at)) {
      case '"':
      case "'":
        return this.quoted(text.charAt(at));
      case '|':
        return this.literal(column);
      case '{':
        return text.slice(at, lineEnd) === '{}' ? {} : this.refuse();
      case '[':
        return text.slice(at, lineEnd) === '[]' ? [] : this.refuse();
      case '-':
        return text.charCodeAt(at + 1) === space || at + 1 === lineEnd ? this.refuse() : this.plain();
      default:
        return beginsValue[text.charCodeAt(at)] === 1 ? this.plain() : this.refuse();
    }
  }

  private plain(): unknown {
    let text = this.text.slice(this.at, this.lineEnd);
    const comment = text.indexOf(' #');
    if (comment >= 0) text = text.slice(0, comment);
    if (text.charCodeAt(text.length - 1) === space) text = text.trimEnd();
    const mark = text.indexOf(':');
    if (mark >= 0 && (mark === text.length - 1 || text.includes(': ') || text.endsWith(':'))) return this.refuse();
    const value = resolvePlain(text);
    const first = text.charCodeAt(0);
    if (value === text && (first < 0x30 || first > 0x39)) return text;
    return oddity(text, value) === undefined ? value : this.refuse();
  }

  private quoted(quote: string): unknown {
    const end = this.quoteEnd(quote);
    if (end < 0 || end > this.lineEnd) return this.refuse();
    const text = this.text.slice(this.at + 1, end);
    if (quote === '"' ? hasOddEscape.test(text) : this.text.startsWith("'", end + 1)) return this.refuse();
    this.skipTo(end + 1);
    if (!this.isLineOver()) return this.refuse();
    return quote === '"' && text.includes('\\') ? text.replace(/\\(.)/g, '$1') : text;
  }

  private quoteEnd(quote: string): number {
    let end = this.text.indexOf(quote, this.at + 1);
    while (quote === '"' && end >= 0 && this.isEscaped(end)) end = this.text.indexOf(quote, end + 1);
    return end;
  }

  private isEscaped(offset: number): boolean {
    let at = offset;
    while (this.text.charCodeAt(at - 1) === backslash) at--;
    return (offset - at) % 2 === 1;
  }

  /** `|` and `|-`, with the indentation of their first line. */
  private literal(column: number): unknown {
    const { text } = this;
    const header = text.slice(this.at, this.lineEnd);
    const first = this.nextLine;
    let indent = 0;
    while (text.charCodeAt(first + indent) === space) indent++;
    if ((header !== '|' && header !== '|-') || indent <= column) return this.refuse();
    const lines: string[] = [];
    for (let start = first; start < text.length; start = this.nextLine) {
      const end = text.indexOf('\n', start);
      let at = start;
      while (at - start < indent && text.charCodeAt(at) === space) at++;
      if (at - start < indent && at !== end) break;
      const line = text.slice(at, end);
      // without a line break at the end, or more blanks than the indentation: readers disagree about the last line break
      if (end < 0 || (line !== '' && line.trimStart() === '')) return this.refuse();
      lines.push(line);
      this.nextLine = end + 1;
    }
    while (lines.length > 0 && lines[lines.length - 1] === '') lines.pop();
    if (lines[0] === undefined || lines[0] === '') return this.refuse();
    return header === '|' ? `${lines.join('\n')}\n` : lines.join('\n');
  }

  /** Offset of the colon behind an unquoted key; -1 when there is none. */
  private keyEnd(): number {
    const { text, lineEnd } = this;
    if (inKey[text.charCodeAt(this.at)] !== 2) return -1;
    let at = this.at + 1;
    while ((inKey[text.charCodeAt(at)] ?? 0) > 0) at++;
    if (text.charCodeAt(at) !== colon || at - this.at > longestKey) return -1;
    return at + 1 === lineEnd || text.charCodeAt(at + 1) === space ? at : -1;
  }

  private isItem(): boolean {
    if (this.text.charCodeAt(this.at) !== dash) return false;
    const next = this.text.charCodeAt(this.at + 1);
    return next === space || next === newline || this.at + 1 === this.lineEnd;
  }

  /** Goes to an offset of the line, and past the blanks there. */
  private skipTo(offset: number): void {
    let at = offset;
    while (this.text.charCodeAt(at) === space) at++;
    this.column += at - this.at;
    this.at = at;
  }

  /** Whether nothing but a comment is left on the line. */
  private isLineOver(): boolean {
    if (this.at >= this.lineEnd) return true;
    return this.text.charCodeAt(this.at) === hash && this.text.charCodeAt(this.at - 1) === space;
  }

  private refuse(): Record<string, never> {
    this.unusual = true;
    return {};
  }
}

/** Whether everybody reads a key as the text that it is. */
function isPlainKey(key: string): boolean {
  return key.length > longestWord ? key !== '__proto__' : resolvePlain(key) === key;
}

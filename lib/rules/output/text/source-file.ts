import { lineStarts } from '../../../yaml/reader/line-index';

/** The text of a file of which lines are shown. */
export class SourceFile {
  private readonly text: string;
  private starts: readonly number[] | undefined;
  private readonly secrets = new Map<number, boolean>();

  constructor(text: string) {
    this.text = text;
  }

  /** A line by its number, from 1, without its line break; undefined when there is none. */
  line(number: number): string | undefined {
    const start = this.startOf(number);
    return start === undefined ? undefined : /^[^\r\n]*/.exec(this.text.slice(start, this.startOf(number + 1)))?.[0];
  }

  /** Offset of the document that holds a line. */
  documentAt(line: number): number {
    const start = this.startOf(line) ?? 0;
    return start === 0 ? 0 : this.text.lastIndexOf(separator, start) + 1;
  }

  /** Whether the document that holds a line may be a Secret, as far as its words tell: it may be too broken to be read. */
  mayBeSecret(line: number): boolean {
    const begin = this.documentAt(line);
    let known = this.secrets.get(begin);
    if (known === undefined) {
      const end = this.text.indexOf(separator, begin + 1);
      known = words.test(this.text.slice(begin, end < 0 ? undefined : end));
      this.secrets.set(begin, known);
    }
    return known;
  }

  private startOf(number: number): number | undefined {
    this.starts ??= lineStarts(this.text);
    return this.starts[number - 1];
  }
}

const separator = '\n---';

const words = /\b(?:Internal)?Secret\b|\bstringData\b/;

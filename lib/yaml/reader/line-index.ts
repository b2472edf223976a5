import type { Origin } from '../../core/finding';

/** A place in a file. The column counts UTF-16 code units. */
export type Position = Required<Pick<Origin, 'file' | 'line' | 'column'>>;

/** Finds line and column of an offset. The starts of the lines are looked up once, when the first place is asked for. */
export class LineIndex {
  private readonly text: string;
  private readonly file: string;
  private starts: number[] | undefined;

  constructor(text: string, file: string) {
    this.text = text;
    this.file = file;
  }

  position(offset: number): Position {
    this.starts ??= lineStarts(this.text);
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.starts[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return { file: this.file, line: low + 1, column: offset - (this.starts[low] as number) + 1 };
  }
}

/** Offsets of the starts of all lines; a carriage return ends a line as well. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (const { 0: lineBreak, index } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + lineBreak.length);
  return starts;
}

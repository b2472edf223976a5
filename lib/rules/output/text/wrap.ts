import { printable } from './printable';

/** How lines are laid out. */
export interface Layout {
  /** Columns of a line; a single word may be longer. */
  readonly width: number;
  /** Before each line. */
  readonly indent: string;
  /** Before each line but the first, in addition. */
  readonly hanging?: string;
}

/** Breaks a text at its spaces; line breaks in it stay. */
export function wrap(text: string, { width, indent, hanging = '  ' }: Layout): string[] {
  const lines: string[] = [];
  let line = '';
  const margin = (): string => (lines.length === 0 ? indent : indent + hanging);
  const end = (): void => {
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = '';
  };
  for (const paragraph of text.split(/\r\n|\r|\n/)) {
    for (const word of printable(paragraph).split(/(?<=\S)(?=\s)/)) {
      if (line.trim() !== '' && line.length + word.length > width) end();
      line = line === '' ? margin() + word.trimStart() : line + word;
    }
    end();
  }
  return lines;
}

const line = /[ \t]*(#?)([^\r\n]*)(?:\r\n|\r|\n|$)/y;

/**
 * The comment at the head of a document: the text behind `#` of each line before the first line with content, without the blank after
 * the `#`. Empty lines do not end it.
 */
export function headComment(text: string, from: number, end: number): string[] {
  const lines: string[] = [];
  line.lastIndex = from;
  while (line.lastIndex < end) {
    const [, mark = '', rest = ''] = line.exec(text) ?? [];
    if (mark === '' && rest !== '') break;
    if (mark !== '') lines.push(rest.replace(/^ /, ''));
  }
  return lines;
}

/** A part of a file that the readers parse on its own. */
export interface Chunk {
  /** Offset of its first character in the file. */
  readonly start: number;
  readonly end: number;
  /** What follows `---` on the line before it, without blanks; empty, or a comment where all is well. */
  readonly separator: string;
  /** Offset of that text. */
  readonly separatorAt: number;
}

/**
 * Cuts a file at its lines that start with `---`, as kubectl does before it parses anything: an error in one document leaves the others
 * readable. Source: apimachinery:pkg/util/yaml/decoder.go YAMLReader.
 */
export function splitDocuments(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  let separator = '';
  let separatorAt = 0;
  let start = 0;
  for (let marker = nextMarker(text, 0); marker >= 0; marker = nextMarker(text, start)) {
    chunks.push({ start, end: marker, separator, separatorAt });
    const lineEnd = text.indexOf('\n', marker);
    separatorAt = marker + '---'.length;
    start = lineEnd < 0 ? text.length : lineEnd + 1;
    separator = text.slice(separatorAt, start).trim();
  }
  chunks.push({ start, end: text.length, separator, separatorAt });
  return chunks;
}

/** Offset of the next line that starts with `---`; -1 when there is none. `from` is the start of a line. */
function nextMarker(text: string, from: number): number {
  if (text.startsWith('---', from)) return from;
  const at = text.indexOf('\n---', from);
  return at < 0 ? -1 : at + 1;
}

/** What the parser gets of a chunk: U+0085 is a line break for go-yaml, and turns into one in the values. */
export function textOf(file: string, { start, end }: Chunk): string {
  const text = file.slice(start, end);
  return text.includes('\u0085') ? text.replaceAll('\u0085', '\n') : text;
}

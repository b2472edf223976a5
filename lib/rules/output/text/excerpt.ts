import type { Finding } from '../../../core/finding';
import type { Paint } from './paint';
import { printable } from './printable';
import { shownLine } from './secrecy';
import type { SourceFile } from './source-file';
import { spanOf, type Span } from './span';

/** How a line is shown. */
export interface ExcerptOptions {
  readonly width: number;
  readonly indent: string;
  readonly paint: Paint;
}

const ellipsis = '...';
/** What is kept in front of the value when a line is too long. */
const lead = 20;

/** The line that a finding is about, with a mark below what is meant; nothing when it is about no line, or about a secret one. */
export function excerpt(finding: Finding, source: SourceFile, { width, indent, paint }: ExcerptOptions): string[] {
  const { origin, path, object, severity } = finding;
  if (origin?.line === undefined || (object !== undefined && path === '')) return [];
  const shown = shownLine(finding, source);
  if (shown === undefined) return [];
  const number = String(origin.line);
  const room = Math.max(lead * 2, width - indent.length - number.length - ' | '.length);
  const { text, span } = cut(shown.text, spanOf(shown.text, shown.offset, finding), room);
  const mark = ' '.repeat(span.start) + paint(severity, '^'.repeat(Math.max(1, span.end - span.start)));
  return [
    `${indent}${paint('quiet', `${number} |`)} ${printable(text).trimEnd()}`,
    `${indent}${paint('quiet', `${' '.repeat(number.length)} |`)} ${mark}`,
  ];
}

/** The part of a long line that holds the span, or its beginning. */
function cut(text: string, span: Span, room: number): { readonly text: string; readonly span: Span } {
  if (text.length <= room) return { text, span };
  const from = span.end <= room - ellipsis.length ? 0 : Math.max(0, span.start - lead);
  const before = from === 0 ? '' : ellipsis;
  const rest = text.slice(from, from + room - before.length);
  const isCut = from + rest.length < text.length;
  const line = before + (isCut ? rest.slice(0, -ellipsis.length) + ellipsis : rest);
  const move = before.length - from;
  return { text: line, span: { start: span.start + move, end: Math.min(span.end + move, line.length) } };
}

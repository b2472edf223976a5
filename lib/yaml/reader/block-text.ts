import { getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { Position } from './line-index';

/** A text in literal style: its lines stand in the file as they are, further to the right. */
export interface BlockText {
  readonly value: string;
  /** Offset of its first line. */
  readonly start: number;
  /** Spaces before each of its lines. */
  readonly indent: number;
}

/** The block that an event is about; undefined for scalars of another style. */
export function blockText(text: string, event: ScalarEvent): BlockText | undefined {
  if (event.style !== SCALAR_STYLE.LITERAL_BLOCK) return undefined;
  return { value: getScalarValue(text, event), start: event.valueStart, indent: event.indent };
}

/** Offset in the file of a place in the block, which has lines and columns from 1. */
export function offsetInBlock(
  text: string,
  { start, indent }: BlockText,
  { line, column }: Pick<Position, 'line' | 'column'>,
): number {
  let offset = start;
  for (let passed = 1; passed < line; passed++) {
    const end = text.indexOf('\n', offset);
    if (end === -1) break;
    offset = end + 1;
  }
  return offset + indent + column - 1;
}

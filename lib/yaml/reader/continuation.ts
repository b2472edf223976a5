import { LayoutScan, type Insertion } from './layout-scan';

/** A text in which lines were moved to the right. */
export interface Indented {
  readonly text: string;
  /** The offset in the text as it was of an offset in the new one. */
  readonly original: (offset: number) => number;
}

/** Growth that is plenty for any text that somebody wrote. */
const greatestGrowth = 4;
const smallText = 100_000;

/**
 * Indents the lines on which lists in brackets, maps in braces and quoted texts go on. YAML 1.2 wants them deeper than their key, and the
 * parser insists; go-yaml, and so kubectl and kustomize, does not care, and many people write `]` below the key. Undefined when nothing
 * needs to move.
 */
export function indentContinuations(text: string): Indented | undefined {
  const scan = new LayoutScan(text);
  scan.run();
  const { insertions } = scan;
  const growth = insertions.reduce((sum, { count }) => sum + count, 0);
  if (growth === 0 || growth > smallText + greatestGrowth * text.length) return undefined;
  let moved = '';
  let from = 0;
  for (const { at, count } of insertions) {
    moved += text.slice(from, at) + ' '.repeat(count);
    from = at;
  }
  return { text: moved + text.slice(from), original: offset => originalOffset(insertions, offset) };
}

function originalOffset(insertions: readonly Insertion[], offset: number): number {
  let shift = 0;
  for (const { at, count } of insertions) {
    if (at + shift >= offset) break;
    shift += Math.min(count, offset - at - shift);
  }
  return offset - shift;
}

import { appliedFirst, appliedLast, applyTieBreak } from '../../../lib/synth/apply-order';
import { equal, firstOf, type Difference } from '../compare';

/** The order in which Flux applies objects: the kinds that lead, those that come last, and what decides between equals. */
export function runApplyOrder(entry: unknown): Difference | undefined {
  const { first, last, tieBreak } = entry as Readonly<Record<'first' | 'last' | 'tieBreak', unknown>>;
  return firstOf(
    () => equal('first', first, appliedFirst),
    () => equal('last', last, appliedLast),
    () => equal('tieBreak', tieBreak, applyTieBreak),
  );
}

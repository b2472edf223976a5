import type { Cidr } from './cidr';

/** Two entries whose networks share addresses; the outer network contains the inner one or equals it. */
export interface Overlap<Entry> {
  readonly outer: Entry;
  readonly inner: Entry;
}

/**
 * All pairs of entries with overlapping networks, in O(n log n + pairs): two networks overlap only when one contains the other, so
 * a walk in order of address meets every network inside the ones still open. Order: by inner network, then from the largest outer
 * one down; equal networks keep the order of the entries. Stop iterating to pay for the first pairs only.
 */
export function* overlappingPairs<Entry>(
  entries: Iterable<Entry>,
  cidrOf: (entry: Entry) => Cidr,
): Iterable<Overlap<Entry>> {
  const sorted = Array.from(entries, entry => ({ entry, cidr: cidrOf(entry) }));
  sorted.sort((a, b) => a.cidr.compare(b.cidr));
  const open: typeof sorted = [];
  for (const inner of sorted) {
    while (open.length > 0 && open.at(-1)?.cidr.overlaps(inner.cidr) !== true) open.pop();
    for (const outer of open) yield { outer: outer.entry, inner: inner.entry };
    open.push(inner);
  }
}

/**
 * The candidate that the writer of `given` most likely meant: the closest one by letters added, left out, replaced or swapped,
 * upper and lower case alike. Undefined when nothing is close: one edit is allowed for every three letters, and one for shorter
 * words. Candidates at the same distance are told apart by spelling, so that their order does not matter.
 */
export function suggest(given: string, candidates: Iterable<string>): string | undefined {
  const wanted = given.toLowerCase();
  let limit = Math.max(1, Math.floor(given.length / 3));
  let best: string | undefined;
  for (const candidate of candidates) {
    if (candidate === given) continue;
    const distance = editDistance(wanted, candidate.toLowerCase(), limit);
    if (distance > limit || (distance === limit && best !== undefined && !isBetterTie(candidate, best, given)))
      continue;
    best = candidate;
    limit = distance;
  }
  return best;
}

/**
 * Edits that turn one text into the other: insert, delete, replace, swap of neighbors (optimal string alignment). Gives up with
 * `limit + 1` as soon as the distance is known to exceed the limit.
 */
export function editDistance(a: string, b: string, limit = Infinity): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = nextRow({ a, b, row, last, beforeLast });
    if (Math.min(...current) > limit) return limit + 1;
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}

interface Step {
  readonly a: string;
  readonly b: string;
  readonly row: number;
  readonly last: readonly number[];
  readonly beforeLast: readonly number[];
}

function nextRow({ a, b, row, last, beforeLast }: Step): number[] {
  const current = [row];
  for (let column = 1; column <= b.length; column++) {
    const same = a[row - 1] === b[column - 1];
    let cost = Math.min(cell(last, column) + 1, cell(current, column - 1) + 1, cell(last, column - 1) + (same ? 0 : 1));
    const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
    if (swapped) cost = Math.min(cost, cell(beforeLast, column - 2) + 1);
    current.push(cost);
  }
  return current;
}

function cell(row: readonly number[], column: number): number {
  return row[column] ?? 0;
}

/** At equal distance the candidate that shares more of the beginning wins, then the one that sorts first. */
function isBetterTie(candidate: string, best: string, given: string): boolean {
  const difference = sharedStart(candidate, given) - sharedStart(best, given);
  return difference === 0 ? candidate < best : difference > 0;
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

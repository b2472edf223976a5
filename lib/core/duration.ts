/**
 * A span of time as Go's time.Duration: nanoseconds in 64 bits, exact and immutable.
 * Source: Go 1.26 time (ParseDuration, Duration.String).
 */
export class Duration {
  static readonly zero = new Duration(0n);

  /** Nanoseconds, within 64 bits. */
  readonly nanoseconds: bigint;

  private constructor(nanoseconds: bigint) {
    this.nanoseconds = nanoseconds;
  }

  /** Reads `1h30m`, `-1.5s`, `0`; undefined when Go refuses it. */
  static parse(text: string): Duration | undefined {
    const duration = Duration.read(text);
    return typeof duration === 'string' ? undefined : duration;
  }

  /** Why `parse` refuses a text; undefined when it does not. */
  static problem(text: string): string | undefined {
    const duration = Duration.read(text);
    return typeof duration === 'string' ? duration : undefined;
  }

  /** A duration that is known to be one; throws otherwise. */
  static of(text: string): Duration {
    const duration = Duration.read(text);
    if (typeof duration === 'string') throw new RangeError(`duration ${JSON.stringify(text)}: ${duration}`);
    return duration;
  }

  /** Throws when the number of nanoseconds does not fit into 64 bits. */
  static fromNanoseconds(nanoseconds: bigint): Duration {
    if (BigInt.asIntN(64, nanoseconds) !== nanoseconds) throw new RangeError(overflow);
    return new Duration(nanoseconds);
  }

  /** Rounded to whole nanoseconds. */
  static fromSeconds(seconds: number): Duration {
    return Duration.fromNanoseconds(BigInt(Math.round(seconds * 1e9)));
  }

  private static read(text: string): Duration | string {
    const negative = text.startsWith('-');
    const rest = negative || text.startsWith('+') ? text.slice(1) : text;
    if (rest === '0') return Duration.zero;
    if (rest === '') return 'must be a number with a unit, such as 30s or 1h30m';
    let sum = 0n;
    for (let position = 0; position < rest.length;) {
      const term = readTerm(rest, position);
      if (typeof term === 'string') return term;
      sum += term.nanoseconds;
      if (term.nanoseconds > limit || sum > limit) return overflow;
      position = term.end;
    }
    if (negative) return new Duration(-sum);
    return sum === limit ? overflow : new Duration(sum);
  }

  compare(other: Duration): -1 | 0 | 1 {
    if (this.nanoseconds === other.nanoseconds) return 0;
    return this.nanoseconds < other.nanoseconds ? -1 : 1;
  }

  equals(other: Duration): boolean {
    return this.nanoseconds === other.nanoseconds;
  }

  /** Throws when the sum does not fit into 64 bits. */
  add(other: Duration): Duration {
    return Duration.fromNanoseconds(this.nanoseconds + other.nanoseconds);
  }

  isNegative(): boolean {
    return this.nanoseconds < 0n;
  }

  toSeconds(): number {
    return Number(this.nanoseconds) / 1e9;
  }

  toMilliseconds(): number {
    return Number(this.nanoseconds) / 1e6;
  }

  /** Go's text: hours, minutes and seconds, or one smaller unit below a second; `90m` is `1h30m0s`. */
  toString(): string {
    const magnitude = this.isNegative() ? -this.nanoseconds : this.nanoseconds;
    const sign = this.isNegative() ? '-' : '';
    if (magnitude === 0n) return '0s';
    if (magnitude < second) return `${sign}${subsecondText(magnitude)}`;
    const minutes = magnitude / minute;
    const hours = minutes / 60n;
    const seconds = `${decimal(magnitude % minute, second)}s`;
    if (minutes === 0n) return `${sign}${seconds}`;
    return `${sign}${hours === 0n ? '' : `${hours}h`}${minutes % 60n}m${seconds}`;
  }

  toJSON(): string {
    return this.toString();
  }
}

const second = 1_000_000_000n;
const minute = 60n * second;
const overflow = 'must fit into 64 bits of nanoseconds, about 292 years';
/** Only a negative duration reaches it. */
const limit = 1n << 63n;

const units: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1000n],
  ['µs', 1000n],
  ['μs', 1000n],
  ['ms', 1_000_000n],
  ['s', second],
  ['m', minute],
  ['h', 60n * minute],
]);

// `y` keeps every attempt at one position
const term = /([0-9]*)(?:\.([0-9]*))?([^.0-9]*)/y;

function readTerm(text: string, start: number): { readonly nanoseconds: bigint; readonly end: number } | string {
  term.lastIndex = start;
  const [matched = '', whole = '', fraction = '', unit = ''] = term.exec(text) ?? [];
  if (whole === '' && fraction === '') return 'every unit needs a number before it';
  if (unit === '') return 'every number needs a unit, known are ns us ms s m h';
  const size = units.get(unit);
  if (size === undefined) return `unknown unit "${unit}", known are ns us ms s m h`;
  const nanoseconds = BigInt(whole === '' ? '0' : whole) * size + fractionOf(fraction, size);
  return { nanoseconds, end: start + matched.length };
}

/** Go computes with a float here and keeps only the digits that fit into 63 bits. */
function fractionOf(digits: string, unit: bigint): bigint {
  let [value, scale] = [0n, 1];
  for (const digit of digits) {
    const next = value * 10n + BigInt(digit);
    if (next > limit || value > (limit - 1n) / 10n) break;
    [value, scale] = [next, scale * 10];
  }
  return value === 0n ? 0n : BigInt(Math.trunc(Number(value) * (Number(unit) / scale)));
}

function subsecondText(nanoseconds: bigint): string {
  if (nanoseconds < 1000n) return `${nanoseconds}ns`;
  if (nanoseconds < 1_000_000n) return `${decimal(nanoseconds, 1000n)}µs`;
  return `${decimal(nanoseconds, 1_000_000n)}ms`;
}

/** `amount / unit` without trailing zeros. */
function decimal(amount: bigint, unit: bigint): string {
  const whole = amount / unit;
  const places = unit.toString().length - 1;
  const fraction = (amount % unit).toString().padStart(places, '0').replace(/0+$/, '');
  return fraction === '' ? `${whole}` : `${whole}.${fraction}`;
}

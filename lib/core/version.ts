import { memoize } from './memo';

/**
 * Semantic versions as Gardener reads them, with the library Masterminds/semver: `1.31`, `v1.31.2-rc.1+build` and leading zeros
 * are accepted, numbers have 64 bits.
 *
 * Source: Masterminds/semver:version.go v3.5 (NewVersion, StrictNewVersion, Compare).
 */
export class Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** Text after `-`; empty for a release. */
  readonly prerelease: string;
  /** Text after `+`; does not count in comparisons. */
  readonly metadata: string;
  /** The text as it was given. */
  readonly original: string;
  /** Major, minor and patch without loss, when one of them is too large for a number. */
  private readonly exact: readonly bigint[] | undefined;

  private constructor(original: string, { numbers, prerelease, metadata }: Parts) {
    this.original = original;
    [this.major, this.minor, this.patch] = [Number(numbers[0]), Number(numbers[1]), Number(numbers[2])];
    this.prerelease = prerelease;
    this.metadata = metadata;
    this.exact = numbers.some(digits => digits.length > safeDigits) ? numbers.map(BigInt) : undefined;
  }

  /** Reads a version, missing parts count as zero; undefined when it is none. */
  static readonly parse: (text: string) => Version | undefined = memoize(text => Version.read(text, loose));

  /** Reads a complete version without `v` and leading zeros; undefined when it is none. */
  static parseStrict(text: string): Version | undefined {
    return Version.read(text, strict);
  }

  /** A version that is known to be one; throws otherwise. */
  static of(text: string): Version {
    const version = Version.parse(text);
    if (version === undefined) throw new RangeError(`${JSON.stringify(text)} is not a version`);
    return version;
  }

  private static read(text: string, syntax: RegExp): Version | undefined {
    if (Buffer.byteLength(text) > maxVersionLength) return undefined;
    const match = syntax.exec(text);
    if (match === null) return undefined;
    const [, major = '0', minor = '0', patch = '0', prerelease = '', metadata = ''] = match;
    const numbers = [major, minor, patch] as const;
    if (numbers.some(digits => digits.length > safeDigits && BigInt(digits) > maxNumber)) return undefined;
    if (prerelease !== '' && prerelease.split('.').some(part => /^0[0-9]+$/.test(part))) return undefined;
    return new Version(text, { numbers, prerelease, metadata });
  }

  /** -1, 0 or 1: a pre-release comes before its release, metadata does not count. */
  compare(other: Version): -1 | 0 | 1 {
    return this.compareNumbers(other) || comparePrereleases(this.prerelease, other.prerelease);
  }

  equals(other: Version): boolean {
    return this.compare(other) === 0;
  }

  lessThan(other: Version): boolean {
    return this.compare(other) < 0;
  }

  isPrerelease(): boolean {
    return this.prerelease !== '';
  }

  /** `1.31`. */
  majorMinor(): string {
    return this.toString().split('.', 2).join('.');
  }

  /** The complete form: three numbers, no `v`. */
  toString(): string {
    const numbers = (this.exact ?? [this.major, this.minor, this.patch]).join('.');
    const metadata = this.metadata === '' ? '' : `+${this.metadata}`;
    return this.prerelease === '' ? `${numbers}${metadata}` : `${numbers}-${this.prerelease}${metadata}`;
  }

  toJSON(): string {
    return this.toString();
  }

  private compareNumbers(other: Version): -1 | 0 | 1 {
    if (this.exact === undefined && other.exact === undefined) {
      return order(this.major, other.major) || order(this.minor, other.minor) || order(this.patch, other.patch);
    }
    const [a, b] = [this.numbers(), other.numbers()];
    return order(a[0], b[0]) || order(a[1], b[1]) || order(a[2], b[2]);
  }

  private numbers(): readonly bigint[] {
    return this.exact ?? [BigInt(this.major), BigInt(this.minor), BigInt(this.patch)];
  }
}

/** -1, 0 or 1: part by part, numbers by value and before words, the shorter one first; none at all comes last. */
export function comparePrereleases(a: string, b: string): -1 | 0 | 1 {
  if (a === b) return 0;
  if (a === '' || b === '') return a === '' ? 1 : -1;
  const [partsA, partsB] = [a.split('.'), b.split('.')];
  for (let i = 0; i < Math.max(partsA.length, partsB.length); i++) {
    const difference = comparePart(partsA[i], partsB[i]);
    if (difference !== 0) return difference;
  }
  return 0;
}

interface Parts {
  /** Digits of major, minor and patch. */
  readonly numbers: readonly [string, string, string];
  readonly prerelease: string;
  readonly metadata: string;
}

const maxVersionLength = 256;
/** So many digits always fit into a number. */
const safeDigits = 15;
const maxNumber = 2n ** 64n - 1n;
const suffixes = /(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/.source;
const loose = new RegExp(String.raw`^v?([0-9]+)(?:\.([0-9]+))?(?:\.([0-9]+))?${suffixes}`);
const strict = new RegExp(String.raw`^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)${suffixes}`);

function comparePart(a: string | undefined, b: string | undefined): -1 | 0 | 1 {
  if (a === b) return 0;
  if (a === undefined || b === undefined) return a === undefined ? -1 : 1;
  const [numberA, numberB] = [numberOf(a), numberOf(b)];
  if (numberA !== undefined && numberB !== undefined) return order(numberA, numberB);
  if (numberA === undefined && numberB === undefined) return order(a, b);
  return numberA === undefined ? 1 : -1;
}

function numberOf(part: string): bigint | undefined {
  if (!/^[0-9]+$/.test(part)) return undefined;
  const number = BigInt(part);
  return number > maxNumber ? undefined : number;
}

function order<T extends number | bigint | string>(a: T | undefined, b: T | undefined): -1 | 0 | 1 {
  if (a === b || a === undefined || b === undefined) return 0;
  return a < b ? -1 : 1;
}

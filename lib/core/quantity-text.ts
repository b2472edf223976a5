/**
 * How the text of a quantity falls into parts, and what its suffixes mean.
 * Source: apimachinery:pkg/api/resource/quantity.go, suffix.go v0.36.
 */

/** Family of suffixes that a quantity was written with; it is printed with the same. */
export type QuantityFormat = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';

/** The parts of a quantity's text. */
export interface QuantityParts {
  readonly negative: boolean;
  /** Digits before the point without leading zeros; `0` when there are none. */
  readonly whole: string;
  /** Digits after the point. */
  readonly fraction: string;
  readonly hasDigits: boolean;
  readonly suffix: string;
}

/** What a suffix multiplies with: `base ** exponent`. */
export interface Multiplier {
  readonly base: 2 | 10;
  readonly exponent: number;
  readonly format: QuantityFormat;
}

const decimalSuffixes = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const lowestDecimalExponent = -9;

const multipliers = new Map<string, Multiplier>([
  ...binarySuffixes.map((suffix, index): [string, Multiplier] => [
    suffix,
    { base: 2, exponent: index * 10, format: 'BinarySI' },
  ]),
  ...decimalSuffixes.map((suffix, index): [string, Multiplier] => [
    suffix,
    { base: 10, exponent: lowestDecimalExponent + index * 3, format: 'DecimalSI' },
  ]),
]);

/**
 * Splits a text into sign, digits and suffix; undefined when it has another form. As upstream, it takes texts without any digit
 * (`+`, `.`, `Gi`) for zero.
 */
export function splitQuantity(text: string): QuantityParts | undefined {
  const signed = text.startsWith('-') || text.startsWith('+');
  const digits = signed ? 1 : 0;
  const start = skip(text, digits, code => code === 48);
  const point = skip(text, start, isDigit);
  const hasPoint = text[point] === '.';
  const letters = hasPoint ? skip(text, point + 1, isDigit) : point;
  const exponent = skip(text, letters, isSuffixLetter);
  const exponentSigned = exponent < text.length && (text[exponent] === '-' || text[exponent] === '+');
  if (skip(text, exponent + (exponentSigned ? 1 : 0), isDigit) < text.length) return undefined;
  return {
    negative: text.startsWith('-'),
    whole: text.slice(start, point) || '0',
    fraction: hasPoint ? text.slice(point + 1, letters) : '',
    hasDigits: point > digits || letters > point + 1,
    suffix: text.slice(letters),
  };
}

/** Meaning of a suffix; undefined when there is none. Exponents wrap around at 32 bits, as upstream's do. */
export function multiplierOf(suffix: string): Multiplier | undefined {
  const known = multipliers.get(suffix);
  if (known !== undefined) return known;
  const match = /^[eE]([-+]?)([0-9]+)$/.exec(suffix);
  if (match === null) return undefined;
  const parsed = BigInt(match[2] ?? '') * (match[1] === '-' ? -1n : 1n);
  if (parsed !== BigInt.asIntN(64, parsed)) return undefined;
  return { base: 10, exponent: Number(BigInt.asIntN(32, parsed)), format: 'DecimalExponent' };
}

/**
 * The suffix of a power of ten that is a multiple of three. Empty above 10^18 in `DecimalSI`: upstream prints `1000E` as `1`.
 */
export function decimalSuffix(exponent: number, format: QuantityFormat): string {
  if (format === 'DecimalExponent') return exponent === 0 ? '' : `e${exponent}`;
  return decimalSuffixes[(exponent - lowestDecimalExponent) / 3] ?? '';
}

/** The suffix of a power of 1024; empty above 1024^6. */
export function binarySuffix(power: number): string {
  return binarySuffixes[power] ?? '';
}

function skip(text: string, from: number, matches: (code: number) => boolean): number {
  let position = from;
  while (position < text.length && matches(text.charCodeAt(position))) position++;
  return position;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

const suffixLetters = new Set(Array.from('eEinumkKMGTP', letter => letter.charCodeAt(0)));

function isSuffixLetter(code: number): boolean {
  return suffixLetters.has(code);
}

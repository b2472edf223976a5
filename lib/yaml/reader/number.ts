/** Bounds of what Go holds in 64 bits; larger integers are read as floating-point numbers or stay text. */
const least = -(2n ** 63n);
const greatest = 2n ** 64n - 1n;

const decimal = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const pointFirst = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;
const integer = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]([0-7]+)|0([0-7]+)|(0|[1-9][0-9]*))$/;
const signedBinary = /^0b([-+])([01]+)$/;

/** The value of an integer in any of Go's notations, exact; undefined for other texts and for what does not fit into 64 bits. */
export function integerValue(text: string): bigint | undefined {
  const digits = text.replaceAll('_', '');
  const value = goInteger(digits) ?? misplacedSign(digits);
  return value !== undefined && value >= least && value <= greatest ? value : undefined;
}

/** The value of an integer that the API server keeps as it is, with a sign in 64 bits; undefined for other texts. */
export function signedInteger(text: string): bigint | undefined {
  const value = integerValue(text);
  return value !== undefined && value < 2n ** 63n ? value : undefined;
}

function goInteger(digits: string): bigint | undefined {
  const match = integer.exec(digits);
  if (match === null) return undefined;
  const [, sign, hex, binary, octal, oldOctal, plain] = match;
  const text =
    (hex !== undefined && `0x${hex}`) ||
    (binary !== undefined && `0b${binary}`) ||
    ((octal ?? oldOctal) !== undefined && `0o${octal ?? oldOctal ?? ''}`) ||
    (plain ?? '');
  const magnitude = BigInt(text);
  // an unsigned number may use all 64 bits
  if (sign !== '' && magnitude > 2n ** 63n - (sign === '+' ? 1n : 0n)) return undefined;
  return sign === '-' ? -magnitude : magnitude;
}

/** `0b+1`: go-yaml cuts off the prefix before it looks for a sign. */
function misplacedSign(digits: string): bigint | undefined {
  const match = signedBinary.exec(digits);
  if (match === null) return undefined;
  const magnitude = BigInt(`0b${match[2] ?? ''}`);
  return match[1] === '-' ? -magnitude : magnitude;
}

/** The value of a floating-point number; undefined for other texts and for what is too large. */
export function floatValue(text: string): number | undefined {
  const digits = text.startsWith('.') && !pointFirst.test(text) ? '' : text.replaceAll('_', '');
  if (!decimal.test(digits)) return undefined;
  // minus zero is an integer by the time it is JSON
  const value = Number(digits) + 0;
  return Number.isFinite(value) ? value : undefined;
}

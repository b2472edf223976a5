/** An exact decimal number: `unscaled * 10 ** scale`. */
export interface Amount {
  readonly unscaled: bigint;
  readonly scale: number;
}

/** The same amount without digits below `10 ** scale`, rounded away from zero. */
export function roundUp(amount: Amount, scale: number): Amount {
  const { unscaled } = amount;
  const excess = scale - amount.scale;
  if (excess <= 0) return amount;
  if (excess > digitCount(unscaled)) return { unscaled: sign(unscaled), scale };
  const divisor = 10n ** BigInt(excess);
  const quotient = unscaled / divisor;
  return { unscaled: unscaled % divisor === 0n ? quotient : quotient + sign(unscaled), scale };
}

/** The unscaled number for a scale that is not above the amount's own. */
export function rescale(amount: Amount, scale: number): bigint {
  if (amount.unscaled === 0n || amount.scale === scale) return amount.unscaled;
  return amount.unscaled * 10n ** BigInt(amount.scale - scale);
}

/** -1, 0 or 1. */
export function compareAmounts(a: Amount, b: Amount): -1 | 0 | 1 {
  if (a.scale === b.scale) return order(a.unscaled, b.unscaled);
  const [signA, signB] = [sign(a.unscaled), sign(b.unscaled)];
  if (signA !== signB || signA === 0n) return order(signA, signB);
  // amounts of different length are told apart without writing out the zeros of a large exponent
  const lengths = order(digitCount(a.unscaled) + a.scale, digitCount(b.unscaled) + b.scale);
  if (lengths !== 0) return signA > 0n ? lengths : order(0, lengths);
  const scale = Math.min(a.scale, b.scale);
  return order(rescale(a, scale), rescale(b, scale));
}

/** Divides by the factor as often as it goes: `value = rest * factor ** times`. */
export function removeFactors(value: bigint, factor: bigint): { readonly rest: bigint; readonly times: number } {
  let rest = value;
  let times = 0;
  while (rest !== 0n && rest % factor === 0n) {
    rest /= factor;
    times++;
  }
  return { rest, times };
}

/** -1, 0 or 1. */
export function sign(value: bigint): bigint {
  if (value === 0n) return 0n;
  return value > 0n ? 1n : -1n;
}

function digitCount(value: bigint): number {
  return (value < 0n ? -value : value).toString().length;
}

function order<T extends number | bigint>(a: T, b: T): -1 | 0 | 1 {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

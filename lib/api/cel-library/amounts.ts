import type * as cel from '@marcbachmann/cel-js' with { 'resolution-mode': 'import' };
import { Quantity } from '../../core/quantity';
import { Version } from '../../core/version';

/** Amounts and versions in CEL (`kubernetes/apiserver:pkg/cel/library/quantity.go, semverlib.go v0.36`). */
export function registerAmounts(target: cel.Environment): void {
  registerQuantities(target);
  registerVersions(target);
}

function registerQuantities(target: cel.Environment): void {
  const name = 'kubernetes.Quantity';
  target.registerType(name, Quantity);
  const compare = (a: Quantity, b: Quantity): number => a.compare(b);
  target.registerFunction('isQuantity(string): bool', (text: string) => Quantity.parse(text) !== undefined);
  target.registerFunction(`quantity(string): ${name}`, (text: string) => Quantity.of(text));
  registerOrder(target, name, compare);
  target.registerFunction(`${name}.isInteger(): bool`, isInteger);
  target.registerFunction(`${name}.asInteger(): int`, (one: Quantity) => {
    if (!isInteger(one)) throw new Error('cannot convert value to integer');
    return one.value();
  });
  target.registerFunction(`${name}.asApproximateFloat(): double`, (one: Quantity) => Number(one.value(-9)) / 1e9);
  for (const [method, apply] of [
    ['add', (a: Quantity, b: Quantity) => a.add(b)],
    ['sub', (a: Quantity, b: Quantity) => a.subtract(b)],
  ] as const) {
    target.registerFunction(`${name}.${method}(${name}): ${name}`, apply);
    target.registerFunction(`${name}.${method}(int): ${name}`, (a: Quantity, b: bigint) =>
      apply(a, Quantity.fromInteger(b)),
    );
  }
}

/** A whole number of 64 bits; those of more than 18 digits are kept in another way, which is not asked. */
function isInteger(one: Quantity): boolean {
  const whole = one.value();
  const digits = String(whole).replace(/^-|0+$/g, '');
  return one.equals(Quantity.fromInteger(whole)) && BigInt.asIntN(64, whole) === whole && digits.length <= 18;
}

function registerVersions(target: cel.Environment): void {
  const name = 'kubernetes.Semver';
  target.registerType(name, Version);
  const read = (text: string, normalize = false): Version | undefined =>
    Version.parseStrict((normalize ? normalized(text) : text) ?? '');
  const of = (text: string, normalize = false): Version => {
    const version = read(text, normalize);
    if (version === undefined) throw new Error('no semantic version');
    return version;
  };
  target.registerFunction('isSemver(string): bool', (text: string) => read(text) !== undefined);
  target.registerFunction(
    'isSemver(string, bool): bool',
    (text: string, normalize: boolean) => read(text, normalize) !== undefined,
  );
  target.registerFunction(`semver(string): ${name}`, (text: string) => of(text));
  target.registerFunction(`semver(string, bool): ${name}`, of);
  registerOrder(target, name, (a: Version, b: Version) => a.compare(b));
  for (const part of ['major', 'minor', 'patch'] as const)
    target.registerFunction(`${name}.${part}(): int`, (one: Version) => BigInt(one[part]));
}

/** Without a leading v and leading zeros, with all three numbers (`blang/semver:ParseTolerant v4`); undefined for a short version with a suffix. */
function normalized(text: string): string | undefined {
  const [major = '', minor, ...rest] = text.replace(/^v/, '').split('.');
  const parts = [major, minor ?? '0', rest.length === 0 ? '0' : rest.join('.')];
  const isShort = minor === undefined || rest.length === 0;
  if (isShort && /[-+]/.test(minor ?? major)) return undefined;
  return parts.map(part => part.replace(/^0+(?=\d)/, '')).join('.');
}

function registerOrder<T>(target: cel.Environment, name: string, compare: (a: T, b: T) => number): void {
  target.registerFunction(`${name}.compareTo(${name}): int`, (a: T, b: T) => BigInt(compare(a, b)));
  target.registerFunction(`${name}.isGreaterThan(${name}): bool`, (a: T, b: T) => compare(a, b) > 0);
  target.registerFunction(`${name}.isLessThan(${name}): bool`, (a: T, b: T) => compare(a, b) < 0);
  target.registerOperator(`${name} == ${name}`, (a: T, b: T) => compare(a, b) === 0);
}

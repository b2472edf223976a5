import * as fc from 'fast-check';
import { Quantity } from '../../lib/core/quantity';
import data from './data/quantity.json';

interface TextRow {
  readonly in: string;
  readonly error?: boolean;
  readonly out?: string;
  readonly format?: string;
  readonly value?: string;
  readonly milli?: string;
}

describe('Quantity', () => {
  test.each([
    ['1.500', '1.500'],
    ['2.000', '2'],
    ['1.5', '1500m'],
    ['1536Mi', '1536Mi'],
    ['0.5Gi', '512Mi'],
    ['1.1Gi', '1181116006400m'],
    ['5e-1', '500e-3'],
    ['1E3', '1E3'],
    ['0.1n', '1n'],
    ['8Ei', '9223372036854775807'],
    // upstream has no suffix above E and drops it
    ['1000E', '1'],
    ['Gi', '0'],
    [' 1 ', '1'],
  ])('stores %p as %p', (given, stored) => {
    expect(Quantity.of(given).toString()).toBe(stored);
  });

  test.each(['', 'K', '1ki', '1.2.3', '1e', '1 Gi', '0x10', 'one', '.e-20'])('refuses %p and says why', given => {
    expect(Quantity.parse(given)).toBeUndefined();
    expect(Quantity.problem(given)).toEqual(expect.any(String));
    expect(() => Quantity.of(given)).toThrow(RangeError);
  });

  test('takes the number that YAML made of a bare amount', () => {
    expect(Quantity.of(1.5).toString()).toBe('1500m');
    expect(Quantity.of(1e21).toString()).toBe('1e+21');
  });

  test('agrees with apimachinery on every sampled text', () => {
    const ours = data.texts.map(({ in: text }: TextRow) => {
      const quantity = Quantity.parse(text);
      if (quantity === undefined) return { in: text, error: true };
      const [value, milli] = [String(quantity.value()), String(quantity.value(-3))];
      return { in: text, out: quantity.toString(), format: quantity.format, value, milli };
    });
    const overflows = data.texts.map((row: TextRow, i) => (row.milli ? row : { ...ours[i], ...row }));
    expect(ours).toEqual(overflows);
  });

  test('adds, subtracts, multiplies and compares as apimachinery does', () => {
    for (const { a, b, cmp, sum, difference, factor, product } of data.pairs) {
      const [left, right] = [Quantity.of(a), Quantity.of(b)];
      expect({ a, b, cmp: left.compare(right), sum: left.add(right).toString() }).toEqual({ a, b, cmp, sum });
      expect({ a, b, difference: left.subtract(right).toString() }).toEqual({ a, b, difference });
      expect({ a, factor, product: left.multiply(factor).toString() }).toEqual({ a, factor, product });
    }
  });

  const suffix = fc.constantFrom('', 'm', 'u', 'n', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'Ti', 'e3', 'e-2');
  const quantity = fc
    .tuple(fc.integer({ min: -99999, max: 99999 }), suffix)
    .map(([number, unit]) => Quantity.of(`${number}${unit}`));

  test('the canonical text stands for the same amount', () => {
    fc.assert(fc.property(quantity, q => Quantity.of(q.toString()).equals(q)));
  });

  test('subtraction undoes addition, and order follows the difference', () => {
    fc.assert(
      fc.property(quantity, quantity, (a, b) => {
        expect(a.add(b).subtract(b).equals(a)).toBe(true);
        const difference = a.subtract(b);
        expect(a.compare(b)).toBe(difference.isZero() ? 0 : difference.isNegative() ? -1 : 1);
      }),
    );
  });

  test('answers at once for exponents that upstream would write out', () => {
    const [huge, tiny] = [
      Quantity.of('12345678901234567890e1000000000'),
      Quantity.of('12345678901234567890e-1000000000'),
    ];
    expect(huge.compare(tiny)).toBe(1);
    expect(tiny.toString()).toBe('1e-9');
  });
});

import { withoutNulls } from '../../lib/core/null';

describe('a value without nulls', () => {
  test('shares everything when there is no null', () => {
    const value = { a: [{ b: 1 }], c: 'x' };
    expect(withoutNulls(value)).toBe(value);
  });

  test('loses map entries and keeps the rest shared', () => {
    const kept = { d: 1 };
    const result = withoutNulls({ a: null, b: { c: null, kept } });
    expect(result).toEqual({ b: { kept } });
    expect(result.b.kept).toBe(kept);
  });

  test('gives list entries the zero value of their siblings', () => {
    const value: unknown = {
      texts: [null, 'a'],
      maps: [{ a: 1 }, null],
      numbers: [null, 2],
      lists: [[1], null],
      none: [null, null],
    };
    expect(withoutNulls(value)).toEqual({
      texts: ['', 'a'],
      maps: [{ a: 1 }, {}],
      numbers: [0, 2],
      lists: [[1], []],
      none: [],
    });
  });

  test('does not change its argument', () => {
    const value = { a: null, b: [null] };
    withoutNulls(value);
    expect(value).toEqual({ a: null, b: [null] });
  });
});

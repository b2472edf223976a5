import { semanticEqual } from '../../../lib/kubernetes/meta/semantic-equal';

describe('semantic equality', () => {
  test('takes absent and empty for the same, at any depth', () => {
    for (const empty of [undefined, null, '', [], {}]) {
      expect(semanticEqual(empty, undefined)).toBe(true);
      expect(semanticEqual({ a: { b: empty } }, { a: {} })).toBe(true);
    }
  });

  test('tells false and 0 from absent', () => {
    expect(semanticEqual({ a: false }, {})).toBe(false);
    expect(semanticEqual({ a: 0 }, {})).toBe(false);
  });

  test('ignores the order of maps and minds that of lists', () => {
    expect(semanticEqual({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toBe(true);
    expect(semanticEqual([1, 2], [2, 1])).toBe(false);
    expect(semanticEqual([1], { 0: 1 })).toBe(false);
    expect(semanticEqual(['a'], ['a', ''])).toBe(false);
  });
});

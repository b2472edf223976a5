import { memoize } from '../../lib/core/memo';

describe('a remembered function', () => {
  test('computes an answer once, undefined included', () => {
    const asked: string[] = [];
    const answer = memoize(text => {
      asked.push(text);
      return undefined;
    });
    answer('a');
    answer('a');
    answer('b');
    expect(asked).toEqual(['a', 'b']);
  });

  test('forgets when it knows too much, and still answers right', () => {
    let computed = 0;
    const length = memoize(text => {
      computed++;
      return text.length;
    }, 2);
    expect(['a', 'bb', 'ccc', 'a'].map(length)).toEqual([1, 2, 3, 1]);
    expect(computed).toBe(4);
  });
});

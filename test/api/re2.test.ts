import { patternForJavaScript } from '../../lib/api/re2';

describe('a pattern of Go', () => {
  test.each([
    ['^[a-z]+$', '^[a-z]+$'],
    ['(?i)ab', '[aA][bB]'],
    ['^(?i)[a-cx]$', '^[a-cA-CxX]$'],
    ['\\Aab\\z', '^ab$'],
    ['a\\_b\\-c[\\-d]\\.', 'a_b-c[\\-d]\\.'],
    ['(?P<name>a)', undefined],
  ])('%s becomes %s', (pattern, expected) => {
    expect(patternForJavaScript(pattern)).toBe(expected);
  });
});

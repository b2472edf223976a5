import { goPatternProblem } from '../../../lib/kubernetes/go-pattern/pattern';

// answers of regexp.Compile of Go 1.26
const sound = [
  ...['', 'a|', '()', '^*', 'a*?', 'a{2}', 'a{,2}', 'a{', '{', ']', 'a{02,1}', '[]a]', '[^]a]', '[a-]', '[\\d-z]'],
  ...['(?i)abc', '(?i-s:a)', '(?P<n>a)', '(?<n>a)', '\\Q(\\E', '\\Qa', '\\x{10FFFF}', '\\12', '\\07', '\\_', '\\-'],
  ...['\\pL', '\\pn', '\\p{^Greek}', '[[:alpha:]]', '[:alpha:]', 'a(?i)*', '(a{30}){30}'],
];
const broken = [
  ...['(', ')', '[a', '[z-a]', '*', '|*', '(?i)*', 'a**', 'a{2}{3}', 'a{3,2}', 'a{1001}', '(a{40}){30}', '\\'],
  ...['(?=a)', '(?!a)', '(?<=a)', '(?<!a)', '(?#a)', '(?P<1->a)', '\\1', '\\8', '\\Z', '\\h', '\\C', '\\x4'],
  ...['\\p{Foo}', '[[:foo:]]', '[a-\\d]', '[\\b]', '\\x{110000}'],
];

describe('a pattern of Go', () => {
  test.each(sound)('compiles %p', pattern => {
    expect(goPatternProblem(pattern)).toBeUndefined();
  });

  test.each(broken)('does not compile %p', pattern => {
    expect(goPatternProblem(pattern)).toEqual(expect.any(String));
  });
});

import { parseGoUrl, requestUrlProblem } from '../../lib/core/go-url';

// answers of Go 1.26 net/url
describe('a URL as Go reads it', () => {
  test('has parts', () => {
    expect(parseGoUrl('HTTPS://jo:x@a.b:8443/c?d=e?f#g%20h#i')).toEqual({
      scheme: 'https',
      host: 'a.b:8443',
      path: '/c',
      user: 'jo:x',
      query: 'd=e?f',
      fragment: 'g%20h#i',
    });
    expect(parseGoUrl('a/b:c')).toEqual({ scheme: '', host: '', path: 'a/b:c', query: '', fragment: '' });
    expect(parseGoUrl('mailto:%zz')).toEqual({ scheme: 'mailto', host: '', path: '', query: '', fragment: '' });
    expect(parseGoUrl('///a')).toEqual({ scheme: '', host: '', path: '///a', query: '', fragment: '' });
  });

  test.each(['https://[::1]', 'https://[fe80::1%25eth0]:1/', 'http://a:', 'x://a:b:1', 'https://%e4', '*'])(
    'takes %s',
    text => {
      expect(parseGoUrl(text)).toEqual(expect.objectContaining({ fragment: '' }));
    },
  );

  test.each([
    [':a', 'must have a scheme before ":"'],
    ['1:a', 'must not have ":" in the first part of a relative path'],
    ['a\u0001', 'must not hold control characters'],
    ['/%zz', 'must have two hexadecimal digits after every "%"'],
    ['*#%', 'must have two hexadecimal digits after every "%"'],
    ['https://a:b', 'must have a number as port'],
    ['https://a:1:2', 'must have a number as port'],
    ['https://a b', 'must not have such characters in the host'],
    ['https://%41', 'must not have such characters in the host'],
    ['https://[::1', 'must close the bracket of the host'],
    ['https://[1.2.3.4]', 'must have an IPv6 address in brackets'],
    ['https://a[::1]', 'must not have "[" within the host'],
    ['https://a b@c', 'must have a user of letters, digits and escapes'],
  ])('refuses %j', (text, problem) => {
    expect(parseGoUrl(text)).toBe(problem);
  });
});

// verdicts of isURL() of kube-apiserver 1.36.3
describe('a URL of a request', () => {
  test.each(['http://a:99999', '/a b', '//a/b', 'mailto:a', 'http:a', 'http:///x', 'http://a/#x', 'fe80::1%eth0'])(
    'is %s',
    text => {
      expect(requestUrlProblem(text)).toBeUndefined();
    },
  );

  test.each([
    ['', 'must not be empty'],
    ['a/b', 'must begin with a scheme or "/"'],
    ['http://a%zz/', 'must not have such characters in the host'],
    ['http://a:b/', 'must have a number as port'],
  ])('is not "%s"', (text, problem) => {
    expect(requestUrlProblem(text)).toBe(problem);
  });
});

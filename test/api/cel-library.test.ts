import { celProgram } from '../../lib/api/cel-environment';
import { withHas } from '../../lib/api/cel-has';

const answer = (expression: string, self: unknown = {}): unknown => celProgram(expression)({ self });

// all verdicts are those of kube-apiserver 1.36.3 for the same rule of a custom resource definition
describe('the CEL library of Kubernetes', () => {
  test.each([
    ["quantity('1Gi') == quantity('1024Mi')", true],
    ["quantity('1').add(1).isGreaterThan(quantity('1999m'))", true],
    ["quantity('2').sub(quantity('500m')).isInteger()", false],
    ["quantity('1e3').asInteger() == 1000", true],
    ["quantity('9223372036854775807').isInteger()", false],
    ["quantity('1500m').asApproximateFloat() > 1.4", true],
    ["isQuantity('1E') && !isQuantity('1.2.3')", true],
    ["isSemver('1.2')", false],
    ["isSemver('v1.2', true)", true],
    ["isSemver('1.2-rc', true)", false],
    ["isSemver(' 1.2.3', true)", false],
    ["semver('01.2.3', true).isGreaterThan(semver('1.2.3-rc.1'))", true],
    ["isIP('::ffff:1.2.3.4') || isIP('fe80::1%eth0')", false],
    ["ip('2001:db8::1').family() == 6 && ip('2001:db8::1').isGlobalUnicast()", true],
    ["ip('255.255.255.255').isGlobalUnicast()", false],
    ["ip('224.0.0.1').isLinkLocalMulticast()", true],
    ["ip.isCanonical('2001:DB8::1')", false],
    ["['1.2.3.4'].all(ip, isIP(ip))", true],
    ["isCIDR('1.2.3.0/024')", false],
    ["cidr('10.1.2.3/8').masked() == cidr('10.0.0.0/8') && cidr('10.1.2.3/8').prefixLength() == 8", true],
    ["cidr('10.0.0.0/8').containsIP('10.9.9.9') && !cidr('10.0.0.0/8').containsCIDR('::/0')", true],
    ["isURL('http://a:99999') && isURL('/a b') && isURL('//a/b')", true],
    ["isURL('http://a%zz/') || isURL('http://a b/') || isURL('a/b')", false],
    ["url('http://u:p@[::1]:80/a b?x=1&x=2').getHost() == '[::1]:80'", true],
    ["url('http://[::1]:80/a b').getEscapedPath() == '/a%20b'", true],
    ["url('/x?x=1&x=2').getQuery() == {'x': ['1', '2']}", true],
    ["format.dns1123Label().validate('A b').hasValue()", true],
    ["format.dns1123LabelPrefix().validate('abc-').hasValue()", false],
    ["format.dns1123LabelPrefix().validate('-').hasValue()", true],
    ["format.date().validate('2024-02-30').hasValue()", true],
    ["format.datetime().validate('2024-01-02 03:04:05Z').hasValue()", true],
    ["format.byte().validate('').hasValue()", true],
    ["format.named('uuid').hasValue() && !format.named('nope').hasValue()", true],
    ["sets.contains(['a', 'b'], ['a']) && sets.equivalent(['a', 'b'], ['b', 'a', 'a'])", true],
    ['sets.intersects([1], [2])', false],
    ["'aXbXc'.replace('X', '-', 1) == 'a-bXc' && 'ab'.charAt(0) == 'a'", true],
  ])('%s', (expression, expected) => {
    expect(answer(expression)).toBe(expected);
  });

  test('asks for a field of an entry', () => {
    const self = { a: [{ b: 1 }], m: { 'x.y': { z: 0 } } };
    expect(answer('has(self.a[0].b) && !has(self.a[0].c)', self)).toBe(true);
    expect(answer("self.a.exists(e, has(e.b)) && has(self.m['x.y'].z)", self)).toBe(true);
    expect(() => answer('has(self.a[5].b)', self)).toThrow('index out of bounds');
  });
});

test.each([
  ['has(self.a.b)', 'has(self.a.b)'],
  ['!has( self.a[0].b ) && x', '!( self.a[0]).?b.hasValue() && x'],
  ['has(self.x.filter(y, has(y.z[0].q))[0].r)', '(self.x.filter(y, (y.z[0]).?q.hasValue())[0]).?r.hasValue()'],
  [`'has(' == self.a[0] && has(self['k)'].v)`, `'has(' == self.a[0] && (self['k)']).?v.hasValue()`],
  ['hash(self.a[0].b)', 'hash(self.a[0].b)'],
])('%s is given to the engine as %s', (expression, given) => {
  expect(withHas(expression)).toBe(given);
});

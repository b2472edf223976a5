import * as fc from 'fast-check';
import { Cidr, isCanonicalCidr } from '../../lib/core/cidr';
import { formatIpAddress, parseIpAddress, unmapped } from '../../lib/core/ip';
import data from './data/ip.json';

interface NetworkRow {
  readonly in: string;
  readonly error?: boolean;
  readonly offset?: number;
  readonly at?: string;
}

describe('Cidr', () => {
  test('remembers host bits and prints the network without them', () => {
    const cidr = Cidr.of('10.1.2.3/8');
    expect(cidr.toString()).toBe('10.0.0.0/8');
    expect(formatIpAddress(cidr.address)).toBe('10.1.2.3');
    expect(cidr.hasHostBits()).toBe(true);
    expect(isCanonicalCidr('10.1.2.3/8')).toBe(false);
    expect(isCanonicalCidr('10.0.0.0/8')).toBe(true);
  });

  test('sees an IPv4-mapped network as IPv4 as long as the mark is inside the prefix', () => {
    expect(Cidr.of('::ffff:10.0.0.0/104').toString()).toBe('10.0.0.0/8');
    expect(Cidr.of('::ffff:10.0.0.0/95').toString()).toBe('::fffe:0:0/95');
    expect(isCanonicalCidr('::ffff:10.0.0.0/104')).toBe(false);
  });

  test.each([
    ['203.0.113.7/33', 'an IPv4 prefix is 0 to 32'],
    ['2001:db8::/129', 'an IPv6 prefix is 0 to 128'],
    ['10.0.0.0/', 'an IPv4 prefix is 0 to 32'],
    ['10.0.0.0/+8', 'an IPv4 prefix is 0 to 32'],
    ['10.0.0.0', 'must be an address, "/" and a prefix length'],
    ['fe80::1%eth0/64', 'an address with a zone is not allowed in a network'],
    ['010.0.0.0/8', 'a part of an IPv4 address must not begin with 0'],
  ])('refuses %s: %s', (given, reason) => {
    expect(Cidr.parse(given)).toBeUndefined();
    expect(Cidr.problem(given)).toBe(reason);
    expect(() => Cidr.of(given)).toThrow(reason);
  });

  test('agrees with net.ParseCIDR, and with Gardener on offsets, for every sampled text', () => {
    const ours = data.networks.map(({ in: text, offset }: NetworkRow) => {
      const cidr = Cidr.parse(text);
      if (cidr === undefined) return { in: text, error: true };
      const at = offset === undefined ? undefined : cidr.at(offset);
      return {
        in: text,
        out: cidr.toString(),
        address: formatIpAddress(unmapped(cidr.address)),
        last: formatIpAddress(unmapped({ value: cidr.last })),
        canonical: !cidr.hasHostBits(),
        strict: isCanonicalCidr(text),
        ...(offset !== undefined && { offset }),
        ...(at && { at: formatIpAddress(at) }),
      };
    });
    expect(ours).toEqual(data.networks);
  });

  test('overlap and containment are those of net.IPNet', () => {
    const ours = data.pairs.map(({ a, b }) => {
      const [left, right] = [Cidr.of(a), Cidr.of(b)];
      return {
        a,
        b,
        overlap: left.overlaps(right),
        subset: left.contains(right),
        containsAddress: left.contains(right.address),
      };
    });
    expect(ours).toEqual(data.pairs);
  });

  test('never mixes the families', () => {
    const everything = Cidr.of('::/0');
    expect(everything.contains(parseIpAddress('10.0.0.1')!)).toBe(false);
    expect(everything.contains(parseIpAddress('::ffff:10.0.0.1')!)).toBe(false);
    expect(everything.overlaps(Cidr.of('0.0.0.0/0'))).toBe(false);
  });

  test('the size of a network is the distance of its ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 32 }), (value, bits) => {
        const cidr = Cidr.from(value, bits);
        expect(BigInt(cidr.last) - BigInt(cidr.first) + 1n).toBe(cidr.size());
        expect(cidr.contains({ value })).toBe(true);
        expect(Cidr.of(cidr.toString()).equals(cidr)).toBe(true);
      }),
    );
  });
});

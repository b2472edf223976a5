import {
  compareIpAddresses,
  formatIpAddress,
  ipAddressProblem,
  isIpAddress,
  parseIpAddress,
  unmapped,
} from '../../lib/core/ip';
import data from './data/ip.json';

describe('IP addresses', () => {
  test.each([
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
    ['1:0:0:2:0:0:3:4', '1::2:0:0:3:4'],
    ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7'],
    ['0:0:0:0:0:ffff:a00:1', '::ffff:10.0.0.1'],
    ['::1.2.3.4', '::102:304'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
    ['255.255.255.255', '255.255.255.255'],
  ])('prints %s as %s', (given, printed) => {
    expect(parseIpAddress(given)).toBeDefined();
    expect(formatIpAddress(parseIpAddress(given)!)).toBe(printed);
  });

  test.each([
    ['010.0.0.1', 'a part of an IPv4 address must not begin with 0'],
    ['10.0.0.256', 'a part of an IPv4 address is at most 255'],
    ['10.0.1', 'an IPv4 address has four parts separated by dots'],
    ['1::2::3', 'an IPv6 address has at most one "::"'],
    ['fe80::1%', 'the zone after "%" must not be empty'],
    ['1:2:3:4:5:6:7::8', 'an IPv6 address has eight parts separated by colons, "::" stands for one or more zeros'],
    ['localhost', 'must be an IPv4 or IPv6 address'],
  ])('refuses %s: %s', (given, reason) => {
    expect(parseIpAddress(given)).toBeUndefined();
    expect(ipAddressProblem(given)).toBe(reason);
  });

  test('agrees with net/netip on every sampled text', () => {
    const ours = data.addresses.map(({ in: text }) => {
      const address = parseIpAddress(text);
      if (address === undefined) return { in: text, error: true };
      return { in: text, out: formatIpAddress(address), unmapped: formatIpAddress(unmapped(address)) };
    });
    expect(ours).toEqual(data.addresses);
  });

  test('a zone is no part of what net.ParseIP accepts', () => {
    expect(['10.0.0.1', 'fe80::1', 'fe80::1%eth0', '10.0.0.01', ''].filter(isIpAddress)).toEqual([
      '10.0.0.1',
      'fe80::1',
    ]);
  });

  test('sorts IPv4 before IPv6, then by number, then by zone', () => {
    const sorted = ['2.0.0.0', '10.0.0.0', '::', 'fe80::1', 'fe80::1%a', 'fe80::1%b'].map(text =>
      parseIpAddress(text)!,
    );
    expect([...sorted].reverse().sort(compareIpAddresses)).toEqual(sorted);
  });
});

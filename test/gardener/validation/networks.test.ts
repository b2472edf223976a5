import fc from 'fast-check';
import { FieldPath } from '../../../lib/core/field-path';
import {
  networkField,
  reservedNetworks,
  validateDisjoint,
  validateNetworkReserved,
  validateNetworksDisjoint,
  type NetworkField,
} from '../../../lib/gardener/validation/networks';
import { Report } from '../../../lib/rules/report';

const field = (text: string, name = 'pods'): NetworkField => networkField(text, FieldPath.of(name));
const count = (run: (report: Report) => void): number => {
  const report = new Report();
  run(report);
  return report.findings.length;
};

const ipv4 = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255), fc.integer({ min: 0, max: 32 }))
  .map(([a, b, c, d, bits]) => `${a}.${b}.${c}.${d}/${bits}`);

describe('disjoint networks', () => {
  test('are so in both directions', () => {
    fc.assert(
      fc.property(ipv4, ipv4, (a, b) => {
        const there = count(report => validateDisjoint(field(a), field(b), report));
        const back = count(report => validateDisjoint(field(b), field(a), report));
        expect(there).toBe(back);
      }),
    );
  });

  test('never share an address with the other half of a network', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 31 }), fc.nat(2 ** 31), (bits, seed) => {
        const size = 2 ** (32 - bits);
        const start = Math.floor((seed * 2) / size / 2) * 2 * size;
        const text = (value: number): string =>
          [24, 16, 8, 0].map(shift => Math.floor(value / 2 ** shift) % 256).join('.') + `/${bits}`;
        const halves = [field(text(start)), field(text(start + size))];
        expect(count(report => validateNetworksDisjoint(halves, report))).toBe(0);
        expect(count(report => validateNetworksDisjoint([...halves, field('0.0.0.0/0')], report))).toBe(2);
      }),
    );
  });

  test('are not told from what is no network, nor across families', () => {
    expect(count(report => validateDisjoint(field('10.0.0.0/8'), field('nonsense'), report))).toBe(0);
    expect(count(report => validateDisjoint(field('0.0.0.0/0'), field('::/0'), report))).toBe(0);
  });

  test('leave out every reserved range, and all of them overlap the whole of IPv4 or IPv6', () => {
    expect(reservedNetworks.map(({ cidr }) => cidr.toString())).toEqual([
      'fd8f:6d53:b97a:1::/96',
      '240.0.0.0/8',
      '241.0.0.0/8',
      '242.0.0.0/8',
      '243.0.0.0/8',
      '244.0.0.0/8',
    ]);
    expect(count(report => validateNetworkReserved(field('0.0.0.0/0'), report))).toBe(5);
    expect(count(report => validateNetworkReserved(field('::/0'), report))).toBe(1);
    expect(count(report => validateNetworkReserved(field('245.0.0.0/8'), report))).toBe(0);
  });
});

import * as fc from 'fast-check';
import { Cidr } from '../../lib/core/cidr';
import { overlappingPairs } from '../../lib/core/cidr-overlap';

describe('overlappingPairs', () => {
  test('names the outer and the inner network, largest outer one first', () => {
    const names = ['10.1.0.0/16', '10.0.0.0/8', '10.1.2.0/24', '192.168.0.0/16', 'fd00::/8', '10.1.0.0/16'];
    const pairs = Array.from(overlappingPairs(names, Cidr.of), ({ outer, inner }) => `${outer} > ${inner}`);
    expect(pairs).toEqual([
      '10.0.0.0/8 > 10.1.0.0/16',
      '10.0.0.0/8 > 10.1.0.0/16',
      '10.1.0.0/16 > 10.1.0.0/16',
      '10.0.0.0/8 > 10.1.2.0/24',
      '10.1.0.0/16 > 10.1.2.0/24',
      '10.1.0.0/16 > 10.1.2.0/24',
    ]);
  });

  test('finds exactly the pairs that a comparison of all with all finds', () => {
    const cidr = fc
      .tuple(fc.boolean(), fc.nat(63), fc.integer({ min: 0, max: 6 }))
      .map(([v4, value, bits]) => (v4 ? Cidr.from(value, 26 + bits) : Cidr.from(BigInt(value), 122 + bits)));
    fc.assert(
      fc.property(fc.array(cidr, { maxLength: 25 }), cidrs => {
        const entries = cidrs.map((network, id) => ({ network, id }));
        const found = Array.from(
          overlappingPairs(entries, entry => entry.network),
          ({ outer, inner }) => {
            expect(outer.network.contains(inner.network)).toBe(true);
            return [outer.id, inner.id].sort((a, b) => a - b).join();
          },
        );
        const expected = entries.flatMap(a =>
          entries.filter(b => a.id < b.id && a.network.overlaps(b.network)).map(b => [a.id, b.id].join()),
        );
        expect(found.sort()).toEqual(expected.sort());
      }),
    );
  });
});

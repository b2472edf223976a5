import * as fc from 'fast-check';
import { Cidr } from '../../lib/core/cidr';
import { allocateCidrs } from '../../lib/core/cidr-allocation';
import { overlappingPairs } from '../../lib/core/cidr-overlap';

const show = (result: Map<string, Cidr>) =>
  Object.fromEntries(Array.from(result, ([key, cidr]) => [key, String(cidr)]));

describe('allocateCidrs', () => {
  test('fills the pool from its beginning, large networks first, then by key', () => {
    const requests = [
      { key: 'b', bits: 24 },
      { key: 'a', bits: 24 },
      { key: 'pods', bits: 18 },
    ];
    expect(show(allocateCidrs(requests, { pool: [Cidr.of('10.96.0.0/16')] }))).toEqual({
      pods: '10.96.0.0/18',
      a: '10.96.64.0/24',
      b: '10.96.65.0/24',
    });
  });

  test('keeps earlier allocations, spares what is taken, and leaves out what does not fit', () => {
    const kept = new Map([
      ['old', Cidr.of('10.0.0.0/26')],
      ['resized', Cidr.of('10.0.0.64/26')],
    ]);
    const requests = [
      { key: 'old', bits: 26 },
      { key: 'resized', bits: 27 },
      { key: 'new', bits: 26 },
      { key: 'large', bits: 25 },
    ];
    const pool = [Cidr.of('10.0.0.0/24')];
    expect(show(allocateCidrs(requests, { pool, taken: [Cidr.of('10.0.0.128/25')], kept }))).toEqual({
      old: '10.0.0.0/26',
      new: '10.0.0.64/26',
    });
  });

  test('allocates from IPv6 pools', () => {
    const result = allocateCidrs([{ key: 'a', bits: 64 }], {
      pool: [Cidr.of('fd00:1::/48')],
      taken: [Cidr.of('fd00:1::1/128')],
    });
    expect(show(result)).toEqual({ a: 'fd00:1:0:1::/64' });
  });

  test('hands out disjoint networks inside the pool, whatever the order of the requests', () => {
    const request = fc.tuple(fc.nat(999), fc.integer({ min: 22, max: 30 }));
    const requests = fc
      .uniqueArray(request, { selector: ([key]) => key, maxLength: 20 })
      .map(list => list.map(([key, bits]) => ({ key: `k${key}`, bits })));
    fc.assert(
      fc.property(requests, fc.nat(19), (list, turn) => {
        const pool = [Cidr.of('10.0.0.0/20'), Cidr.of('10.9.0.0/22')];
        const result = allocateCidrs(list, { pool });
        expect(show(allocateCidrs([...list.slice(turn), ...list.slice(0, turn)], { pool }))).toEqual(show(result));
        expect([...overlappingPairs(result.values(), cidr => cidr)]).toEqual([]);
        for (const { key, bits } of list) {
          const cidr = result.get(key);
          if (cidr === undefined) continue;
          expect(cidr.bits).toBe(bits);
          expect(pool.some(network => network.contains(cidr))).toBe(true);
        }
      }),
    );
  });
});

import * as fc from 'fast-check';
import { Cidr } from '../../lib/core/cidr';
import { IpSet } from '../../lib/core/ip-set';
import { parseIpAddress } from '../../lib/core/ip';

const set = (...cidrs: string[]) => IpSet.of(cidrs.map(Cidr.of));

describe('IpSet', () => {
  test('joins networks that touch or overlap, and covers them with the fewest networks', () => {
    expect(set('10.0.1.0/24', '10.0.0.0/24', '10.0.0.128/25').toString()).toBe('10.0.0.0/23');
    expect(set('10.0.1.0/24', '10.0.2.0/24').toString()).toBe('10.0.1.0/24, 10.0.2.0/24');
  });

  test('leaves holes', () => {
    expect(set('10.0.0.0/29').subtract(set('10.0.0.3/32')).toString()).toBe('10.0.0.0/31, 10.0.0.2/32, 10.0.0.4/30');
  });

  test('complements one family or both', () => {
    expect(set('0.0.0.0/1').complement([4]).toString()).toBe('128.0.0.0/1');
    expect(set('0.0.0.0/1', '8000::/1').complement().toString()).toBe('128.0.0.0/1, ::/1');
    expect(IpSet.empty.complement().equals(set('0.0.0.0/0', '::/0'))).toBe(true);
  });

  test('reaches both ends of both families', () => {
    expect(set('255.255.255.255/32', '0.0.0.0/32').complement([4]).complement([4]).toString()).toBe(
      '0.0.0.0/32, 255.255.255.255/32',
    );
    const last = 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128';
    expect(set('::/0').subtract(set(last)).union(set(last)).toString()).toBe('::/0');
  });

  test('covers a range that no single network holds', () => {
    const range = { first: parseIpAddress('10.0.0.1')!.value, last: parseIpAddress('10.0.0.6')!.value };
    expect(IpSet.of([range]).toString()).toBe('10.0.0.1/32, 10.0.0.2/31, 10.0.0.4/31, 10.0.0.6/32');
    expect(IpSet.of([{ first: 5, last: 4 }]).isEmpty()).toBe(true);
  });

  describe.each([
    ['IPv4', (value: number) => 0xfffffff0 + value],
    ['IPv6', (value: number) => 2n ** 128n - 16n + BigInt(value)],
  ])('over the last sixteen addresses of %s', (_, place: (value: number) => number | bigint) => {
    const ranges = fc.array(fc.tuple(fc.nat(15), fc.nat(15)), { maxLength: 6 });
    const build = (pairs: [number, number][]) => IpSet.of(pairs.map(([a, b]) => ({ first: place(a), last: place(b) })));
    const members = (pairs: [number, number][]) =>
      new Set(Array.from({ length: 16 }, (_unused, n) => n).filter(n => pairs.some(([a, b]) => a <= n && n <= b)));
    const inside = (tested: IpSet) =>
      Array.from({ length: 16 }, (_unused, n) => n).filter(n => tested.contains({ value: place(n) }));

    test('the algebra is that of plain sets', () => {
      fc.assert(
        fc.property(ranges, ranges, (a, b) => {
          const [setA, setB, inA, inB] = [build(a), build(b), members(a), members(b)];
          const all = Array.from({ length: 16 }, (_unused, n) => n);
          expect(inside(setA.union(setB))).toEqual(all.filter(n => inA.has(n) || inB.has(n)));
          expect(inside(setA.intersect(setB))).toEqual(all.filter(n => inA.has(n) && inB.has(n)));
          expect(inside(setA.subtract(setB))).toEqual(all.filter(n => inA.has(n) && !inB.has(n)));
          expect(inside(setA.complement())).toEqual(all.filter(n => !inA.has(n)));
          expect(setA.contains(setB)).toBe([...inB].every(n => inA.has(n)));
          expect(setA.overlaps(setB)).toBe([...inB].some(n => inA.has(n)));
          expect(setA.size()).toBe(BigInt(inA.size));
        }),
      );
    });

    test('the networks of a set make the same set, and no two of them could be one', () => {
      fc.assert(
        fc.property(ranges, a => {
          const cidrs = build(a).cidrs();
          expect(IpSet.of(cidrs).equals(build(a))).toBe(true);
          for (const [i, cidr] of cidrs.entries()) {
            const next = cidrs[i + 1];
            if (next?.bits !== cidr.bits) continue;
            expect(Cidr.from(cidr.first, cidr.bits - 1).equals(Cidr.from(next.first, next.bits - 1))).toBe(false);
          }
        }),
      );
    });
  });
});

import * as fc from 'fast-check';
import { zoneShares } from '../../../lib/openstack/machine/deployment';
import { distribute, distributePercent, resolveRollingLimits } from '../../../lib/openstack/pool/distribute';

const zoneCount = fc.integer({ min: 1, max: 12 });
const zoneNames = (count: number): string[] => Array.from({ length: count }, (_, index) => `z${index}`);

describe('nodes of a pool over its zones', () => {
  it('sum up to the minimum, the maximum and the surge of the pool', () => {
    fc.assert(
      fc.property(zoneCount, fc.nat(200), fc.nat(200), fc.nat(50), (count, minimum, more, maxSurge) => {
        const worker = { zones: zoneNames(count), minimum, maximum: minimum + more, maxSurge };
        const shares = zoneShares(worker);
        const sum = (pick: (share: (typeof shares)[number]) => number): number =>
          shares.reduce((total, share) => total + pick(share), 0);
        expect(sum(share => share.minimum)).toBe(minimum);
        expect(sum(share => share.maximum)).toBe(minimum + more);
        expect(sum(share => Number(share.maxSurge))).toBe(maxSurge);
      }),
    );
  });

  it('differ by one at most, earlier zones having more', () => {
    fc.assert(
      fc.property(zoneCount, fc.nat(1000), (count, size) => {
        const shares = zoneNames(count).map((_, zone) => distribute(zone, size, count));
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
        expect(shares).toEqual([...shares].sort((one, other) => other - one));
      }),
    );
  });

  it('never have a minimum above their maximum', () => {
    fc.assert(
      fc.property(zoneCount, fc.nat(200), fc.nat(200), (count, minimum, more) => {
        const shares = zoneShares({ zones: zoneNames(count), minimum, maximum: minimum + more });
        expect(shares.every(share => share.minimum <= share.maximum)).toBe(true);
      }),
    );
  });
});

describe('percentages over zones', () => {
  it.each([
    ['10%', 2, 8, ['10%', '10%']],
    ['50%', 2, 5, ['60%', '40%']],
    ['75%', 3, 5, ['90%', '90%', '45%']],
    ['40%', 3, 7, ['52%', '35%', '35%']],
    ['30%', 3, 0, ['30%', '30%', '30%']],
  ])('%s over %d zones of %d nodes', (percent, zones, total, expected) => {
    expect(expected.map((_, zone) => distributePercent(percent, { zone, zones, total }))).toEqual(expected);
  });

  it('allow at least as many nodes as the pool as a whole', () => {
    fc.assert(
      fc.property(
        zoneCount,
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 200 }),
        (zones, percent, total) => {
          const weighted = zoneNames(zones).map((_, zone) => {
            const own = Number.parseInt(distributePercent(`${percent}%`, { zone, zones, total }), 10);
            return (own * distribute(zone, total, zones)) / 100;
          });
          const wanted = (percent * total) / 100;
          if (total % zones === 0) expect(weighted.reduce((sum, part) => sum + part, 0)).toBeCloseTo(wanted);
        },
      ),
    );
  });
});

describe('limits of a rolling update', () => {
  it.each([
    [1, 0, 3, { surge: 1, unavailable: 0 }],
    [0, 0, 3, { surge: 0, unavailable: 1 }],
    ['10%', '10%', 3, { surge: 1, unavailable: 0 }],
    ['0%', '10%', 3, { surge: 0, unavailable: 1 }],
  ])('surge %s and unavailable %s of %d nodes', (surge, unavailable, replicas, expected) => {
    expect(resolveRollingLimits(surge, unavailable, replicas)).toEqual(expected);
  });
});

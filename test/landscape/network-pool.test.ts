import { NetworkPool } from '../../lib/landscape/network-pool';

describe('NetworkPool', () => {
  it('deals out networks by position', () => {
    const pool = new NetworkPool('10.240.0.0/12');
    expect([0, 1, 15].map(position => pool.network(position, 16))).toEqual([
      '10.240.0.0/16',
      '10.241.0.0/16',
      '10.255.0.0/16',
    ]);
    expect(pool.network(1, 13)).toBe('10.248.0.0/13');
  });

  it('deals out IPv6 networks', () => {
    expect(new NetworkPool('2001:db8::/32').network(3, 48)).toBe('2001:db8:3::/48');
  });

  it.each([
    [16, 16],
    [-1, 16],
    [0.5, 16],
    [0, 11],
    [0, 33],
  ])('refuses position %p of size %p', (position, bits) => {
    expect(() => new NetworkPool('10.240.0.0/12').network(position, bits)).toThrow(RangeError);
  });

  it('refuses what is no network', () => {
    expect(() => new NetworkPool('10.0.0.0/33')).toThrow();
  });
});

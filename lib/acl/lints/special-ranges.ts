import { Cidr } from '../../core/cidr';

/** A range whose addresses never reach an Internet gateway as they are, and what it is for. */
export interface SpecialRange {
  readonly network: Cidr;
  readonly use:
    | 'private'
    | 'carrier-grade NAT'
    | 'loopback'
    | 'link-local'
    | 'documentation'
    | 'benchmarking'
    | 'multicast'
    | 'unspecified'
    | 'reserved';
}

const special = (use: SpecialRange['use'], ...cidrs: string[]): SpecialRange[] =>
  cidrs.map(cidr => ({ network: Cidr.of(cidr), use }));

/** Source: IANA special-purpose and multicast address registries (RFC 1918, 4193, 6598, 5737, 3849, 9637, 3927, 4291, 2544, 5180, 5771, 6890). */
export const specialRanges: readonly SpecialRange[] = [
  ...special('private', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'),
  ...special('carrier-grade NAT', '100.64.0.0/10'),
  ...special('loopback', '127.0.0.0/8', '::1/128'),
  ...special('link-local', '169.254.0.0/16', 'fe80::/10'),
  ...special('documentation', '192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20'),
  ...special('benchmarking', '198.18.0.0/15', '2001:2::/48'),
  ...special('multicast', '224.0.0.0/4', 'ff00::/8'),
  ...special('unspecified', '0.0.0.0/8', '::/128'),
  ...special('reserved', '240.0.0.0/4'),
];

/** The special range that contains a network as a whole. */
export function specialUse(network: Cidr): SpecialRange | undefined {
  return specialRanges.find(range => range.network.contains(network));
}

/** Can anybody have addresses of this range in a network of their own? */
export function isPrivate(network: Cidr): boolean {
  const use = specialUse(network)?.use;
  return use === 'private' || use === 'carrier-grade NAT';
}

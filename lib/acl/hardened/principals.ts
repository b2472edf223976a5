import type { Cidr } from '../../core/cidr';
import { formatIpAddress } from '../../core/ip';
import type { IpSet } from '../../core/ip-set';
import type { AccessLists } from '../access-lists';
import type { Principal } from '../envoy-filter';

/** Everything that a mapped IPv4 address begins with, as text. */
const mappedPrefix = '::ffff:';
const mappedBits = 96;

/**
 * The clients that must be refused: those in no allowed range, and those in a denied one. Ranges are merged, masked and sorted, always
 * by `remote_ip`. Undefined when the lists refuse nobody.
 */
export function refusedPrincipals({ allow, deny }: Pick<AccessLists, 'allow' | 'deny'>): Principal[] | undefined {
  const principals: Principal[] = [];
  if (allow !== undefined) principals.push(outside(allow));
  if (deny !== undefined) principals.push(...deny.cidrs().flatMap(deniedRange));
  return principals.length === 0 ? undefined : principals;
}

/** Envoy refuses an empty `or_ids`, and with it the whole listener: an empty list denies everybody by name. */
function outside(allow: IpSet): Principal {
  if (allow.isEmpty()) return { any: true };
  return { not_id: { or_ids: { ids: allow.cidrs().map(remote) } } };
}

function remote(network: Cidr): Principal {
  return { remote_ip: { address_prefix: formatIpAddress({ value: network.first }), prefix_len: network.bits } };
}

/** A client that claims its IPv4 address as IPv4-mapped in a PROXY header is IPv6 to Envoy: deny that form too. */
function deniedRange(network: Cidr): Principal[] {
  if (network.family === 6) return [remote(network)];
  const mapped = {
    address_prefix: `${mappedPrefix}${formatIpAddress({ value: network.first })}`,
    prefix_len: mappedBits + network.bits,
  };
  return [remote(network), { remote_ip: mapped }];
}

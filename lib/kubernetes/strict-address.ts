import { Cidr } from '../core/cidr';
import { isMapped, parseIpAddress, type IpAddress } from '../core/ip';
import { addressKinds } from '../core/ip-kinds';
import type { Problems } from '../core/names';

/** Why a text is no address in a field of Kubernetes 1.36 (`IsValidIPForLegacyField` with StrictIPCIDRValidation). */
export function addressProblems(text: string): Problems {
  const address = parseIpAddress(text);
  if (address === undefined || address.zone !== undefined)
    return ['must be an IPv4 or IPv6 address without leading zeros'];
  return isMappedAddress(address) ? ['must not be an IPv4 address inside an IPv6 address'] : [];
}

/** Why a text is no network in a field of Kubernetes 1.36 (`IsValidCIDRForLegacyField`). */
export function networkProblems(text: string): Problems {
  const network = Cidr.parse(text);
  if (network === undefined || /\/0\d/.test(text)) return ['must be a network in CIDR notation without leading zeros'];
  if (network.family === 4 && text.includes(':')) return ['must not have an IPv4 address inside an IPv6 address'];
  return network.hasHostBits() ? [`must not have bits beyond the prefix, as in ${network.toString()}`] : [];
}

/** Why an address reaches no pod of another node (`ValidateEndpointIP`); nothing about a text that is no address. */
export function specialAddressProblems(text: string): Problems {
  const address = parseIpAddress(text);
  if (address === undefined) return [];
  const { any, loopback, linkLocalUnicast, linkLocalMulticast } = addressKinds(address);
  return [
    ...(any ? ['must not stand for any address'] : []),
    ...(loopback ? ['must not be a loopback address'] : []),
    ...(linkLocalUnicast ? ['must not be a link-local address'] : []),
    ...(linkLocalMulticast ? ['must not be a link-local multicast address'] : []),
  ];
}

function isMappedAddress({ value }: IpAddress): boolean {
  return typeof value === 'bigint' && isMapped(value);
}

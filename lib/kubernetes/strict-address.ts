import { Cidr } from '../core/cidr';
import { isMapped, parseIpAddress, unmapped, type IpAddress } from '../core/ip';
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
  const { value } = unmapped(address);
  const { any, loopback, linkLocal, multicast } = typeof value === 'number' ? ipv4Kinds(value) : ipv6Kinds(value);
  return [
    ...(any ? ['must not stand for any address'] : []),
    ...(loopback ? ['must not be a loopback address'] : []),
    ...(linkLocal ? ['must not be a link-local address'] : []),
    ...(multicast ? ['must not be a link-local multicast address'] : []),
  ];
}

function ipv4Kinds(value: number): AddressKinds {
  const [first, second] = [Math.floor(value / 2 ** 24), Math.floor(value / 2 ** 16) % 256];
  return {
    any: value === 0,
    loopback: first === 127,
    linkLocal: first === 169 && second === 254,
    multicast: Math.floor(value / 2 ** 8) === 0xe00000,
  };
}

function ipv6Kinds(value: bigint): AddressKinds {
  return {
    any: value === 0n,
    loopback: value === 1n,
    linkLocal: value >> 118n === 0b1111111010n,
    // ff02::/16, whatever the flags
    multicast: value >> 120n === 0xffn && ((value >> 112n) & 0xfn) === 2n,
  };
}

interface AddressKinds {
  readonly any: boolean;
  readonly loopback: boolean;
  readonly linkLocal: boolean;
  readonly multicast: boolean;
}

function isMappedAddress({ value }: IpAddress): boolean {
  return typeof value === 'bigint' && isMapped(value);
}

import { Cidr } from '../core/cidr';
import { familyOf, formatIpAddress, isMapped, parseIpAddress, unmapped, type IpFamily } from '../core/ip';

/** A range as somebody wrote it, read as Go's `net.ParseCIDR` reads it. */
export interface WrittenCidr {
  readonly text: string;
  /** The network that is meant; an IPv4-mapped one counts as IPv4 where its length allows it. */
  readonly network: Cidr;
  /** Written as an IPv4-mapped IPv6 address. */
  readonly mapped: boolean;
  /** The address with its host bits, as Go's `IP.String` prints it: IPv4-mapped as IPv4. */
  readonly address: string;
  /** Family of that printed address. */
  readonly family: IpFamily;
  /** The length as written: up to 128 even when the address is printed as IPv4. */
  readonly length: number;
}

/** Reads a range; undefined when Go refuses it. */
export function readCidr(text: string): WrittenCidr | undefined {
  const network = Cidr.parse(text);
  const slash = text.indexOf('/');
  const address = parseIpAddress(text.slice(0, slash));
  if (network === undefined || address === undefined) return undefined;
  const printed = unmapped(address);
  return {
    text,
    network,
    mapped: typeof address.value === 'bigint' && isMapped(address.value),
    address: formatIpAddress(printed),
    family: familyOf(printed.value),
    length: Number(text.slice(slash + 1)),
  };
}

/** What Envoy makes of a range that the extension renders: IPv4 lengths are clamped, so that a mapped `/120` is one address. */
export function renderedNetwork({ address, family, length }: WrittenCidr): Cidr {
  return Cidr.of(`${address}/${Math.min(length, family === 4 ? 32 : 128)}`);
}

/** Reads a range, or an address that stands for itself; undefined when it is neither. */
export function readRange(text: string): WrittenCidr | undefined {
  return readCidr(text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`);
}

/** More addresses than any office has: `/8` of IPv4, `/16` of IPv6, and everything wider. */
export function isWide({ family, bits }: Cidr): boolean {
  return bits <= (family === 4 ? 8 : 16);
}

/** What to do about a text that is no range: most likely it has blanks, is a single address, or holds several ranges. */
export function rangeFix(text: string): { readonly fix?: string } {
  const parts = text.trim().split(/[\s,;]+/);
  const ranges = parts.flatMap(part => readRange(part)?.text ?? []);
  if (ranges.length < parts.length) return {};
  return { fix: ranges.length === 1 ? `write "${ranges.join()}"` : 'write each range by itself' };
}

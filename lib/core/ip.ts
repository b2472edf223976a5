/**
 * IP addresses with the syntax and the text of Go's net/netip. An IPv4 address is a number, an IPv6 address a bigint: the type
 * tells the family, and IPv4 needs no big arithmetic.
 *
 * Source: Go 1.26 net/netip (ParseAddr, Addr.String).
 */
export type IpValue = number | bigint;

/** Version of the Internet Protocol. */
export type IpFamily = 4 | 6;

/** One address. */
export interface IpAddress {
  readonly value: IpValue;
  /** Zone of an IPv6 address, such as `eth0`; absent when there is none. */
  readonly zone?: string;
}

/** Bits of an address of the family. */
export function bitLength(family: IpFamily): 32 | 128 {
  return family === 4 ? 32 : 128;
}

/** Family of an address, which its type tells. */
export function familyOf(value: IpValue): IpFamily {
  return typeof value === 'number' ? 4 : 6;
}

/** Reads an address; undefined when Go refuses it. IPv4-mapped IPv6 addresses stay IPv6, see `unmapped`. */
export function parseIpAddress(text: string): IpAddress | undefined {
  const address = readIpAddress(text);
  return typeof address === 'string' ? undefined : address;
}

/** Why `parseIpAddress` refuses a text; undefined when it does not. */
export function ipAddressProblem(text: string): string | undefined {
  const address = readIpAddress(text);
  return typeof address === 'string' ? address : undefined;
}

/** Whether Go's net.ParseIP accepts the text: an address without a zone. */
export function isIpAddress(text: string): boolean {
  const address = readIpAddress(text);
  return typeof address !== 'string' && address.zone === undefined;
}

/** The address, or why the text is none. */
export function readIpAddress(text: string): IpAddress | string {
  for (const character of text) {
    if (character === '.') return ipv4OrReason(text);
    if (character === ':') return readIpv6(text);
    if (character === '%') break;
  }
  return 'must be an IPv4 or IPv6 address';
}

/** The text of an address as Go prints it: RFC 5952, and `::ffff:1.2.3.4` for IPv4-mapped addresses. */
export function formatIpAddress({ value, zone }: IpAddress): string {
  if (typeof value === 'number') return formatIpv4(value);
  const text = isMapped(value) ? `::ffff:${formatIpv4(Number(value & 0xffffffffn))}` : formatIpv6(value);
  return zone === undefined ? text : `${text}%${zone}`;
}

/** The IPv4 address inside an IPv4-mapped IPv6 address, as Go's net.IP sees it; any other address as it is. */
export function unmapped(address: IpAddress): IpAddress {
  const { value } = address;
  return typeof value === 'bigint' && isMapped(value) ? { value: Number(value & 0xffffffffn) } : address;
}

/** Order of Go's netip.Addr: IPv4 before IPv6, then by number, then by zone. */
export function compareIpAddresses(a: IpAddress, b: IpAddress): -1 | 0 | 1 {
  if (typeof a.value !== typeof b.value) return typeof a.value === 'number' ? -1 : 1;
  if (a.value !== b.value) return a.value < b.value ? -1 : 1;
  const [zoneA, zoneB] = [a.zone ?? '', b.zone ?? ''];
  if (zoneA === zoneB) return 0;
  return zoneA < zoneB ? -1 : 1;
}

/** Whether an IPv6 number lies in ::ffff:0:0/96. */
export function isMapped(value: bigint): boolean {
  return value >> 32n === 0xffffn;
}

function ipv4OrReason(text: string): IpAddress | string {
  const value = readIpv4(text);
  return typeof value === 'string' ? value : { value };
}

/** One pass over the characters: this is on the way of every network of every Shoot. */
function readIpv4(text: string): number | string {
  let [value, octet, parts] = [0, missing, 1];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 46 && octet !== missing) {
      value = value * 256 + octet;
      octet = missing;
      parts++;
    } else if (code < 48 || code > 57) {
      return 'every part of an IPv4 address is a decimal number';
    } else if (octet === 0) {
      return 'a part of an IPv4 address must not begin with 0';
    } else {
      octet = octet === missing ? code - 48 : octet * 10 + code - 48;
      if (octet > 255) return 'a part of an IPv4 address is at most 255';
    }
  }
  const complete = parts === 4 && octet !== missing;
  return complete ? value * 256 + octet : 'an IPv4 address has four parts separated by dots';
}

/** No digit of the part has been read yet. */
const missing = -1;

function readIpv6(text: string): IpAddress | string {
  const percent = text.indexOf('%');
  if (percent === text.length - 1) return 'the zone after "%" must not be empty';
  const groups = readGroups(percent < 0 ? text : text.slice(0, percent));
  if (typeof groups === 'string') return groups;
  const value = BigInt(`0x${groups.map(group => group.padStart(4, '0')).join('')}`);
  return percent < 0 ? { value } : { value, zone: text.slice(percent + 1) };
}

/** Eight groups of one to four hexadecimal digits, or why there are none. */
function readGroups(text: string): string[] | string {
  const halves = text.split('::');
  if (halves.length > 2) return 'an IPv6 address has at most one "::"';
  const written = halves.map(half => (half === '' ? [] : half.split(':')));
  const [head = [], tail] = written;
  const problem = expandIpv4(tail ?? head);
  if (problem !== undefined) return problem;
  const all = [...head, ...(tail ?? [])];
  if (!all.every(group => /^[0-9a-fA-F]{1,4}$/.test(group))) {
    return 'every part of an IPv6 address is one to four hexadecimal digits';
  }
  if (tail === undefined ? all.length !== 8 : all.length > 7) {
    return 'an IPv6 address has eight parts separated by colons, "::" stands for one or more zeros';
  }
  return tail === undefined ? all : [...head, ...zeros.slice(all.length), ...tail];
}

const zeros = Array.from({ length: 8 }, () => '0');

/** Replaces a final IPv4 address by two groups; returns why it is none. */
function expandIpv4(groups: string[]): string | undefined {
  const last = groups.at(-1);
  if (last?.includes('.') !== true) return undefined;
  const value = readIpv4(last);
  if (typeof value === 'string') return value;
  groups.splice(-1, 1, (value >>> 16).toString(16), (value & 0xffff).toString(16));
  return undefined;
}

function formatIpv4(value: number): string {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}

function formatIpv6(value: bigint): string {
  const digits = value.toString(16).padStart(32, '0');
  const groups = Array.from({ length: 8 }, (_, index) => parseInt(digits.slice(index * 4, index * 4 + 4), 16));
  const { start, length } = longestZeroRun(groups);
  const hex = groups.map(group => group.toString(16));
  if (length < 2) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}

/** The first of the longest runs of zeros. */
function longestZeroRun(groups: readonly number[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 };
  let length = 0;
  for (const [index, group] of groups.entries()) {
    length = group === 0 ? length + 1 : 0;
    if (length > best.length) best = { start: index - length + 1, length };
  }
  return best;
}

import { bitLength, familyOf, formatIpAddress, isMapped, readIpAddress, unmapped } from './ip';
import type { IpAddress, IpFamily, IpValue } from './ip';

/**
 * An IP network in CIDR notation, as Go's net.ParseCIDR reads it and net.IPNet prints it: host bits are accepted and remembered,
 * IPv4-mapped networks count as IPv4, the prefix length may have leading zeros, octets may not.
 * Parsing costs about 0.3 microseconds for IPv4 and 1.5 for IPv6, comparing hundredths of that.
 *
 * Source: Go 1.26 net (ParseCIDR, IPNet); gardener:pkg/utils/validation/cidr v1.150.
 */
export class Cidr {
  /** The address as it was given, host bits included. */
  readonly address: IpAddress;
  /** Length of the prefix. */
  readonly bits: number;
  /** First address of the network. */
  readonly first: IpValue;
  /** Last address of the network. */
  readonly last: IpValue;

  private constructor(address: IpAddress, base: IpValue, bits: number) {
    this.address = address;
    this.bits = bits;
    this.first = blockStart(base, bits);
    this.last = blockEnd(base, bits);
  }

  /** Reads `10.0.0.0/8`; undefined when Go refuses it. */
  static parse(text: string): Cidr | undefined {
    const cidr = Cidr.read(text);
    return typeof cidr === 'string' ? undefined : cidr;
  }

  /** Why `parse` refuses a text; undefined when it does not. */
  static problem(text: string): string | undefined {
    const cidr = Cidr.read(text);
    return typeof cidr === 'string' ? cidr : undefined;
  }

  /** A network that is known to be one; throws otherwise. */
  static of(text: string): Cidr {
    const cidr = Cidr.read(text);
    if (typeof cidr === 'string') throw new RangeError(`CIDR ${JSON.stringify(text)}: ${cidr}`);
    return cidr;
  }

  /** The network of an address; the prefix length must fit its family. */
  static from(value: IpValue, bits: number): Cidr {
    if (bits < 0 || bits > bitLength(familyOf(value))) throw new RangeError(`prefix length ${bits} is out of range`);
    return new Cidr({ value }, value, bits);
  }

  private static read(text: string): Cidr | string {
    const slash = text.indexOf('/');
    if (slash < 0) return 'must be an address, "/" and a prefix length';
    const address = readIpAddress(text.slice(0, slash));
    if (typeof address === 'string') return address;
    if (address.zone !== undefined) return 'an address with a zone is not allowed in a network';
    const digits = text.slice(slash + 1);
    const maximum = bitLength(familyOf(address.value));
    const bits = /^[0-9]+$/.test(digits) ? Number(digits) : Infinity;
    if (bits > maximum) return `an IPv${familyOf(address.value)} prefix is 0 to ${maximum}`;
    const { value } = address;
    // a shorter prefix cuts into the part that marks the address as mapped
    const mapped = typeof value === 'bigint' && isMapped(value) && bits >= 96;
    const plain = unmapped(address);
    return mapped ? new Cidr(plain, plain.value, bits - 96) : new Cidr(plain, value, bits);
  }

  get family(): IpFamily {
    return familyOf(this.first);
  }

  /** Whether the given address has bits beyond the prefix; upstream calls such a CIDR not canonical. */
  hasHostBits(): boolean {
    return this.address.value !== this.first;
  }

  /** Whether the address or the whole other network lies in this one. Families never mix. */
  contains(other: IpAddress | Cidr): boolean {
    const { first, last } = 'bits' in other ? other : rangeOf(other);
    return typeof first === typeof this.first && this.first <= first && last <= this.last;
  }

  overlaps(other: Cidr): boolean {
    return typeof other.first === typeof this.first && this.first <= other.last && other.first <= this.last;
  }

  equals(other: Cidr): boolean {
    return this.first === other.first && this.bits === other.bits;
  }

  /** IPv4 first, then by first address, then the larger network. */
  compare(other: Cidr): number {
    if (typeof this.first !== typeof other.first) return this.family - other.family;
    if (this.first !== other.first) return this.first < other.first ? -1 : 1;
    return this.bits - other.bits;
  }

  /** Number of addresses. */
  size(): bigint {
    return 1n << BigInt(bitLength(this.family) - this.bits);
  }

  /**
   * The address at an offset from the first one. Undefined beyond the network, and for the broadcast address of an IPv4 network,
   * as upstream computes it (gardener:pkg/utils/miscellaneous.go ComputeOffsetIP v1.150).
   */
  at(offset: number | bigint): IpAddress | undefined {
    const value = BigInt(this.first) + BigInt(offset);
    const limit = BigInt(this.last) - (this.family === 4 ? 1n : 0n);
    if (value < BigInt(this.first) || value > limit) return undefined;
    return { value: this.family === 4 ? Number(value) : value };
  }

  /** The network as Go prints it, without host bits. */
  toString(): string {
    return `${formatIpAddress({ value: this.first })}/${this.bits}`;
  }
}

/**
 * Whether a text is a network in the one form that strict Kubernetes fields take: no host bits, no IPv4-mapped address, no leading
 * zeros, RFC 5952. Source: apimachinery:pkg/util/validation/ip.go IsValidCIDR v0.36.
 */
export function isCanonicalCidr(text: string): boolean {
  return Cidr.parse(text)?.toString() === text;
}

/** First address of the block of that prefix length around an address. */
export function blockStart(value: IpValue, bits: number): IpValue {
  if (typeof value === 'number') return value - (value % 2 ** (32 - bits));
  const host = BigInt(128 - bits);
  return (value >> host) << host;
}

/** Last address of the block of that prefix length around an address. */
export function blockEnd(value: IpValue, bits: number): IpValue {
  if (typeof value === 'number') return value - (value % 2 ** (32 - bits)) + (2 ** (32 - bits) - 1);
  return value | ((1n << BigInt(128 - bits)) - 1n);
}

function rangeOf(address: IpAddress): { readonly first: IpValue; readonly last: IpValue } {
  const { value } = unmapped(address);
  return { first: value, last: value };
}

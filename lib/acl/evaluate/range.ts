import { blockEnd, blockStart } from '../../core/cidr';
import { bitLength, familyOf, parseIpAddress, unmapped, type IpValue } from '../../core/ip';
import { isMap } from '../../core/plain-map';
import type { Client } from './connection';
import type { Truth } from './logic';

/** The two addresses that principals look at; undefined when the text is no address. */
export interface ClientAddresses {
  /** Source of the PROXY header, else the peer: `remote_ip` and `source_ip`. */
  readonly remote: IpValue | undefined;
  /** The physical peer: `direct_remote_ip`. */
  readonly direct: IpValue | undefined;
}

/**
 * Envoy presents an IPv4-mapped peer of an IPv6 socket as IPv4. A mapped address inside a PROXY header stays IPv6, so that no IPv4
 * range matches it.
 */
export function clientAddresses({ peer, proxied }: Client): ClientAddresses {
  const physical = parseIpAddress(peer);
  const direct = physical && unmapped(physical).value;
  return { direct, remote: proxied === null ? direct : parseIpAddress(proxied)?.value };
}

/** The addresses of a range: first and last, of one family. */
export interface Span {
  readonly first: IpValue;
  readonly last: IpValue;
}

/**
 * The addresses of Envoy's `CidrRange`: host bits are masked, an IPv4 length is clamped to 32, an omitted one is 0. Undefined for
 * what Envoy refuses. Source: envoy:source/common/network/cidr_range.cc.
 */
export function spanOf(range: unknown): Span | undefined {
  if (!isMap(range) || typeof range['address_prefix'] !== 'string') return undefined;
  const address = parseIpAddress(range['address_prefix']);
  const length = lengthOf(range['prefix_len'] ?? 0);
  if (address === undefined || length === undefined) return undefined;
  const { value } = address;
  const bits = Math.min(length, bitLength(familyOf(value)));
  return { first: blockStart(value, bits), last: blockEnd(value, bits) };
}

/** Does the range contain the address? Families never mix. */
export function rangeContains(range: unknown, address: IpValue | undefined): Truth {
  const span = spanOf(range);
  if (span === undefined || address === undefined) return undefined;
  return typeof address === typeof span.first && span.first <= address && address <= span.last;
}

/** A number, or one of the two other ways in which protobuf's JSON writes a wrapped number; undefined for what is none. */
export function lengthOf(value: unknown): number | undefined {
  const inner: unknown = isMap(value) ? value['value'] : value;
  const length = typeof inner === 'string' && /^\d+$/.test(inner) ? Number(inner) : inner;
  return typeof length === 'number' && Number.isInteger(length) && length >= 0 && length <= 128 ? length : undefined;
}

import { type IpSet } from '../../core/ip-set';
import { isOpen } from './path-change';

/** Greatest number of networks that a message lists. */
const shownNetworks = 8;

/** Addresses as a reader would say it: `185.1.1.0/24 (256 addresses)`, `everybody but 10.0.0.0/8`. */
export function describe(set: IpSet): string {
  if (isOpen(set)) return 'everybody';
  const networks = set.cidrs();
  const others = set.complement().cidrs();
  if (others.length < networks.length) return `everybody but ${listed(others)}`;
  return `${listed(networks)} (${counted(set.size())})`;
}

/** Ways in by name, or by one word for all of them: `via vpn on 8443`, `on every way in`. */
export function describeWays(names: readonly string[], all: readonly string[], guarded: readonly string[]): string {
  if (names.length === all.length) return 'on every way in';
  if (sameNames(names, guarded)) return 'on every way in that has a filter';
  return `via ${names.join(', ')}`;
}

function listed(networks: readonly { toString(): string }[]): string {
  const more = networks.length > shownNetworks ? ` and ${networks.length - shownNetworks} more networks` : '';
  return `${networks.slice(0, shownNetworks).join(', ')}${more}`;
}

function counted(size: bigint): string {
  return size === 1n ? '1 address' : `${size} addresses`;
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, i) => name === b[i]);
}

import { directly, type Connect } from '../acl';
import { formatIpAddress, ipAddressProblem, parseIpAddress, unmapped } from '../core/ip';
import { textOption, UsageError, type Arguments } from './command';

/** The clients that an operator asks about: `--from`, and how they connect: `--proxied`, `--through`. */
export interface AskedClients {
  /** As they were written, each once. */
  readonly addresses: readonly string[];
  readonly connect: Connect;
  /** What a gateway makes of an address that it reads otherwise than it is written; empty for all others. */
  note(address: string): string;
}

/**
 * Reads the options about clients. Where nobody tells the address of the load balancer, rules about it cannot be judged.
 *
 * @throws UsageError for a text that is no address
 */
export function askedClients(args: Arguments): AskedClients {
  const through = textOption(args, 'through');
  if (through !== undefined) checkAddress(through);
  const isProxied = through !== undefined || args.values['proxied'] === true;
  const given = args.values['from'];
  const addresses = Array.isArray(given) ? given.filter(text => typeof text === 'string') : [];
  for (const address of addresses) checkAddress(address);
  return {
    addresses: [...new Set(addresses)],
    connect: isProxied ? from => ({ peer: through ?? '', proxied: from }) : directly,
    note: address => noteOn(address, isProxied),
  };
}

/** Envoy takes an IPv4-mapped peer for IPv4, and one in a PROXY header for IPv6. */
function noteOn(text: string, isProxied: boolean): string {
  const address = parseIpAddress(text);
  if (address === undefined) return '';
  const seen = formatIpAddress(unmapped(address));
  if (seen.includes(':') || !text.includes(':')) return '';
  return isProxied ? ' (IPv6 in a PROXY header, so that no IPv4 range holds it)' : ` (${seen} to the gateway)`;
}

function checkAddress(text: string): void {
  if (parseIpAddress(text) !== undefined) return;
  throw new UsageError(`"${text}" is no IP address: ${hintOn(text)}`);
}

/** The first that fits of what people write instead of an address. */
function hintOn(text: string): string {
  if (text.includes('/')) return 'ask about one address of the range';
  if (parseIpAddress(text.trim()) !== undefined) return 'there are blanks around it';
  const bare = text.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1');
  if (bare !== text && parseIpAddress(bare) !== undefined) return `write ${bare}, without brackets and port`;
  if (/^[a-z]/i.test(text) && !text.includes(':')) return 'names are not looked up';
  return ipAddressProblem(text) ?? '';
}

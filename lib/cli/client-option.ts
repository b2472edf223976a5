import { directly, type Connect } from '../acl';
import { Cidr } from '../core/cidr';
import { formatIpAddress, ipAddressProblem, parseIpAddress, unmapped } from '../core/ip';
import { IpSet } from '../core/ip-set';
import { textOption, UsageError, type Arguments } from './command';

/** One client, or all clients of a range. */
export interface AskedClient {
  /** As it was written. */
  readonly text: string;
  /** What a gateway makes of an address that it reads otherwise than it is written; empty for all others. */
  readonly note: string;
  /** Undefined for a single address. */
  readonly range?: IpSet;
}

/** The clients that an operator asks about, `--from`, and how they connect, `--proxied` and `--through`. */
export interface AskedClients {
  /** In their order, each once. */
  readonly asked: readonly AskedClient[];
  readonly connect: Connect;
}

/**
 * Reads the options about clients. Where nobody tells the address of the load balancer, rules about it cannot be judged.
 *
 * @throws UsageError for a text that is no address, and for a range behind a load balancer
 */
export function askedClients(args: Arguments): AskedClients {
  const through = textOption(args, 'through');
  if (through !== undefined) checkAddress(through, 'name one address of the load balancer');
  const isProxied = through !== undefined || args.values['proxied'] === true;
  const given = args.values['from'];
  const texts = Array.isArray(given) ? given.filter(text => typeof text === 'string') : [];
  return {
    asked: [...new Set(texts)].map(text => readClient(text, isProxied)),
    connect: isProxied ? from => ({ peer: through ?? '', proxied: from }) : directly,
  };
}

function readClient(text: string, isProxied: boolean): AskedClient {
  if (!text.includes('/')) {
    checkAddress(text, '');
    return { text, note: noteOn(text, isProxied) };
  }
  const range = Cidr.parse(text);
  if (range === undefined) throw new UsageError(`"${text}" is no range: ${Cidr.problem(text) ?? ''}`);
  if (isProxied) throw new UsageError(`"${text}" is a range: behind a load balancer, ask about one address of it`);
  return { text, note: '', range: IpSet.of([range]) };
}

/** Envoy takes an IPv4-mapped peer for IPv4, and one in a PROXY header for IPv6. */
function noteOn(text: string, isProxied: boolean): string {
  const address = parseIpAddress(text);
  if (address === undefined) return '';
  const seen = formatIpAddress(unmapped(address));
  if (seen.includes(':') || !text.includes(':')) return '';
  return isProxied ? ' (IPv6 in a PROXY header, so that no IPv4 range holds it)' : ` (${seen} to the gateway)`;
}

function checkAddress(text: string, rangeHint: string): void {
  if (parseIpAddress(text) !== undefined) return;
  throw new UsageError(`"${text}" is no IP address: ${text.includes('/') ? rangeHint : hintOn(text)}`);
}

/** The first that fits of what people write instead of an address. */
function hintOn(text: string): string {
  if (parseIpAddress(text.trim()) !== undefined) return 'there are blanks around it';
  const bare = text.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1');
  if (bare !== text && parseIpAddress(bare) !== undefined) return `write ${bare}, without brackets and port`;
  if (/^[a-z]/i.test(text) && !text.includes(':')) return 'names are not looked up';
  return ipAddressProblem(text) ?? '';
}

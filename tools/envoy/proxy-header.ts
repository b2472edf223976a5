import { isIPv6 } from 'node:net';
import { parseIpAddress } from '../../lib/core/ip';

/** What a load balancer, or somebody who pretends to be one, writes in front of a connection. */
export type ProxyHeader = (source: string | null) => Buffer;

/** Version 1, a line of text. Nothing for a connection without a source. */
export const textHeader: ProxyHeader = source => {
  if (source === null) return Buffer.alloc(0);
  const [family, target] = isIPv6(source) ? ['TCP6', '2001:db8::1'] : ['TCP4', '192.0.2.250'];
  return Buffer.from(`PROXY ${family} ${source} ${target} 40000 443\r\n`);
};

/** Version 1 of a balancer that does not know the client: the peer counts. */
export const unknownHeader: ProxyHeader = () => Buffer.from('PROXY UNKNOWN\r\n');

const signature = Buffer.from([0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a]);
const commands = { local: 0x20, proxy: 0x21 } as const;
const families = { none: 0x00, tcp4: 0x11, tcp6: 0x21 } as const;
const ports = Buffer.from([0x9c, 0x40, 0x01, 0xbb]);

/** Version 2, binary. Nothing for a connection without a source. */
export const binaryHeader: ProxyHeader = source => {
  if (source === null) return Buffer.alloc(0);
  const family = isIPv6(source) ? families.tcp6 : families.tcp4;
  const target = isIPv6(source) ? '2001:db8::1' : '192.0.2.250';
  return framed(commands.proxy, family, Buffer.concat([addressBytes(source), addressBytes(target), ports]));
};

/** Version 2 of a balancer that speaks for itself, for example to check health: the peer counts. */
export const localHeader: ProxyHeader = () => framed(commands.local, families.none, Buffer.alloc(0));

function framed(command: number, family: number, addresses: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(addresses.length);
  return Buffer.concat([signature, Buffer.from([command, family]), length, addresses]);
}

function addressBytes(address: string): Buffer {
  return isIPv6(address) ? ipv6Bytes(address) : Buffer.from(address.split('.').map(Number));
}

function ipv6Bytes(address: string): Buffer {
  const { value } = parseIpAddress(address) ?? { value: 0n };
  return Buffer.from(BigInt(value).toString(16).padStart(32, '0'), 'hex');
}

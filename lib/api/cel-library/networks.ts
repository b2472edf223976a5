import type * as cel from '@marcbachmann/cel-js' with { 'resolution-mode': 'import' };
import { Cidr } from '../../core/cidr';
import { familyOf, formatIpAddress, isMapped, parseIpAddress, type IpAddress } from '../../core/ip';
import { addressKinds, type AddressKinds } from '../../core/ip-kinds';

/** An address of the Kubernetes CEL library: no zone, and no IPv4 address in the clothes of IPv6. */
class CelIp {
  readonly address: IpAddress;

  constructor(address: IpAddress) {
    this.address = address;
  }

  toString(): string {
    return formatIpAddress(this.address);
  }
}

/** What `ip` is before a dot. */
class CelIpLibrary {}

const ipName = 'net.IP';
const cidrName = 'net.CIDR';

/** Addresses and networks in CEL (`kubernetes/apiserver:pkg/cel/library/ip.go, cidr.go v0.36`). */
export function registerNetworks(target: cel.Environment): void {
  registerAddresses(target);
  registerCidrs(target);
}

function registerAddresses(target: cel.Environment): void {
  target.registerType(ipName, CelIp);
  target.registerFunction('isIP(string): bool', (text: string) => read(text) !== undefined);
  target.registerFunction(`ip(string): ${ipName}`, ipOf);
  target.registerType('kubernetes.Ip', CelIpLibrary);
  target.registerConstant('ip', 'kubernetes.Ip', new CelIpLibrary());
  target.registerFunction(
    'kubernetes.Ip.isCanonical(string): bool',
    (_: CelIpLibrary, text: string) => String(ipOf(text)) === text,
  );
  target.registerFunction(`string(${ipName}): string`, String);
  target.registerOperator(`${ipName} == ${ipName}`, (a: CelIp, b: CelIp) => String(a) === String(b));
  target.registerFunction(`${ipName}.family(): int`, ({ address }: CelIp) => BigInt(familyOf(address.value)));
  for (const [question, answer] of Object.entries(questions))
    target.registerFunction(`${ipName}.${question}(): bool`, ({ address }: CelIp) => answer(addressKinds(address)));
}

const questions: Readonly<Record<string, (kinds: AddressKinds) => boolean>> = {
  isUnspecified: ({ any }) => any,
  isLoopback: ({ loopback }) => loopback,
  isLinkLocalMulticast: ({ linkLocalMulticast }) => linkLocalMulticast,
  isLinkLocalUnicast: ({ linkLocalUnicast }) => linkLocalUnicast,
  isGlobalUnicast: ({ any, loopback, multicast, linkLocalUnicast, broadcast }) =>
    !any && !loopback && !multicast && !linkLocalUnicast && !broadcast,
};

function registerCidrs(target: cel.Environment): void {
  target.registerType(cidrName, Cidr);
  target.registerFunction('isCIDR(string): bool', (text: string) => readCidr(text) !== undefined);
  target.registerFunction(`cidr(string): ${cidrName}`, cidrOf);
  target.registerFunction(`string(${cidrName}): string`, String);
  target.registerOperator(`${cidrName} == ${cidrName}`, (a: Cidr, b: Cidr) => a.equals(b));
  target.registerFunction(`${cidrName}.ip(): ${ipName}`, ({ address }: Cidr) => new CelIp(address));
  target.registerFunction(`${cidrName}.prefixLength(): int`, ({ bits }: Cidr) => BigInt(bits));
  target.registerFunction(`${cidrName}.masked(): ${cidrName}`, ({ first, bits }: Cidr) => Cidr.from(first, bits));
  const contains = (a: Cidr, b: Cidr): boolean => a.contains(b);
  target.registerFunction(`${cidrName}.containsIP(string): bool`, (a: Cidr, b: string) => a.contains(ipOf(b).address));
  target.registerFunction(`${cidrName}.containsIP(${ipName}): bool`, (a: Cidr, b: CelIp) => a.contains(b.address));
  target.registerFunction(`${cidrName}.containsCIDR(string): bool`, (a: Cidr, b: string) => contains(a, cidrOf(b)));
  target.registerFunction(`${cidrName}.containsCIDR(${cidrName}): bool`, contains);
}

function read(text: string): CelIp | undefined {
  const address = parseIpAddress(text);
  if (address === undefined || address.zone !== undefined) return undefined;
  return typeof address.value === 'bigint' && isMapped(address.value) ? undefined : new CelIp(address);
}

function ipOf(text: string): CelIp {
  const ip = read(text);
  if (ip === undefined) throw new Error(`IP Address ${JSON.stringify(text)} parse error`);
  return ip;
}

function readCidr(text: string): Cidr | undefined {
  const [address = '', bits = ''] = text.split('/');
  return read(address) === undefined || /^0\d/.test(bits) ? undefined : Cidr.parse(text);
}

function cidrOf(text: string): Cidr {
  const network = readCidr(text);
  if (network === undefined) throw new Error(`network address ${JSON.stringify(text)} parse error`);
  return network;
}

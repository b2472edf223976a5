import type * as cel from '@marcbachmann/cel-js' with { 'resolution-mode': 'import' };
import { Cidr } from '../../core/cidr';
import { familyOf, formatIpAddress, isMapped, parseIpAddress, type IpAddress } from '../../core/ip';

/** An address of the Kubernetes CEL library: no zone, and no IPv4 address in the clothes of IPv6. */
class CelIp {
  readonly address: IpAddress;

  constructor(address: IpAddress) {
    this.address = address;
  }

  toString(): string {
    return formatIpAddress(this.address);
  }

  isIn(...networks: readonly string[]): boolean {
    return networks.some(network => Cidr.of(network).contains(this.address));
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
  const is = (question: string, answer: (ip: CelIp) => boolean): void => {
    target.registerFunction(`${ipName}.${question}(): bool`, answer);
  };
  target.registerFunction(`${ipName}.family(): int`, ({ address }: CelIp) => BigInt(familyOf(address.value)));
  const isUnspecified = (ip: CelIp): boolean => ip.isIn('0.0.0.0/32', '::/128');
  const isLoopback = (ip: CelIp): boolean => ip.isIn('127.0.0.0/8', '::1/128');
  const isLinkLocalMulticast = (ip: CelIp): boolean => ip.isIn('224.0.0.0/24', 'ff02::/16', 'ff12::/16');
  const isLinkLocalUnicast = (ip: CelIp): boolean => ip.isIn('169.254.0.0/16', 'fe80::/10');
  const isMulticast = (ip: CelIp): boolean => ip.isIn('224.0.0.0/4', 'ff00::/8');
  is('isUnspecified', isUnspecified);
  is('isLoopback', isLoopback);
  is('isLinkLocalMulticast', isLinkLocalMulticast);
  is('isLinkLocalUnicast', isLinkLocalUnicast);
  is('isGlobalUnicast', ip => {
    const isSpecial = isUnspecified(ip) || isLoopback(ip) || isMulticast(ip) || isLinkLocalUnicast(ip);
    return !isSpecial && !ip.isIn('255.255.255.255/32');
  });
}

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

import { unmapped, type IpAddress } from './ip';

/** What an address stands for beside a single host of the network. */
export interface AddressKinds {
  readonly any: boolean;
  readonly loopback: boolean;
  readonly linkLocalUnicast: boolean;
  readonly linkLocalMulticast: boolean;
  readonly multicast: boolean;
  /** 255.255.255.255. */
  readonly broadcast: boolean;
}

/** Tells kinds of addresses as Go's net.IP does; an IPv4 address inside an IPv6 address is an IPv4 address. */
export function addressKinds(address: IpAddress): AddressKinds {
  const { value } = unmapped(address);
  return typeof value === 'number' ? ipv4Kinds(value) : ipv6Kinds(value);
}

function ipv4Kinds(value: number): AddressKinds {
  const [first, second] = [Math.floor(value / 2 ** 24), Math.floor(value / 2 ** 16) % 256];
  return {
    any: value === 0,
    loopback: first === 127,
    linkLocalUnicast: first === 169 && second === 254,
    linkLocalMulticast: Math.floor(value / 2 ** 8) === 0xe00000,
    multicast: first >= 224 && first < 240,
    broadcast: value === 0xffffffff,
  };
}

function ipv6Kinds(value: bigint): AddressKinds {
  const multicast = value >> 120n === 0xffn;
  return {
    any: value === 0n,
    loopback: value === 1n,
    linkLocalUnicast: value >> 118n === 0b1111111010n,
    // ff02::/16, whatever the flags
    linkLocalMulticast: multicast && ((value >> 112n) & 0xfn) === 2n,
    multicast,
    broadcast: false,
  };
}

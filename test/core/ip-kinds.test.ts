import { addressKinds } from '../../lib/core/ip-kinds';
import { parseIpAddress } from '../../lib/core/ip';

/** The kinds that an address is of. */
function kinds(text: string): readonly string[] {
  const address = parseIpAddress(text);
  return Object.entries(address === undefined ? {} : addressKinds(address)).flatMap(([kind, is]) => (is ? [kind] : []));
}

// as net.IP of Go 1.26 answers
test.each([
  ['10.1.2.3', []],
  ['0.0.0.0', ['any']],
  ['127.9.9.9', ['loopback']],
  ['169.254.1.1', ['linkLocalUnicast']],
  ['224.0.0.1', ['linkLocalMulticast', 'multicast']],
  ['239.1.1.1', ['multicast']],
  ['255.255.255.255', ['broadcast']],
  ['2001:db8::1', []],
  ['::', ['any']],
  ['::1', ['loopback']],
  ['::ffff:127.0.0.1', ['loopback']],
  ['febf::1', ['linkLocalUnicast']],
  ['ff02::1', ['linkLocalMulticast', 'multicast']],
  ['ff22::1', ['linkLocalMulticast', 'multicast']],
  ['ff05::1', ['multicast']],
])('%s is of the kinds %j', (text, expected) => {
  expect(kinds(text)).toEqual(expected);
});

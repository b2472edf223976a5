import type { IPBlock } from '../../../imports/networking.k8s.io/v1';
import { Cidr } from '../../core/cidr';
import type { FieldPath } from '../../core/field-path';
import { formatIpAddress } from '../../core/ip';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('kubernetes:pkg/apis/networking/validation/validation.go v1.36', {
  'NETPOL-CIDR': 'an ipBlock must have a network in CIDR notation',
  'NETPOL-CIDR-STRICT': {
    reason:
      'a network must be written without host bits, leading zeros and IPv4-mapped addresses since Kubernetes 1.36',
    source: 'apimachinery:pkg/util/validation/ip.go v0.36',
  },
  'NETPOL-EXCEPT': {
    reason: 'an exception must lie within the cidr and be smaller',
    fix: 'list parts of the network, or change the network',
  },
});

/** A network of peers without its exceptions (`ValidateIPBlock`). */
export function validateIpBlock({ cidr = '', except = [] }: Loose<IPBlock>, path: FieldPath, report: Report): void {
  if (cidr === '') {
    report.required(rule['NETPOL-CIDR'], path.child('cidr'));
    return;
  }
  const network = readNetwork(cidr, path.child('cidr'), report);
  if (network === undefined) return;
  for (const [index, text] of except.entries()) {
    const at = path.child('except').index(index);
    const part = readNetwork(text, at, report);
    if (part === undefined || (network.contains(part) && network.bits < part.bits)) continue;
    report.invalid(rule['NETPOL-EXCEPT'], at, text, { message: `${rule['NETPOL-EXCEPT'].reason}, which is ${cidr}` });
  }
}

function readNetwork(text: string, path: FieldPath, report: Report): Cidr | undefined {
  const plain = withoutLeadingZeros(text);
  const network = Cidr.parse(plain);
  if (network === undefined) {
    report.invalid(rule['NETPOL-CIDR'], path, text, { message: `a network ${Cidr.problem(plain)}` });
    return undefined;
  }
  const isMapped = network.family === 4 && plain.includes(':');
  if (plain !== text || isMapped || network.hasHostBits())
    report.invalid(rule['NETPOL-CIDR-STRICT'], path, text, { fix: `write ${meant(network)}` });
  return network;
}

function meant(network: Cidr): string {
  if (!network.hasHostBits()) return network.toString();
  const single = `${formatIpAddress(network.address)}/${network.family === 4 ? 32 : 128}`;
  return `${network.toString()} for the network, or ${single} for the address`;
}

/** Older versions took octets and lengths of a prefix with leading zeros, as decimal numbers. */
function withoutLeadingZeros(text: string): string {
  if (text.includes(':')) return text.replace(/\/0+(?=\d)/, '/');
  return text.replace(/(^|[./])0+(?=\d)/g, '$1');
}

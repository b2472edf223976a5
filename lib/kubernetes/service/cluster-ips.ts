import { FieldPath } from '../../core/field-path';
import { dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { addressProblems } from '../strict-address';
import { optionalText } from '../text-field';
import type { ServiceFacts } from './service-facts';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'SERVICE-CLUSTER-IPS': {
    reason: 'clusterIPs has one address per family, or None alone, and begins with clusterIP',
    fix: 'leave clusterIPs to the API server, and set clusterIP only',
  },
  'SERVICE-HEADLESS-TYPE': {
    reason: 'a Service that is reached from outside needs an address, and None is none',
    fix: 'remove clusterIP, or set type: ClusterIP',
  },
  'SERVICE-IP-FAMILIES': 'the families of addresses are IPv4 and IPv6, each but once, in the order of clusterIPs',
  'SERVICE-IP-FAMILY-POLICY': {
    reason: 'a Service with addresses of two families says so in ipFamilyPolicy',
    fix: 'set ipFamilyPolicy: PreferDualStack, or RequireDualStack',
    source: 'kubernetes:pkg/registry/core/service/storage/alloc.go v1.36',
  },
  'SERVICE-EXTERNAL-NAME': 'a Service of type ExternalName is another name for a DNS name',
  'SERVICE-EXTERNAL-NAME-ADDRESS': {
    reason: 'a Service of type ExternalName has no addresses of the cluster',
    fix: 'remove the field, or choose another type',
  },
});

const path = FieldPath.of('spec');
const validateDnsName = optionalText({
  rule: rule['SERVICE-EXTERNAL-NAME'],
  subject: 'the name',
  problems: dns1123SubdomainProblems,
});

/** The addresses of a Service within the cluster (`ValidateServiceClusterIPsRelatedFields`), or the name that stands in for them. */
export function validateClusterIps(facts: ServiceFacts, report: Report): void {
  if (facts.type === 'ExternalName') validateExternalName(facts, report);
  else {
    const before = report.findings.length;
    validateFirst(facts, report);
    validateFamilies(facts, report);
    if (validateAddresses(facts.clusterIPs, report)) validateStacks(facts, report);
    if (report.findings.length === before) validatePolicy(facts, report);
  }
  if (facts.isHeadless && (facts.type === 'LoadBalancer' || facts.type === 'NodePort'))
    report.invalid(rule['SERVICE-HEADLESS-TYPE'], path.child('clusterIPs').index(0), 'None');
}

function validateExternalName({ spec, clusterIPs }: ServiceFacts, report: Report): void {
  const { externalName = '', ipFamilies = [], ipFamilyPolicy } = spec;
  const address = rule['SERVICE-EXTERNAL-NAME-ADDRESS'];
  if (clusterIPs.length > 0) report.forbidden(address, path.child('clusterIPs'), { value: clusterIPs });
  if (ipFamilies.length > 0) report.forbidden(address, path.child('ipFamilies'), { value: ipFamilies });
  if (ipFamilyPolicy !== undefined) report.forbidden(address, path.child('ipFamilyPolicy'), { value: ipFamilyPolicy });
  const name = externalName.replace(/\.$/, '');
  if (name === '') report.required(rule['SERVICE-EXTERNAL-NAME'], path.child('externalName'));
  validateDnsName(name, path.child('externalName'), report);
}

function validateFirst({ spec, clusterIPs }: ServiceFacts, report: Report): void {
  const { clusterIP = '' } = spec;
  if (clusterIPs.length === 0 || clusterIPs[0] === clusterIP) return;
  const message =
    clusterIP === '' ? 'clusterIPs are set, and clusterIP is not' : `clusterIPs must begin with clusterIP ${clusterIP}`;
  report.invalid(rule['SERVICE-CLUSTER-IPS'], path.child('clusterIPs'), clusterIPs, { message });
}

function validateFamilies({ spec: { ipFamilies = [] } }: ServiceFacts, report: Report): void {
  for (const [index, family] of ipFamilies.entries()) {
    const at = path.child('ipFamilies').index(index);
    if (family !== 'IPv4' && family !== 'IPv6')
      report.notSupported(rule['SERVICE-IP-FAMILIES'], at, family, ['IPv4', 'IPv6']);
    if (ipFamilies.indexOf(family) < index) report.duplicate(rule['SERVICE-IP-FAMILIES'], at, family);
  }
}

/** Each address alone; whether all of them are sound. */
function validateAddresses(addresses: readonly string[], report: Report): boolean {
  const at = path.child('clusterIPs');
  let isSound = true;
  const wrong = (where: FieldPath, value: unknown, message: string): void => {
    isSound = false;
    report.invalid(rule['SERVICE-CLUSTER-IPS'], where, value, { message });
  };
  for (const [index, address] of addresses.entries()) {
    if (index === 0 && address === 'None') {
      if (addresses.length > 1) wrong(at, addresses, 'None must be alone');
      continue;
    }
    const problems = addressProblems(address);
    if (problems.length > 0) wrong(at.index(index), address, `an address ${problems.join(', ')}`);
  }
  if (addresses.length > 2)
    report.invalid(rule['SERVICE-CLUSTER-IPS'], at, addresses, { message: 'there are two addresses at most' });
  return isSound;
}

function validateStacks({ spec, clusterIPs, isHeadless }: ServiceFacts, report: Report): void {
  const at = path.child('clusterIPs');
  const families = clusterIPs.map(address => (address.includes(':') ? 'IPv6' : 'IPv4'));
  if (families.length > 1 && new Set(families).size === 1)
    report.invalid(rule['SERVICE-CLUSTER-IPS'], at, clusterIPs, { message: 'there is one address per family at most' });
  if (isHeadless) return;
  for (const [index, family] of families.entries()) {
    const wanted = spec.ipFamilies?.[index];
    if ((wanted === 'IPv4' || wanted === 'IPv6') && wanted !== family) {
      const message = `this address must be of ${wanted}, as ipFamilies[${index}] says`;
      report.invalid(rule['SERVICE-IP-FAMILIES'], at.index(index), clusterIPs[index], { message });
    }
  }
}

/** Without a policy there is one family, but for headless Services that choose no pods. */
function validatePolicy({ spec, clusterIPs }: ServiceFacts, report: Report): void {
  const isFree = spec.clusterIP === 'None' && Object.keys(spec.selector ?? {}).length === 0;
  const policy = spec.ipFamilyPolicy ?? (isFree ? 'RequireDualStack' : 'SingleStack');
  if (policy !== 'SingleStack' || (clusterIPs.length !== 2 && spec.ipFamilies?.length !== 2)) return;
  report.invalid(rule['SERVICE-IP-FAMILY-POLICY'], path.child('ipFamilyPolicy'), spec.ipFamilyPolicy);
}

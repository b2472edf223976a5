import type { HostAlias, PodDNSConfig, PodSpec } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import { ipAddressProblem, isMapped, parseIpAddress } from '../../core/ip';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems, maxSubdomainLength, type Problems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { presentText } from '../text-field';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-DNS-MISSING': {
    reason: 'dnsPolicy: None takes everything from dnsConfig, which needs a nameserver',
    fix: 'set dnsConfig.nameservers, or another dnsPolicy',
  },
  'POD-DNS-TOO-MANY': 'Linux asks at most 3 nameservers, and 32 search domains of 2048 characters together',
  'POD-DNS-ADDRESS': 'a nameserver and the address of a host alias are IP addresses',
  'POD-DNS-NAME':
    'a search domain and the name of a host alias are DNS names, and an option of the resolver has a name',
});

const maxNameservers = 3;
const maxSearches = 32;
const maxSearchLength = 2048;
const searchDomain = /^_?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?(?:\._?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?)*$/;

const address = presentText({ rule: rule['POD-DNS-ADDRESS'], subject: 'an IP address', problems: addressProblems });
const hostname = presentText({
  rule: rule['POD-DNS-NAME'],
  subject: 'a host name',
  problems: dns1123SubdomainProblems,
});
const search = presentText({ rule: rule['POD-DNS-NAME'], subject: 'a search domain', problems: searchProblems });

/** How the containers of a pod resolve names (`validatePodDNSConfig`). */
export function validateDns(
  { dnsPolicy, dnsConfig }: Loose<Pick<PodSpec, 'dnsPolicy' | 'dnsConfig'>>,
  path: FieldPath,
  report: Report,
): void {
  const nameservers = path.child('nameservers');
  if (dnsPolicy === 'None' && dnsConfig === undefined) report.required(rule['POD-DNS-MISSING'], path);
  else if (dnsPolicy === 'None' && (dnsConfig?.nameservers ?? []).length === 0)
    report.required(rule['POD-DNS-MISSING'], nameservers);
  else if (dnsConfig !== undefined) validateConfig(dnsConfig, path, report);
}

function validateConfig(config: Loose<PodDNSConfig>, path: FieldPath, report: Report): void {
  const { nameservers = [], searches = [], options = [] } = config;
  if (nameservers.length > maxNameservers)
    report.invalid(rule['POD-DNS-TOO-MANY'], path.child('nameservers'), nameservers);
  if (searches.length > maxSearches || Buffer.byteLength(searches.join(' ')) > maxSearchLength)
    report.invalid(rule['POD-DNS-TOO-MANY'], path.child('searches'), searches);
  for (const [index, nameserver] of nameservers.entries())
    address(nameserver, path.child('nameservers').index(index), report);
  for (const [index, domain] of searches.entries())
    if (domain !== '.') search(domain, path.child('searches').index(index), report);
  for (const [index, { name = '' }] of options.entries())
    if (name === '') report.required(rule['POD-DNS-NAME'], path.child('options').index(index));
}

/** Lines of the file of hosts (`ValidateHostAliases`). */
export function validateHostAliases(aliases: readonly Loose<HostAlias>[] = [], path: FieldPath, report: Report): void {
  for (const [index, { ip, hostnames = [] }] of aliases.entries()) {
    address(ip, path.index(index).child('ip'), report);
    for (const [position, name] of hostnames.entries())
      hostname(name, path.index(index).child('hostnames').index(position), report);
  }
}

function addressProblems(text: string): Problems {
  const problem = ipAddressProblem(text);
  if (problem !== undefined) return [problem];
  const parsed = parseIpAddress(text);
  if (parsed?.zone !== undefined) return ['must not have a zone'];
  return typeof parsed?.value === 'bigint' && isMapped(parsed.value)
    ? ['must not be an IPv4 address in IPv6 form']
    : [];
}

/** A search domain may have underscores and a final dot. */
function searchProblems(text: string): Problems {
  const domain = text.endsWith('.') ? text.slice(0, -1) : text;
  if (domain.length > maxSubdomainLength) return [`must be no more than ${maxSubdomainLength} characters`];
  return searchDomain.test(domain) ? [] : ['must be lower-case letters, digits, "-", "_" or "."'];
}

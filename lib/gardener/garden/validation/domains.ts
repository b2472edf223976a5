import type {
  GardenSpecDns,
  GardenSpecVirtualClusterDnsDomains,
} from '../../../../imports/operator.gardener.cloud/v1alpha1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { dns1123SubdomainProblems } from '../../../core/names';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';

const rule = ruleTable('gardener:pkg/api/operator/v1alpha1/validation/garden.go v1.150', {
  'GARDEN-DOMAIN-NAME': 'a domain must be a DNS name',
  'GARDEN-DOMAIN-DUPLICATE': { reason: 'a domain is listed once', fix: 'remove the second entry' },
  'GARDEN-DNS-PROVIDER-MISSING': {
    reason: 'with spec.dns every domain tells which provider manages its records',
    fix: 'set provider to the name of an entry of spec.dns.providers',
  },
  'GD-01': 'the provider of a domain must be the name of an entry of spec.dns.providers',
  'GD-02': {
    severity: 'warning',
    reason: 'two DNS providers share a name, so nobody can tell which one a domain means',
    fix: 'rename one of them',
  },
  'GARDEN-TLS-SECRET': 'the name of a Secret must be a DNS name',
});

/** The rules about domains of a Garden. */
export const domainRules = Object.values(rule);

/** A domain with the provider that manages its DNS records. */
export type DomainFields = Loose<GardenSpecVirtualClusterDnsDomains>;

/** The DNS providers of a Garden. */
export type DnsFields = Loose<GardenSpecDns> | undefined;

/** The providers that manage DNS records. Upstream means to refuse a second provider of a name, but never notes the first one. */
export function validateDns(dns: DnsFields, path: FieldPath, report: Report): void {
  const seen = new Set<string>();
  for (const [index, { name = '' }] of (dns?.providers ?? []).entries()) {
    if (seen.has(name)) report.add(rule['GD-02'], path.child('providers').index(index).child('name'), { value: name });
    seen.add(name);
  }
}

/** A list of domains; `path` is the list. */
export function validateDomains(
  domains: readonly DomainFields[] | undefined,
  dns: DnsFields,
  path: FieldPath,
  report: Report,
): void {
  const seen = new Set<string>();
  for (const [index, domain] of (domains ?? []).entries()) {
    const { name = '' } = domain;
    validateDomain(domain, dns, path.index(index), report);
    if (seen.has(name)) report.duplicate(rule['GARDEN-DOMAIN-DUPLICATE'], path.index(index).child('name'), name);
    seen.add(name);
  }
}

/** One domain and its provider. */
export function validateDomain(domain: DomainFields, dns: DnsFields, path: FieldPath, report: Report): void {
  const { name = '', provider } = domain;
  for (const problem of dns1123SubdomainProblems(name))
    report.invalid(rule['GARDEN-DOMAIN-NAME'], path.child('name'), name, { message: `the domain ${problem}` });
  if (dns === undefined) return;
  if (provider === undefined) {
    report.required(rule['GARDEN-DNS-PROVIDER-MISSING'], path.child('provider'));
    return;
  }
  const names = (dns.providers ?? []).map(entry => entry.name ?? '');
  if (!names.includes(provider)) report.invalid(rule['GD-01'], path.child('provider'), provider, { allowed: names });
}

/** The Secret with the certificate of a domain. */
export function validateTLSSecretName(name: string | undefined, path: FieldPath, report: Report): void {
  if (name === undefined) return;
  for (const problem of dns1123SubdomainProblems(name))
    report.invalid(rule['GARDEN-TLS-SECRET'], path, name, { message: `the name of a Secret ${problem}` });
}

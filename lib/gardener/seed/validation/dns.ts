import type { SeedDNS, SeedDNSProviderConfig } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { dns1123SubdomainProblems } from '../../../core/names';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { validateCredentialsRef } from '../../validation/references';

const rule = ruleTable('gardener:pkg/api/core/validation/seed.go v1.150', {
  'SEED-DNS-PROVIDER-TYPE': { reason: 'a DNS provider needs a type', fix: 'set type, for example openstack-designate' },
  'SEED-DNS-CREDENTIALS': {
    reason: 'a DNS provider needs credentials',
    fix: 'set credentialsRef to a Secret or WorkloadIdentity',
  },
  'SEED-DNS-INTERNAL': {
    reason: 'a seed needs the internal domain, below which it publishes the API servers of its shoots',
    fix: 'set dns.internal with type, domain and credentialsRef',
  },
  'SEED-DNS-DOMAIN-MISSING': { reason: 'a DNS configuration needs its domain', fix: 'set domain' },
  'SEED-DNS-DOMAIN': 'a domain is a DNS subdomain',
  'SEED-DNS-DEFAULTS-DUPLICATE': { reason: 'a default domain is listed once', fix: 'remove the second entry' },
  'SEED-DNS-DEFAULTS-REMOVED': {
    reason: 'the default domains of a seed cannot all be removed, shoots may have names below them',
    fix: 'keep at least one entry',
  },
});

/** The rules about the DNS of seeds. */
export const seedDNSRules = Object.values(rule);

/** The DNS of a seed: provider, internal domain, default domains. */
export function validateSeedDNS(dns: Loose<SeedDNS> | undefined, path: FieldPath, report: Report): void {
  const { provider, internal, defaults = [] } = dns ?? {};
  if (provider) validateProvider(provider, path.child('provider'), report);
  if (internal) validateDomainConfig(internal, path.child('internal'), report);
  else report.required(rule['SEED-DNS-INTERNAL'], path.child('internal'));
  const seen = new Set<string>();
  for (const [index, config] of defaults.entries()) {
    const entry = path.child('defaults').index(index);
    const { domain = '' } = config;
    validateDomainConfig(config, entry, report);
    if (seen.has(domain)) report.duplicate(rule['SEED-DNS-DEFAULTS-DUPLICATE'], entry.child('domain'), domain);
    seen.add(domain);
  }
}

/** Default domains may change but not end. */
export function validateSeedDNSUpdate(
  next: Loose<SeedDNS> | undefined,
  old: Loose<SeedDNS> | undefined,
  path: FieldPath,
  report: Report,
): void {
  if ((old?.defaults ?? []).length > 0 && (next?.defaults ?? []).length === 0)
    report.forbidden(rule['SEED-DNS-DEFAULTS-REMOVED'], path.child('defaults'));
}

/** The domain of a seed's DNS or ingress: given, and a DNS subdomain. */
export function validateSeedDomain(domain: string, path: FieldPath, report: Report): void {
  if (domain === '') {
    report.required(rule['SEED-DNS-DOMAIN-MISSING'], path);
    return;
  }
  const problems = dns1123SubdomainProblems(domain);
  if (problems.length > 0)
    report.invalid(rule['SEED-DNS-DOMAIN'], path, domain, { message: `the domain ${problems.join(', ')}` });
}

function validateProvider(provider: Loose<NonNullable<SeedDNS['provider']>>, path: FieldPath, report: Report): void {
  if ((provider.type ?? '') === '') report.required(rule['SEED-DNS-PROVIDER-TYPE'], path.child('type'));
  if (provider.credentialsRef) validateCredentialsRef(provider.credentialsRef, path.child('credentialsRef'), report);
  else report.required(rule['SEED-DNS-CREDENTIALS'], path.child('credentialsRef'));
}

function validateDomainConfig(config: Loose<SeedDNSProviderConfig>, path: FieldPath, report: Report): void {
  validateSeedDomain(config.domain ?? '', path.child('domain'), report);
  if ((config.type ?? '') === '') report.required(rule['SEED-DNS-PROVIDER-TYPE'], path.child('type'));
  validateCredentialsRef(config.credentialsRef, path.child('credentialsRef'), report);
}

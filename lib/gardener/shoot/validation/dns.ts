import type { DNS, DNSProvider } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { dns1123SubdomainProblems } from '../../../core/names';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { isBeforeMinor, isFromMinor, type KubernetesVersion } from '../../kubernetes/version';
import { validateLocalCredentialsRef } from '../../validation/references';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (validateDNS)', {
  'SHOOT-DNS-DOMAIN': 'the domain of a Shoot is a DNS name in lower case',
  'SHOOT-DNS-DOMAIN-MISSING': {
    reason: 'a primary DNS provider needs a domain',
    fix: 'set dns.domain, or the type unmanaged for a Shoot without DNS records',
  },
  'SHOOT-DNS-SECRET-GONE': {
    reason: 'from Kubernetes 1.35 on secretName of a DNS provider is no longer supported',
    fix: 'set credentialsRef instead',
  },
  'SHOOT-DNS-SECRET-ALONE': 'secretName of a DNS provider needs credentialsRef',
  'SHOOT-DNS-SECRET-DIFFERS': {
    reason: 'secretName and credentialsRef of a DNS provider name the same Secret',
    fix: 'set credentialsRef only',
  },
  'SHOOT-DNS-SECRET-OTHER': {
    reason: 'secretName does not go with credentials of another kind',
    fix: 'remove secretName',
  },
  'SHOOT-DNS-REPEATED': {
    reason: 'two DNS providers have the same type and credentials',
    fix: 'merge the two entries',
  },
  'SHOOT-DNS-PRIMARY': { reason: 'one DNS provider is primary', fix: 'remove primary from all but one' },
  'SHOOT-DNS-UNMANAGED': { reason: 'the type unmanaged takes no credentials', fix: 'remove credentialsRef' },
  'SHOOT-DNS-TYPE': { reason: 'credentials belong to a type of DNS provider', fix: 'set type' },
  'SHOOT-DNS-CREDENTIALS': {
    reason: 'a DNS provider that is not primary needs credentials',
    fix: 'set credentialsRef, or primary: true',
  },
});

/** The rules about DNS. */
export const dnsRules = Object.values(rule);

/** Type of the provider of a Shoot that wants no DNS records. */
export const unmanagedDns = 'unmanaged';

/** The provider of the Shoot's own domain. */
export function primaryProvider(providers: readonly Loose<DNSProvider>[] | undefined): Loose<DNSProvider> | undefined {
  return providers?.find(({ primary }) => primary === true);
}

/** The domain and the DNS providers of a Shoot; `path` is the DNS configuration. */
export function validateDns(
  dns: Loose<DNS> | undefined,
  version: KubernetesVersion,
  path: FieldPath,
  report: Report,
): void {
  if (dns === undefined) return;
  const { domain, providers = [] } = dns;
  if (domain !== undefined) validateDomain(domain, path.child('domain'), report);
  const type = primaryProvider(providers)?.type;
  if (type !== undefined && type !== unmanagedDns && domain === undefined)
    report.required(rule['SHOOT-DNS-DOMAIN-MISSING'], path.child('domain'));
  const seen: Seen = { credentials: new Set(), primary: false };
  for (const [index, provider] of providers.entries()) {
    const place = path.child('providers').index(index);
    validateCredentials(provider, version, place, report);
    validateProvider(provider, seen, place, report);
  }
}

function validateDomain(domain: string, path: FieldPath, report: Report): void {
  for (const problem of dns1123SubdomainProblems(domain))
    report.invalid(rule['SHOOT-DNS-DOMAIN'], path, domain, { message: `the domain ${problem}` });
}

function validateCredentials(
  { secretName, credentialsRef }: Loose<DNSProvider>,
  version: KubernetesVersion,
  path: FieldPath,
  report: Report,
): void {
  const place = path.child('secretName');
  if (secretName !== undefined && isFromMinor(version, 35)) report.forbidden(rule['SHOOT-DNS-SECRET-GONE'], place);
  if (credentialsRef === undefined) {
    if (secretName !== undefined && isBeforeMinor(version, 35)) report.forbidden(rule['SHOOT-DNS-SECRET-ALONE'], place);
    return;
  }
  validateLocalCredentialsRef(credentialsRef, path.child('credentialsRef'), report);
  const isSecret = credentialsRef.apiVersion === 'v1' && credentialsRef.kind === 'Secret';
  if (!isSecret) {
    if ((secretName ?? '') !== '') report.forbidden(rule['SHOOT-DNS-SECRET-OTHER'], place, { value: secretName });
  } else if (isBeforeMinor(version, 35) && secretName !== credentialsRef.name)
    report.forbidden(rule['SHOOT-DNS-SECRET-DIFFERS'], place, { value: secretName });
}

/** What earlier entries of the list had. */
interface Seen {
  readonly credentials: Set<string>;
  primary: boolean;
}

function validateProvider(provider: Loose<DNSProvider>, seen: Seen, path: FieldPath, report: Report): void {
  const { type, credentialsRef, primary = false } = provider;
  if (credentialsRef !== undefined && type !== undefined) {
    const { apiVersion = '', kind = '', name = '' } = credentialsRef;
    const id = `${type} ${apiVersion}/${kind} ${name}`;
    if (seen.credentials.has(id)) return report.invalid(rule['SHOOT-DNS-REPEATED'], path, id);
    seen.credentials.add(id);
  }
  if (primary && seen.primary) return report.forbidden(rule['SHOOT-DNS-PRIMARY'], path.child('primary'));
  seen.primary ||= primary;
  if (type === unmanagedDns && credentialsRef !== undefined)
    return report.invalid(rule['SHOOT-DNS-UNMANAGED'], path.child('credentialsRef'), credentialsRef);
  if (credentialsRef !== undefined && type === undefined) report.required(rule['SHOOT-DNS-TYPE'], path.child('type'));
  if (credentialsRef === undefined && !primary)
    report.required(rule['SHOOT-DNS-CREDENTIALS'], path.child('credentialsRef'));
}

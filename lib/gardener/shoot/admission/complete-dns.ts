import type { DNS, DNSProvider, Project, Seed, Shoot } from '../../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { semanticEqual } from '../../../kubernetes/meta/semantic-equal';
import { primaryProvider, unmanagedDns } from '../validation/dns';
import type { ShootWorld } from './world';

const rule = ruleTable('gardener:plugin/pkg/shoot/dns/admission.go v1.150', {
  'SHOOT-DEFAULT-DOMAIN-PRIMARY': {
    reason: 'a Shoot below a default domain has no primary DNS provider of its own',
    fix: 'remove primary, or the domain',
  },
  'SHOOT-DEFAULT-DOMAIN': {
    reason: 'below a default domain a Shoot has the domain <name>.<project>.<default domain>',
    fix: 'leave dns.domain out',
  },
});

/** The rules about default domains. */
export const completeDnsRules = Object.values(rule);

/** What the domain of a Shoot depends on. */
export interface DomainSource {
  readonly domains: readonly string[];
  readonly project: Loose<Project> | undefined;
  readonly old: Loose<Shoot> | undefined;
}

/** The default domains of the seed, else those of the garden. */
export function defaultDomainsOf(seed: Loose<Seed> | undefined, world: ShootWorld): readonly string[] {
  const defaults = seed?.spec?.dns?.defaults ?? [];
  return defaults.length > 0 ? defaults.map(({ domain = '' }) => domain) : world.defaultDomains();
}

/** The DNS of a Shoot with a domain and a primary provider, once it has a seed (ShootDNS). */
export function completeDns({ spec, metadata }: Loose<Shoot>, source: DomainSource): Loose<DNS> | undefined {
  const dns = spec?.dns && withOldPrimary(spec.dns, source.old?.spec?.dns);
  if (spec?.seedName === undefined) return dns;
  const assigned = usesUnmanaged(dns) ? dns : withDomain(dns ?? {}, metadata?.name ?? '', source);
  return assigned && withPrimary(assigned, source.domains);
}

function usesUnmanaged(dns: Loose<DNS> | undefined): boolean {
  const provider = primaryProvider(dns?.providers) ?? dns?.providers?.[0];
  return provider?.type === unmanagedDns;
}

/** A primary provider that an update forgets stays primary, if it is still there. */
function withOldPrimary(dns: Loose<DNS>, old: Loose<DNS> | undefined): Loose<DNS> {
  const stored = primaryProvider(old?.providers);
  if (stored === undefined || primaryProvider(dns.providers) !== undefined) return dns;
  const same = ({ type, credentialsRef }: Loose<DNSProvider>): boolean =>
    type === stored.type && semanticEqual(credentialsRef, stored.credentialsRef);
  return makePrimary(dns, (dns.providers ?? []).findIndex(same));
}

function makePrimary(dns: Loose<DNS>, position: number): Loose<DNS> {
  if (position < 0) return dns;
  const providers = (dns.providers ?? []).map((provider, index) =>
    index === position ? { ...provider, primary: true } : provider,
  );
  return { ...dns, providers };
}

function withDomain(dns: Loose<DNS>, name: string, { domains, project }: DomainSource): Loose<DNS> {
  const [domain] = domains;
  const projectName = project?.metadata?.name;
  // the domain of a name that is still to be generated is drawn by lot
  if (domain === undefined || dns.domain !== undefined || projectName === undefined || name === '') return dns;
  return { ...dns, domain: `${name}.${projectName}.${domain}` };
}

function withPrimary(dns: Loose<DNS>, domains: readonly string[]): Loose<DNS> {
  if (dns.domain !== undefined && isBelowAny(dns.domain, domains)) return dns;
  return primaryProvider(dns.providers) === undefined
    ? makePrimary(dns, (dns.providers ?? []).length > 0 ? 0 : -1)
    : dns;
}

function isBelowAny(domain: string, domains: readonly string[]): boolean {
  return domains.some(parent => domain.endsWith(`.${parent}`));
}

const dnsPath = FieldPath.of('spec', 'dns');

/** A Shoot below a default domain has its own place there (ShootDNS). */
export function validateDefaultDomain(shoot: Loose<Shoot>, source: DomainSource, report: Report): void {
  const dns = shoot.spec?.dns;
  const { domain, providers = [] } = dns ?? {};
  if (domain === undefined) return;
  if (isBelowAny(domain, source.domains)) {
    for (const [index, { primary }] of providers.entries())
      if (primary === true)
        report.invalid(
          rule['SHOOT-DEFAULT-DOMAIN-PRIMARY'],
          dnsPath.child('providers').index(index).child('primary'),
          true,
        );
  }
  const { old } = source;
  // what an older Shoot has is left alone once it has a seed
  const settled = old?.spec?.seedName !== undefined && old.spec.dns?.domain !== undefined;
  if (!settled && !usesUnmanaged(dns)) validatePlace(shoot, domain, source, report);
}

function validatePlace(
  { metadata }: Loose<Shoot>,
  domain: string,
  { domains, project }: DomainSource,
  report: Report,
): void {
  const parent = domains.find(candidate => domain.endsWith(`.${candidate}`));
  if (parent === undefined || project === undefined) return;
  const { name = '', generateName = '' } = metadata ?? {};
  const generated = generateName !== '' && (name === '' || name.startsWith(generateName));
  const below = `${project.metadata?.name ?? ''}.${parent}`;
  const holds = generated ? domain.endsWith(`.${below}`) : domain === `${name}.${below}`;
  if (holds) return;
  const message = `below the default domain ${parent} the domain is ${generated ? '*' : name}.${below}`;
  report.invalid(rule['SHOOT-DEFAULT-DOMAIN'], dnsPath.child('domain'), domain, { message });
}

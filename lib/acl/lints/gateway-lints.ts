import type { Report } from '../../rules/report';
import { everyAddress, passSet } from '../evaluate/pass-set';
import { exposureHandler, findGateway, type Gateway } from '../gateway';
import { advertisedHosts } from '../hosts';
import { gatewayFamilies, isIPv6Only } from '../entry-paths';
import { isHibernated } from '../outcome';
import { gateEnabled } from '../release';
import type { Situation } from '../situation';
import { pinnedZone, zonesWithGateway } from '../zones';
import { configPath, type Analysis } from './analysis';
import { aclRules } from './rules';
import type { Reports } from './reports';

/** Judges whether the gateway of the shoot is known, and whether it can tell clients apart. */
export function lintGateway(analysis: Analysis, reports: Reports): void {
  const { situation, search } = analysis;
  if (advertisedHosts(situation).length === 0) {
    reports.shoot.add(aclRules['ACL-E012'], 'spec.dns.domain', {
      message: 'the API server has no host: neither a domain of its own nor an internal domain of the seed is known',
      fix: 'set spec.dns.domain, or keep the Seed with spec.dns.internal in the tree',
    });
  }
  const fails = analysis.delivery === 'extension' && search.kind === 'absent' && !isHibernated(situation);
  if (fails) reports.shoot.add(aclRules['ACL-W132'], '', {});
  if (search.kind === 'undetermined') lintCandidates(analysis, search.candidates, reports);
  lintExposureClass(analysis, reports);
  lintClientAddress(situation, reports);
  if (gateEnabled(situation, 'RemoveHTTPProxyLegacyPort') && analysis.delivery === 'extension') {
    reports.seed.add(aclRules['ACL-W117'], '', {});
  }
}

/** Where the extension's controller finds the gateway itself, all that is lost is the prediction. */
function lintCandidates(analysis: Analysis, candidates: readonly Gateway[], { shoot }: Reports): void {
  const tunnel = analysis.table.find(({ path }) => path.kind === 'http-proxy')?.path;
  const isGuarded = (gateway: Gateway): boolean =>
    tunnel !== undefined &&
    passSet(analysis.filters.place({ ...tunnel.chain, gateway }), tunnel.request).addresses !== everyAddress;
  if (candidates.every(isGuarded)) return;
  const e013 = aclRules['ACL-E013'];
  const names = candidates.map(({ namespace }) => namespace).join(', ');
  const severity = analysis.delivery === 'extension' ? 'notice' : e013.severity;
  shoot.add({ ...e013, severity }, 'spec.controlPlane', { message: `${e013.reason}: one of ${names}` });
}

/** The extension looks at the first `acl` entry only. */
export function lintEntries({ situation, delivery }: Analysis, { shoot }: Reports): void {
  if (delivery === 'gitops') return;
  const entries = situation.shoot.spec?.extensions ?? [];
  for (const [i, { type }] of entries.entries()) {
    if (type !== 'acl' || i === situation.entry.index) continue;
    const message = `the extension and its webhook only look at spec.extensions[${situation.entry.index}]`;
    shoot.duplicate(aclRules['ACL-E012'], `spec.extensions[${i}].type`, 'acl', { message, fix: 'remove it' });
  }
}

function lintExposureClass(analysis: Analysis, reports: Reports): void {
  const { situation } = analysis;
  const { gardenlet, exposureClass } = situation;
  const value = situation.shoot.spec?.exposureClassName;
  const handler = exposureClass?.handler;
  if (exposureHandler(situation) !== undefined) return;
  if (handler === undefined || gardenlet === undefined) {
    if (value !== undefined && exposureClass !== null) lintUnknownHandler(analysis, value, reports);
    return;
  }
  const known = gardenlet.exposureClassHandlers?.flatMap(({ name }) => name ?? []) ?? [];
  const message = `exposure class handler "${handler}" is not configured in the gardenlet, so the API server is on the default gateway`;
  reports.shoot.add(aclRules['ACL-E014'], 'spec.exposureClassName', { value, message, allowed: known });
}

/** The filters of the extension go where the Gateway is; our own would stand beside the open door. */
function lintUnknownHandler({ situation, delivery, guarded }: Analysis, value: string, { shoot }: Reports): void {
  if (situation.facts.kubeApiserverGateway !== undefined) return;
  const e014 = aclRules['ACL-E014'];
  const severity = delivery === 'extension' && guarded !== true ? 'notice' : e014.severity;
  const missing =
    situation.exposureClass === undefined ? `ExposureClass ${value}` : 'the configuration of the gardenlet';
  shoot.add({ ...e014, severity }, 'spec.exposureClassName', {
    value,
    message: `the tree does not hold ${missing}: which gateway serves the API server is not known, the default one is assumed`,
    fix: 'keep it in the tree, or record the fact kubeApiserverGateway of the shoot',
  });
}

type LoadBalancers = NonNullable<
  NonNullable<NonNullable<Situation['seed']['spec']>['settings']>['loadBalancerServices']
>;

/** Settings of one gateway. A listed zone never falls back to the seed's externalTrafficPolicy, but does to its proxyProtocol. */
function clientAddressSettings(
  services: LoadBalancers | undefined,
  zone: string | undefined,
): { readonly local: boolean; readonly proxyProtocol: boolean } {
  const entry = services?.zones?.find(({ name }) => name === zone);
  const policy = (entry ?? services)?.externalTrafficPolicy;
  const proxyProtocol = entry?.proxyProtocol?.allowed ?? services?.proxyProtocol?.allowed ?? false;
  return { local: policy === 'Local', proxyProtocol };
}

function lintClientAddress(situation: Situation, { seed }: Reports): void {
  const services = situation.seed.spec?.settings?.loadBalancerServices;
  const base = 'spec.settings.loadBalancerServices';
  const gateways = gatewaysOf(situation).map(({ zone, gateway }) => ({
    name: gateway.namespace,
    ...clientAddressSettings(services, zone),
  }));
  const blind = gateways.filter(({ local, proxyProtocol }) => !local && !proxyProtocol);
  if (blind.length > 0) {
    seed.add(aclRules['ACL-W110'], base, {
      message: `gateway ${names(blind)}: externalTrafficPolicy is not Local and PROXY protocol is not accepted, so that every client has the address of a seed node`,
    });
  }
  const trusting = gateways.filter(
    ({ proxyProtocol }) => proxyProtocol && situation.facts.proxyProtocolSender !== true,
  );
  if (trusting.length > 0) {
    seed.add(aclRules['ACL-W111'], `${base}.proxyProtocol.allowed`, {
      message: `gateway ${names(trusting)} accepts PROXY headers from everybody: who gets past the load balancer can claim any address`,
      fix: 'let only the load balancer reach the gateway, and record the fact proxyProtocolSender of the seed',
    });
  }
  lintForgetfulZones(situation, seed);
}

/** An entry of a zone never falls back to the seed's policy, so that it is lost where nobody repeats it. */
function lintForgetfulZones(situation: Situation, seed: Report): void {
  const services = situation.seed.spec?.settings?.loadBalancerServices;
  if (services?.externalTrafficPolicy !== 'Local') return;
  const zones = new Set(zonesWithGateway(situation));
  for (const [i, { name = '', externalTrafficPolicy }] of (services.zones ?? []).entries()) {
    if (externalTrafficPolicy !== undefined || !zones.has(name)) continue;
    seed.add(aclRules['ACL-W120'], `spec.settings.loadBalancerServices.zones[${i}].externalTrafficPolicy`, {
      message: `zone "${name}" gets externalTrafficPolicy Cluster, not Local`,
      fix: 'repeat externalTrafficPolicy Local in the zone',
    });
  }
}

function names(gateways: readonly { readonly name: string }[]): string {
  return gateways.map(({ name }) => name).join(', ');
}

/** The gateways that may serve the shoot, each with its zone. */
function gatewaysOf(situation: Situation): { readonly zone: string | undefined; readonly gateway: Gateway }[] {
  const search = findGateway(situation);
  const pinning = pinnedZone(situation);
  if (search.kind === 'undetermined' && pinning.kind === 'random') {
    return search.candidates.map((gateway, i) => ({ gateway, zone: pinning.zones[i] }));
  }
  const zone = pinning.kind === 'zone' ? pinning.zone : undefined;
  return search.kind === 'found' ? [{ zone, gateway: search.gateway }] : [];
}

/** Judges the address families of the gateway against those of the rule. */
export function lintFamilies(analysis: Analysis, { shoot }: Reports): void {
  const { situation, rule, lists } = analysis;
  if (rule === undefined || lists?.allow === undefined) return;
  const written = lists.sources.allow.filter(({ origin }) => origin === 'rule');
  const ruleFamilies = new Set(written.map(({ cidr }) => (cidr.includes(':') && !cidr.includes('.') ? 6 : 4)));
  const families = gatewayFamilies(situation);
  const path = configPath(analysis, 'rule.cidrs');
  for (const family of families) {
    if (ruleFamilies.has(family)) continue;
    const message = `the gateway takes IPv${family} clients, and the rule lists no IPv${family} range: none of them gets in`;
    shoot.add(aclRules['ACL-W119'], path, { message, fix: `list IPv${family} ranges, too` });
  }
  for (const family of ruleFamilies) {
    if (families.has(family)) continue;
    shoot.add(aclRules['ACL-W119'], path, {
      message: `the gateway takes no IPv${family} clients, so that IPv${family} ranges have no effect`,
      fix: 'remove them',
    });
  }
}

/** Are the listeners of the seed's gateways named after IPv6? */
export function hasIPv6Listeners({ seed }: Situation): boolean {
  return isIPv6Only(seed.spec?.networks?.ipFamilies);
}

import { shortId } from '../../core/gardener-names';
import type { AccessRow } from '../access-table';
import type { EntryKind } from '../entry-paths';
import { everyAddress, passSet } from '../evaluate/pass-set';
import { shadowsOf } from '../evaluate/shadow';
import { wildcardGateway } from '../gateway';
import { advertisedHosts, ingressDomain, wildcardHost } from '../hosts';
import { technicalID } from '../identity';
import { nginxGatewaySelector } from '../outcome';
import type { Situation } from '../situation';
import type { Analysis } from './analysis';
import { hasIPv6Listeners } from './gateway-lints';
import { aclRules } from './rules';
import type { Reports } from './reports';

/** Judges which ways in have no filter, with everything that the tree and the extension put there. */
export function lintCoverage(analysis: Analysis, { shoot }: Reports): void {
  const { situation, outcome, delivery } = analysis;
  if (delivery === 'extension' && outcome.kind !== 'rendered') return;
  const all = analysis.table.filter(({ path, state }) => state === 'open' && path.certain);
  const rehearsed = new Set(all.filter(row => isRehearsed(row, analysis)));
  const open = (...kinds: EntryKind[]): AccessRow[] =>
    all.filter(row => !rehearsed.has(row) && kinds.includes(row.path.kind));
  const report = (id: keyof typeof aclRules, rows: readonly AccessRow[]): void => {
    if (rows.length === 0) return;
    const message = `${aclRules[id].reason}: ${rows.map(({ path }) => path.name).join(', ')}`;
    shoot.add(aclRules[id], '', { message, fix: aclRules[id].fix ?? fix });
  };
  report('ACL-N203', [...rehearsed]);
  report('ACL-W113', open('wildcard', 'foreign-gateway'));
  report('ACL-W114', open('socket'));
  report('ACL-W115', open('observability'));
  if (delivery === 'extension' && boundToWildcard(situation)) lintBinding(situation, shoot);
  if (hasIPv6Listeners(situation)) report('ACL-W118', open('vpn', 'http-proxy'));
  if (delivery === 'extension') lintIngressFilter(situation, shoot);
}

const fix = 'use the hardened profile, which adds the missing filters';

/** Would somebody be refused on this way if the dry run of its filters were real? */
function isRehearsed({ path }: AccessRow, { filters }: Analysis): boolean {
  return passSet(shadowsOf(filters.place(path.chain)), path.request).addresses !== everyAddress;
}

/** What protects the other hosts then hangs on whether they happen to share a chain with the trusted one. */
function lintBinding(situation: Situation, report: Reports['shoot']): void {
  const message = `the API filter is bound to the trusted host ${wildcardHost(situation) ?? ''}: the internal host is only protected where both share a chain`;
  report.add(aclRules['ACL-W125'], 'spec.dns.domain', { message, fix: 'give the shoot a domain of its own' });
}

function boundToWildcard(situation: Situation): boolean {
  const [first] = advertisedHosts(situation);
  return first !== undefined && first === wildcardHost(situation);
}

/** `acl-ingress` always goes to namespace istio-ingress, with the selector of a Gateway that may belong to somebody else. */
function lintIngressFilter(situation: Situation, report: Reports['shoot']): void {
  if (ingressFilter(situation) !== 'misplaced') return;
  const id = technicalID(situation);
  const { namespace } = wildcardGateway(situation);
  report.add(aclRules['ACL-W116'], '', {
    message: `istio-ingress/acl-ingress-${id} does not select the pods of gateway ${namespace}, which serves the ingress hosts`,
    fix,
  });
}

/** What the extension's filter of the ingress hosts does: nothing where it selects other pods than those that serve them. */
function ingressFilter(situation: Situation): 'absent' | 'misplaced' | 'effective' {
  const selector = nginxGatewaySelector(situation);
  if (selector === null || ingressDomain(situation) === undefined) return 'absent';
  const { namespace, labels } = wildcardGateway(situation);
  const selects = Object.entries(selector).every(([key, value]) => labels[key] === value);
  return namespace === 'istio-ingress' && selects ? 'effective' : 'misplaced';
}

/** Judges shoots of one seed against each other: does the ingress filter of one restrict another? */
export function lintNeighbors(analyses: readonly Analysis[], reportsOf: (analysis: Analysis) => Reports): void {
  const byHostSuffix = new Map<string, Analysis>();
  for (const analysis of analyses) {
    const { outcome, situation } = analysis;
    if (outcome.kind !== 'rendered' || ingressFilter(situation) !== 'effective') continue;
    byHostSuffix.set(hostSuffix(situation), analysis);
  }
  for (const { situation } of analyses) {
    const suffix = hostSuffix(situation);
    for (let dash = suffix.indexOf('-', 1); dash > 0; dash = suffix.indexOf('-', dash + 1)) {
      const restricting = byHostSuffix.get(suffix.slice(dash));
      if (restricting === undefined) continue;
      const message = `the ingress filter of this shoot also restricts the hosts "*${suffix}" of ${technicalID(situation)}`;
      reportsOf(restricting).shoot.add(aclRules['ACL-W123'], '', { message, fix });
    }
  }
}

/** What all ingress hosts of a shoot end with. */
function hostSuffix(situation: Situation): string {
  return `-${shortId(technicalID(situation))}.${ingressDomain(situation) ?? ''}`;
}

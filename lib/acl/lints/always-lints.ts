import { Cidr } from '../../core/cidr';
import { type IpSet } from '../../core/ip-set';
import { addressesOf } from '../access-lists';
import { hasProxyLoadBalancer, type AlwaysAllowedOrigin } from '../always-allowed';
import { rangeFix, readCidr } from '../written-cidr';
import type { Analysis } from './analysis';
import { aclRules } from './rules';
import type { Reports } from './reports';

/** Field of the object that a range comes from. */
export const pathOf: Readonly<Record<AlwaysAllowedOrigin, { readonly seed: boolean; readonly path: string }>> = {
  'seed.spec.networks.nodes': { seed: true, path: 'spec.networks.nodes' },
  'seed.spec.networks.pods': { seed: true, path: 'spec.networks.pods' },
  'seed kube-system/shoot-info egressCIDRs': { seed: true, path: '' },
  'extension --additional-allowed-cidrs': { seed: true, path: '' },
  'shoot.spec.networking.nodes': { seed: false, path: 'spec.networking.nodes' },
  'infrastructure.status.egressCIDRs': { seed: false, path: '' },
};

/** Judges the ranges that every ALLOW rule lets in beside its own. */
export function lintAlwaysAllowed(analysis: Analysis, reports: Reports): void {
  lintUnreadable(analysis, reports);
  lintSeedEgress(analysis, reports);
  lintSeedAddresses(analysis, reports);
  if (analysis.guarded === true && analysis.situation.operator.additionalAllowedCIDRs === undefined) {
    reports.shoot.add(aclRules['ACL-N202'], '', {});
  }
}

function lintUnreadable({ always, situation }: Analysis, { shoot, seed }: Reports): void {
  const elsewhere = new Set<AlwaysAllowedOrigin>(['seed kube-system/shoot-info egressCIDRs']);
  if (situation.operator.inTree === true) elsewhere.add('extension --additional-allowed-cidrs');
  for (const { cidr, origin } of always.list) {
    if (elsewhere.has(origin)) continue; // an error of its own
    const read = readCidr(cidr);
    const rule = read === undefined ? aclRules['ACL-E011'] : aclRules['ACL-E010'];
    if (read !== undefined && !read.mapped) continue;
    const { seed: ofSeed, path } = pathOf[origin];
    const message = `${origin}: ${read === undefined ? (Cidr.problem(cidr) ?? '') : rule.reason}`;
    const target = ofSeed ? seed : shoot;
    target.add(rule, path, { value: cidr, message, ...rangeFix(cidr) });
  }
}

function lintSeedEgress(analysis: Analysis, { seed }: Reports): void {
  const info = analysis.situation.facts.shootInfo;
  if (!hasProxyLoadBalancer(analysis.situation) || info === undefined || info === null) return;
  const text = info['egressCIDRs'];
  if (text === undefined) {
    seed.add(aclRules['ACL-E015'], '', { message: 'ConfigMap kube-system/shoot-info of the seed has no egressCIDRs' });
    return;
  }
  for (const item of text.split(',')) {
    const problem = Cidr.problem(item);
    if (problem === undefined) continue;
    const message = `ConfigMap kube-system/shoot-info of the seed: egressCIDRs: ${problem}`;
    seed.add(aclRules['ACL-E015'], '', { value: item, message });
  }
}

/** Clients of an unmanaged seed appear under its NAT addresses; a managed one publishes them. */
function lintSeedAddresses({ situation }: Analysis, { seed }: Reports): void {
  const { operator, facts } = situation;
  const managed = facts.managedSeed === true || (facts.shootInfo !== undefined && facts.shootInfo !== null);
  if (operator.additionalAllowedCIDRs === undefined || managed) return;
  const listed = addressesOf(operator.additionalAllowedCIDRs.map(cidr => ({ cidr, origin: '' })));
  const missing = facts.natAddresses?.filter(address => !covers(listed, address));
  if (missing === undefined ? !listed.isEmpty() : missing.length === 0) return;
  seed.add(aclRules['ACL-W124'], '', missing === undefined ? {} : { value: missing.join(', ') });
}

/** Is an address or a range in the set? What cannot be read is not. */
export function covers(set: IpSet, text: string): boolean {
  const network = Cidr.parse(text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`);
  return network !== undefined && set.contains(network);
}

import { IpSet } from '../../core/ip-set';
import { addressesOf } from '../access-lists';
import { isWorkerless } from '../always-allowed';
import { egressProvider } from '../egress/providers';
import { exposureHandler } from '../gateway';
import { readCidr } from '../written-cidr';
import { covers } from './always-lints';
import { configPath, type Analysis } from './analysis';
import { aclRules } from './rules';
import type { Reports } from './reports';
import { specialUse } from './special-ranges';

/** Judges whether the clients that matter get in, and whether the listed ones can exist. */
export function lintClients(analysis: Analysis, reports: Reports): void {
  lintIPv6Nodes(analysis, reports);
  lintExpectedClients(analysis, reports);
  lintRedundantRule(analysis, reports);
  lintSpecialRanges(analysis, reports);
}

function lintIPv6Nodes({ situation, admitted, delivery }: Analysis, { shoot }: Reports): void {
  if (admitted === undefined || isWorkerless(situation)) return;
  const nodes = situation.shoot.status?.networking?.nodes?.filter(range => range.includes(':')) ?? [];
  const uncovered = nodes.filter(range => !covers(admitted, range));
  const path = 'spec.networking.ipFamilies';
  const fix = 'add the IPv6 range of the nodes to the rule';
  if (uncovered.length > 0) shoot.add(aclRules['ACL-W121'], path, { value: uncovered.join(', '), fix });
  const expected = nodes.length === 0 && situation.shoot.spec?.networking?.ipFamilies?.includes('IPv6') === true;
  if (!expected || admitted.overlaps(IpSet.all(6))) return;
  const awaited = delivery === 'extension' && situation.facts.infrastructure === undefined;
  if (awaited && egressProvider(situation)?.publishesIPv6?.(situation) === true) return;
  const message = 'the shoot has IPv6 nodes, and no IPv6 range of theirs is allowed';
  shoot.add(aclRules['ACL-W121'], path, { message, fix });
}

function lintExpectedClients(analysis: Analysis, { shoot }: Reports): void {
  const { admitted, situation } = analysis;
  if (admitted === undefined) return;
  for (const { name, addresses } of situation.facts.expectedClients ?? []) {
    for (const address of addresses) {
      if (covers(admitted, address)) continue;
      const message = `client "${name}" (${address}) is not allowed`;
      shoot.add(aclRules['ACL-W126'], configPath(analysis, 'rule.cidrs'), { value: address, message });
    }
  }
}

function lintRedundantRule(analysis: Analysis, { shoot }: Reports): void {
  const { rule, always } = analysis;
  if (rule?.action !== 'ALLOW') return;
  const own = addressesOf(rule.cidrs.map(cidr => ({ cidr, origin: 'rule' })));
  if (own.isEmpty() || !addressesOf(always.list).contains(own)) return;
  shoot.add(aclRules['ACL-W127'], configPath(analysis, 'rule.cidrs'), {});
}

/** A gateway that no exposure class moved elsewhere is taken for one on the Internet, unless its load balancer is marked as internal. */
function lintSpecialRanges(analysis: Analysis, { shoot }: Reports): void {
  const { rule, situation } = analysis;
  if (rule?.action.toUpperCase() !== 'ALLOW' || exposureHandler(situation) !== undefined || isInternal(analysis))
    return;
  for (const [i, text] of rule.cidrs.entries()) {
    const network = readCidr(text)?.network;
    const range = network && specialUse(network);
    if (range === undefined) continue;
    const path = `${configPath(analysis, 'rule.cidrs')}[${i}]`;
    const w128 = aclRules['ACL-W128'];
    // examples are written with documentation addresses on purpose
    const severity = range.use === 'documentation' ? 'notice' : w128.severity;
    const message = `${range.network.toString()} is ${range.use} space: no client on the Internet has such an address`;
    shoot.add({ ...w128, severity }, path, { value: text, message });
  }
}

function isInternal({ situation }: Analysis): boolean {
  const annotations = situation.seed.spec?.settings?.loadBalancerServices?.annotations ?? {};
  return Object.entries(annotations).some(
    ([key, value]) => /internal/i.test(key) && !/^(false|no)$/i.test(value ?? ''),
  );
}

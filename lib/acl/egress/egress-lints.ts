import { Cidr } from '../../core/cidr';
import type { IpSet } from '../../core/ip-set';
import type { Report } from '../../rules/report';
import { gatewayFamilies, type EntryKind } from '../entry-paths';
import { everyAddress } from '../evaluate/pass-set';
import { isWorkerless } from '../always-allowed';
import { covers } from '../lints/always-lints';
import type { Analysis } from '../lints/analysis';
import { aclRules } from '../lints/rules';
import { readCidr } from '../written-cidr';
import { knownEgress, type KnownEgress } from './known-egress';
import type { EgressSource } from './provider';
import { egressProvider } from './providers';

/** Judges whether the nodes of a shoot reach their own API server through its ACL. */
export function lintEgress(analysis: Analysis, report: Report): void {
  const { situation } = analysis;
  if (isWorkerless(situation) || analysis.admitted === undefined) return;
  const provider = egressProvider(situation);
  for (const { rule, path, message, fix } of provider?.problems(situation) ?? []) {
    report.add(aclRules[rule], path, { message, ...(fix !== undefined && { fix }) });
  }
  const egress = knownEgress(situation);
  lintUnreadable(egress, report);
  if (lintLockOut(analysis, egress, report)) return;
  // the provider publishes addresses with the first reconciliation, before the controller renders
  if (!isAwaited(analysis, egress)) lintUnknown(analysis, egress, report);
}

function isAwaited({ situation, delivery, guarded }: Analysis, { certainty }: KnownEgress): boolean {
  const publishes = egressProvider(situation) !== undefined;
  return certainty !== 'observed' && publishes && delivery === 'extension' && guarded !== true;
}

/** What the provider published and cannot be read is the matter of the always-allowed ranges. */
function lintUnreadable({ ranges, certainty }: KnownEgress, report: Report): void {
  for (const { cidr, origin, published } of ranges) {
    if (readCidr(cidr) !== undefined || (published && certainty === 'observed')) continue;
    report.add(aclRules['ACL-E011'], origin, { value: cidr, message: `egress address: ${Cidr.problem(cidr) ?? ''}` });
  }
}

/** What the nodes use, and what must therefore let them in. */
const nodePaths: ReadonlySet<EntryKind> = new Set(['api', 'internal', 'vpn', 'http-proxy', 'socket']);

/** Are there addresses of the nodes that do not get in? Those that will be published come in by themselves. */
function lintLockOut(analysis: Analysis, egress: KnownEgress, report: Report): boolean {
  const awaited = isAwaited(analysis, egress);
  const passing = passingNodes(analysis);
  const missing = egress.ranges.filter(
    ({ cidr, published }) => canArrive(analysis, cidr) && !(awaited && published) && !covers(passing, cidr),
  );
  if (missing.length === 0) return false;
  const value = missing.map(({ cidr }) => cidr).join(', ');
  report.add(aclRules['ACL-W106'], '', {
    value,
    message: `the nodes lock themselves out: ${value} is not allowed everywhere`,
  });
  return true;
}

/** Nodes use the family that the gateway takes, so that nobody misses their other addresses. */
function canArrive({ situation, seedKnown }: Analysis, cidr: string): boolean {
  const network = readCidr(cidr)?.network;
  return network !== undefined && (!seedKnown || gatewayFamilies(situation).has(network.family));
}

function lintUnknown({ situation, lists }: Analysis, egress: KnownEgress, report: Report): void {
  if (lists !== undefined && lists.allow === undefined) return; // nobody but the denied ranges is refused
  const { ranges, unresolved, certainty } = egress;
  const unnamed = certainty === 'observed' ? [] : unresolved.filter(({ published }) => published);
  for (const source of unnamed) report.add(aclRules['ACL-W106'], source.path, unexplained(source));
  if (unnamed.length > 0 || ranges.some(({ cidr }) => readCidr(cidr) !== undefined)) return;
  const message =
    certainty === 'unknown'
      ? `nothing tells the egress addresses of the nodes of provider "${situation.shoot.spec?.provider?.type ?? ''}"`
      : 'the provider publishes no egress address of the nodes';
  report.add(aclRules['ACL-W106'], '', {
    message,
    fix: 'record the fact egressCIDRs of the shoot, or list the addresses',
  });
}

function unexplained(source: EgressSource): { readonly value: string; readonly message: string; readonly fix: string } {
  const id = 'id' in source ? source.id : source.range;
  return {
    value: id,
    message: `nothing tells the address of "${id}", from which nodes connect`,
    fix: `record it in the fact egressAddresses of the shoot: {"${id}": "ADDRESS"}`,
  };
}

/** Addresses that get through every protected path that nodes use; without a seed, those that the rule lets in. */
function passingNodes({ table, admitted, seedKnown }: Analysis): IpSet {
  const rows = table.filter(({ path, state }) => state === 'protected' && nodePaths.has(path.kind));
  if (!seedKnown || rows.length === 0) return admitted ?? everyAddress;
  return rows.reduce((set, row) => set.intersect(row.admitted), everyAddress);
}

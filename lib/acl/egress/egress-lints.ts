import type { IpSet } from '../../core/ip-set';
import type { Report } from '../../rules/report';
import type { EntryKind } from '../entry-paths';
import { everyAddress } from '../evaluate/pass-set';
import { isWorkerless } from '../always-allowed';
import { covers } from '../lints/always-lints';
import type { Analysis } from '../lints/analysis';
import { aclRules } from '../lints/rules';
import type { Situation } from '../situation';
import { readCidr } from '../written-cidr';
import { awsProblems } from './aws';
import { azureProblems } from './azure';
import { gcpProblems } from './gcp';
import { knownEgress } from './known-egress';
import { alicloudProblems, metalProblems } from './other-providers';
import type { EgressProblem } from './problem';

/** Providers that publish egress addresses, each with what can go wrong there; others publish none. */
const providers: Readonly<Record<string, (situation: Situation) => EgressProblem[]>> = {
  alicloud: alicloudProblems,
  aws: awsProblems,
  azure: azureProblems,
  gcp: gcpProblems,
  local: () => [],
  metal: metalProblems,
  openstack: () => [],
};

/** Judges whether the nodes of a shoot reach their own API server through its ACL. */
export function lintEgress(analysis: Analysis, report: Report): void {
  const { situation } = analysis;
  if (isWorkerless(situation) || analysis.admitted === undefined) return;
  const type = situation.shoot.spec?.provider?.type ?? '';
  for (const { rule, path, message, fix } of providers[type]?.(situation) ?? []) {
    report.add(aclRules[rule], path, { message, ...(fix !== undefined && { fix }) });
  }
  lintLockOut(analysis, type, report);
}

/** What the nodes use, and what must therefore let them in. */
const nodePaths: ReadonlySet<EntryKind> = new Set(['api', 'internal', 'vpn', 'http-proxy', 'socket']);

function lintLockOut(analysis: Analysis, type: string, report: Report): void {
  const { situation, delivery, lists } = analysis;
  const { ranges, certainty } = knownEgress(situation);
  const readable = ranges.filter(({ cidr }) => readCidr(cidr) !== undefined);
  // the provider publishes addresses with the first reconciliation, before the controller renders
  const awaited =
    certainty !== 'observed' && type in providers && delivery === 'extension' && analysis.guarded !== true;
  if (awaited) return;
  const passing = passingNodes(analysis);
  const missing = readable.filter(({ cidr }) => !covers(passing, cidr));
  if (missing.length > 0) {
    const value = missing.map(({ cidr }) => cidr).join(', ');
    report.add(aclRules['ACL-W106'], '', {
      value,
      message: `the nodes lock themselves out: ${value} is not allowed everywhere`,
    });
    return;
  }
  const denyOnly = lists !== undefined && lists.allow === undefined;
  if (readable.length > 0 || denyOnly) return;
  const message =
    certainty === 'unknown'
      ? `nothing tells the egress addresses of the nodes of provider "${type}"`
      : 'the provider publishes no egress address of the nodes';
  report.add(aclRules['ACL-W106'], '', {
    message,
    fix: 'record the fact egressCIDRs of the shoot, or list the addresses',
  });
}

/** Addresses that get through every protected path that nodes use; without a seed, those that the rule lets in. */
function passingNodes({ table, admitted, seedKnown }: Analysis): IpSet {
  const rows = table.filter(({ path, state }) => state === 'protected' && nodePaths.has(path.kind));
  if (!seedKnown || rows.length === 0) return admitted ?? everyAddress;
  return rows.reduce((set, row) => set.intersect(row.admitted), everyAddress);
}

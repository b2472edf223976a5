import type { Report } from '../../rules/report';
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

function lintLockOut({ situation, admitted, delivery, lists }: Analysis, type: string, report: Report): void {
  const { ranges, certainty } = knownEgress(situation);
  const readable = ranges.filter(({ cidr }) => readCidr(cidr) !== undefined);
  const missing = readable.filter(({ cidr }) => admitted === undefined || !covers(admitted, cidr));
  if (lists !== undefined && lists.allow === undefined) return; // whoever is not denied gets in
  if (missing.length > 0 && delivery === 'gitops') {
    const value = missing.map(({ cidr }) => cidr).join(', ');
    report.add(aclRules['ACL-W106'], '', { value, message: `egress addresses of the nodes are not allowed: ${value}` });
    return;
  }
  if (readable.length > 0) return;
  const awaited = certainty === 'unknown' && type in providers && delivery === 'extension';
  if (awaited) return; // the provider publishes them with the first reconciliation, before the controller renders
  const message =
    certainty === 'unknown'
      ? `nothing tells the egress addresses of the nodes of provider "${type}"`
      : 'the provider publishes no egress address of the nodes';
  report.add(aclRules['ACL-W106'], '', {
    message,
    fix: 'record the fact egressCIDRs of the shoot, or list the addresses',
  });
}

import type { Report } from '../../rules/report';
import type { AlwaysAllowed } from '../always-allowed';
import { analyze, configPath, type Analysis } from '../lints/analysis';
import type { TreeSubject } from '../view/subjects';
import { reportAccess, type AccessContext } from './access-findings';
import { reportDryRun } from './dry-run';
import { reportEgress } from './egress-change';
import { expectedSituation } from './expected-situation';
import { ownersOf, reportHandOver } from './hand-over';
import { reportHibernation } from './hibernation';
import { reportMoves } from './moves';
import { actionOf, evidenceOf, ruleTable } from './rule-side';
import { changeRules } from './rules';
import { vitalClients } from './vital-clients';

/** Every consequence that a change has for the access to one shoot. */
export function compareShoot(report: Report, before: TreeSubject, changed: TreeSubject): void {
  const after = { ...changed, situation: expectedSituation(before.situation, changed.situation) };
  const [old, now] = [analyze(before), analyze(after)];
  reportLists(report, old, now);
  const [was, is] = [ownersOf(old), ownersOf(now)];
  if (!was.extension && was.flux.size === 0 && !is.extension && is.flux.size === 0) return;
  reportDryRun(report, entryPath(now), old, now);
  reportHandOver(report, entryPath(now), was, is);
  reportMoves(report, before, after);
  reportEgress(report, before.situation, after.situation);
  if (is.extension) reportHibernation(report, before.situation, after.situation);
}

function reportLists(report: Report, old: Analysis, now: Analysis): void {
  const [was, is] = [evidenceOf(old), evidenceOf(now)];
  const [oldAction, action] = [actionOf(old), actionOf(now)];
  const inverted = oldAction !== undefined && action !== undefined ? oldAction !== action : undefined;
  if (inverted === true && (was === 'nothing' || is === 'nothing')) {
    report.add(changeRules['ACL-INVERTED'], configPath(now, 'rule.action'), { value: action });
    return;
  }
  if (is === 'nothing') return; // whatever filters there are stay as they are
  if (was === 'nothing') {
    report.add(changeRules['ACL-UNJUDGED'], entryPath(now), {
      message: `${changeRules['ACL-UNJUDGED'].reason}: which filters there were is not known`,
    });
    return;
  }
  const byRule = was === 'rule' || is === 'rule';
  const context: AccessContext = {
    path: inverted === true ? configPath(now, 'rule.action') : pathOf(old, now),
    ...(inverted !== undefined && { inverted }),
    ...(inverted === true && { value: action }),
    effect: effectOf(old, now),
  };
  reportAccess(report, sideOf(old, byRule), sideOf(now, byRule), context);
}

function sideOf(analysis: Analysis, byRule: boolean): Parameters<typeof reportAccess>[1] {
  return { table: byRule ? ruleTable(analysis) : analysis.table, clients: vitalClients(analysis.situation) };
}

/** The field that decides: the ranges of the rule, unless they are the same. */
function pathOf(old: Analysis, now: Analysis): string {
  if (now.delivery === 'gitops') return '';
  const sameRule = JSON.stringify(old.rule) === JSON.stringify(now.rule);
  if (!sameRule || old.delivery !== now.delivery) return configPath(now, 'rule.cidrs');
  if (now.situation.entry.disabled !== old.situation.entry.disabled) return entryPath(now);
  const [from, to] = [old, now].map(({ situation }) => situation.shoot.spec?.networking?.nodes);
  return from === to ? '' : 'spec.networking.nodes';
}

function entryPath({ situation }: Analysis): string {
  return situation.entry.index < 0 ? '' : `spec.extensions[${situation.entry.index}]`;
}

/** What the reader must know beside the addresses. */
function effectOf(old: Analysis, now: Analysis): string | undefined {
  const causes = now.rule?.action === 'ALLOW' && old.rule?.action === 'ALLOW' ? changedOrigins(old, now) : [];
  const failure = now.outcome.kind === 'error' ? now.outcome.error : undefined;
  const effects = [
    ...(causes.length === 0 ? [] : [`always allowed ranges change: ${causes.join(', ')}`]),
    ...(now.outcome.kind === 'unchanged' ? ['the shoot is asleep: its filters only change when it wakes up'] : []),
    ...(failure === undefined ? [] : [`the filters only change when the controller no longer fails: ${failure}`]),
  ];
  return effects.length === 0 ? undefined : effects.join('; ');
}

/** Where the ranges come from that are always allowed in one tree only. */
function changedOrigins({ always: old }: Analysis, { always: now }: Analysis): string[] {
  const difference = [...without(now.list, old.list), ...without(old.list, now.list)];
  return [...new Set(difference.map(({ origin }) => origin))];
}

function without(ranges: readonly AlwaysAllowed[], others: readonly AlwaysAllowed[]): readonly AlwaysAllowed[] {
  return ranges.filter(({ cidr, origin }) => !others.some(other => other.cidr === cidr && other.origin === origin));
}

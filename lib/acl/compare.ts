import type { Finding } from '../core/finding';
import { IpSet } from '../core/ip-set';
import type { ObjectReference } from '../core/object';
import { Report } from '../rules/report';
import { ruleTable } from '../rules/rule';
import type { View, ViewObject } from '../rules/view';
import { addressesOf } from './access-lists';
import { knownEgress } from './egress/known-egress';
import { findGateway } from './gateway';
import { analyze, configPath, isActive, type Analysis } from './lints/analysis';
import { aclRules } from './lints/rules';
import { treeSubjects } from './view/subjects';

const rule = ruleTable('set algebra over what the rules and the filters of both trees let in', {
  'ACL-INVERTED': {
    reason: 'the action changes between ALLOW and DENY: whoever was let in is shut out, and the other way round',
    severity: 'critical',
  },
  'ACL-NARROWED': { reason: 'addresses lose access', severity: 'warning' },
  'ACL-WIDENED': { reason: 'addresses gain access', severity: 'notice' },
  'ACL-OPENED': { reason: 'everybody gains access', severity: 'warning' },
});

/** The rules that only a comparison can report. */
export const compareRules = [...Object.values(rule), aclRules['ACL-W122']];

/** Greatest number of networks that a message lists. */
const shownNetworks = 8;

/** Who gains and who loses access by a change, and which shoots move to another gateway. */
export function* compareAccess(before: View, after: View): Iterable<Finding> {
  const old = new Map(treeSubjects(before).map(subject => [keyOf(subject.entry), subject]));
  for (const subject of treeSubjects(after)) {
    const key = keyOf(subject.entry);
    const twin = old.get(key);
    old.delete(key);
    if (twin === undefined && !isKnown(before, subject.entry)) continue; // a new shoot: nobody had access before
    yield* findingsOf(subject.entry, twin && analyze(twin), analyze(subject));
  }
  for (const subject of old.values()) {
    const entry = after.find(
      'core.gardener.cloud',
      'Shoot',
      subject.entry.object.metadata.namespace,
      nameOf(subject.entry),
    );
    if (entry !== undefined) yield* findingsOf(entry, analyze(subject), undefined);
  }
}

function* findingsOf(entry: ViewObject, old: Analysis | undefined, now: Analysis | undefined): Iterable<Finding> {
  const report = new Report();
  compareShoot(report, old, now);
  for (const finding of report.findings) {
    const origin = entry.origin(finding.path);
    yield { ...finding, cluster: entry.cluster, object: referenceOf(entry), ...(origin && { origin }) };
  }
}

function compareShoot(report: Report, old: Analysis | undefined, now: Analysis | undefined): void {
  const [oldAction, action] = [actionOf(old), actionOf(now)];
  if (oldAction !== undefined && action !== undefined && oldAction !== action && now !== undefined) {
    report.add(rule['ACL-INVERTED'], configPath(now, 'rule.action'), { value: action, effect: effectOf(old, now) });
    return;
  }
  compareSets(report, old, now);
  if (old !== undefined && now !== undefined) compareGateways(report, old, now);
}

function compareSets(report: Report, old: Analysis | undefined, now: Analysis | undefined): void {
  const [was, is] = [admittedBy(old), admittedBy(now)];
  if (was === undefined || is === undefined) return;
  const path = now === undefined ? '' : configPath(now, 'rule.cidrs');
  const lost = was.subtract(is);
  const gained = is.subtract(was);
  if (!lost.isEmpty()) {
    const own = now === undefined ? IpSet.empty : addressesOf(knownEgress(now.situation).ranges).intersect(lost);
    const effect = own.isEmpty() ? {} : { effect: `the shoot's own nodes lose access: ${own.toString()}` };
    report.add(rule['ACL-NARROWED'], path, { message: `access is lost: ${describe(lost)}`, ...effect });
  }
  if (gained.isEmpty()) return;
  const opened = is.contains(IpSet.all(4)) || is.contains(IpSet.all(6));
  const added = `access is gained: ${describe(gained)}`;
  report.add(opened ? rule['ACL-OPENED'] : rule['ACL-WIDENED'], path, { message: added });
}

function compareGateways(report: Report, old: Analysis, now: Analysis): void {
  if (!old.seedKnown || !now.seedKnown) return;
  const [from, to] = [findGateway(old.situation), findGateway(now.situation)];
  if (from.kind !== 'found' || to.kind !== 'found' || from.gateway.namespace === to.gateway.namespace) return;
  report.add(aclRules['ACL-W122'], configPath(now), {
    message: `the shoot moves from gateway ${from.gateway.namespace} to ${to.gateway.namespace}`,
    fix: 'apply the filters of the new gateway first, and prune those of the old one later',
    effect: 'filters that are pruned before the new ones are applied leave the API server open',
  });
}

/** Undefined: what it lets in cannot be told, because the rule is broken or the filters are not clear. */
function admittedBy(analysis: Analysis | undefined): IpSet | undefined {
  if (analysis === undefined) return everybody;
  if (isActive(analysis)) return analysis.admitted;
  return analysis.situation.entry.disabled ? everybody : undefined;
}

const everybody = IpSet.empty.complement();

/** The action of an enabled entry, even where the rest of its rule is broken. */
function actionOf(analysis: Analysis | undefined): string | undefined {
  if (analysis?.delivery !== 'extension' || analysis.situation.entry.disabled) return undefined;
  const action = analysis.decoded.rule?.action.toUpperCase();
  return action === 'ALLOW' || action === 'DENY' ? action : undefined;
}

function effectOf(old: Analysis | undefined, now: Analysis): string {
  const lost = admittedBy(old)?.subtract(admittedBy(now) ?? IpSet.empty);
  return lost === undefined || lost.isEmpty() ? 'nobody loses access' : `access is lost: ${describe(lost)}`;
}

function describe(set: IpSet): string {
  const networks = set.cidrs();
  const listed = networks.slice(0, shownNetworks).join(', ');
  const more = networks.length > shownNetworks ? ` and ${networks.length - shownNetworks} more networks` : '';
  return `${listed}${more} (${set.size()} addresses)`;
}

function isKnown(view: View, entry: ViewObject): boolean {
  return view.find('core.gardener.cloud', 'Shoot', entry.object.metadata.namespace, nameOf(entry)) !== undefined;
}

function keyOf(entry: ViewObject): string {
  return `${entry.object.metadata.namespace ?? ''}/${nameOf(entry)}`;
}

function nameOf({ object }: ViewObject): string {
  return object.metadata.name ?? '';
}

function referenceOf({ object }: ViewObject): ObjectReference {
  const { namespace, name = '' } = object.metadata;
  return { apiVersion: object.apiVersion, kind: object.kind, name, ...(namespace !== undefined && { namespace }) };
}

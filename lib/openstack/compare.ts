import type { Finding } from '../core/finding';
import { withoutNulls } from '../core/null';
import { referenceOf } from '../rules/judge';
import { Report } from '../rules/report';
import type { View, ViewObject } from '../rules/view';
import { reportSwappedImages } from './change/images';
import { reportImmutable } from './change/immutable';
import { reportOtherProvider } from './change/other-providers';
import { reportPoolChanges } from './change/pool-lints';
import { reportRolls } from './change/roll-findings';
import type { ShootObject } from './objects';
import { coreGroup, isOpenStack } from './view/profile';
import { treeShoot, type TreeShoot } from './view/shoots';

/** What a change does to the nodes of Shoots: which pools roll and why, which fields are refused, which images change unseen. */
export function* compareMachines(before: View, after: View): Iterable<Finding> {
  const reports = new Map<ViewObject, Report>();
  const reportFor = (entry: ViewObject): Report => {
    const report = reports.get(entry) ?? new Report();
    reports.set(entry, report);
    return report;
  };
  const pairs: (readonly [TreeShoot, TreeShoot])[] = [];
  for (const entry of after.ofKind(coreGroup, 'Shoot')) {
    const { namespace, name = '' } = entry.object.metadata;
    const twin = before.find(coreGroup, 'Shoot', namespace, name);
    if (twin === undefined || twin.malformed) continue;
    const pair = compareShoot({ before, after }, { twin, entry }, reportFor(entry));
    if (pair !== undefined) pairs.push(pair);
  }
  reportSwappedImages(pairs, reportFor);
  for (const [entry, report] of reports) for (const finding of report.findings) yield located(entry, finding);
}

function compareShoot(
  views: { readonly before: View; readonly after: View },
  { twin, entry }: { readonly twin: ViewObject; readonly entry: ViewObject },
  report: Report,
): readonly [TreeShoot, TreeShoot] | undefined {
  const [old, next] = [twin, entry].map(({ object }) => withoutNulls(object) as ShootObject) as [
    ShootObject,
    ShootObject,
  ];
  if (!isOpenStack(next.spec?.provider?.type)) {
    reportOtherProvider(old, next, report);
    return undefined;
  }
  reportImmutable(old, next, report);
  const oldPools = treeShoot(views.before, twin);
  const nextPools = treeShoot(views.after, entry, oldPools?.admitted.shoot);
  if (oldPools === undefined || nextPools === undefined) return undefined;
  reportRolls(oldPools, nextPools, report);
  reportPoolChanges(oldPools, nextPools, report);
  return [oldPools, nextPools];
}

function located(entry: ViewObject, finding: Finding): Finding {
  const origin = entry.origin(finding.path);
  return {
    ...finding,
    ...(entry.cluster !== '' && { cluster: entry.cluster }),
    object: referenceOf(entry),
    ...(origin && { origin }),
  };
}

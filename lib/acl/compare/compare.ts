import type { Finding } from '../../core/finding';
import { referenceOf } from '../../rules/judge';
import { Report } from '../../rules/report';
import type { View, ViewObject } from '../../rules/view';
import { ChangedFilters } from './changed-filters';
import { changedShoots } from './changed-shoots';
import { compareClientSets } from './client-sets';
import { compareGardens } from './garden-change';
import { compareShoot } from './shoot-change';
import { compareStrangers } from './strangers';

/**
 * Who gains and who loses access to API servers by a change, and what else it does to their filters. Shoots that only one tree holds are
 * none of it: nobody had access, or nobody needs it.
 */
export function* compareAccess(before: View, after: View): Iterable<Finding> {
  const filters = new ChangedFilters(before, after);
  for (const pair of changedShoots(before, after, filters)) {
    const report = new Report();
    compareShoot(report, pair.before, pair.after);
    yield* located(pair.after.entry, report);
  }
  for (const { entry, report } of [
    ...compareGardens(before, after),
    ...compareStrangers(after, filters),
    ...compareClientSets(before, after),
  ]) {
    yield* located(entry, report);
  }
}

function* located(entry: ViewObject, { findings }: Report): Iterable<Finding> {
  for (const finding of findings) {
    const origin = entry.origin(finding.path);
    yield {
      ...finding,
      ...(entry.cluster !== '' && { cluster: entry.cluster }),
      object: referenceOf(entry),
      ...(origin && { origin }),
    };
  }
}

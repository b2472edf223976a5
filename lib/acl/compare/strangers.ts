import type { Garden } from '../../../imports/operator.gardener.cloud/v1alpha1';
import { shortId } from '../../core/gardener-names';
import type { Loose } from '../../core/loose';
import type { KubernetesObject } from '../../core/object';
import { withoutNulls } from '../../core/null';
import { Report } from '../../rules/report';
import type { View, ViewObject } from '../../rules/view';
import { tableOf } from '../access-table';
import { entryPaths, type EntryPath } from '../entry-paths';
import { FilterIndex } from '../evaluate/filter-index';
import { chosenByServerName, patchesOf } from '../evaluate/placement';
import { gardenChains } from '../garden/garden-access';
import { technicalID } from '../identity';
import { filterPaths, unclaimedHosts } from '../view/filter-paths';
import { guardedIds, idsIn } from '../view/guarded-ids';
import { everyShoot } from '../view/subjects';
import { reportAccess } from './access-findings';
import type { ChangedCluster, ChangedFilters } from './changed-filters';

/** Something that filters are about and that the trees do not hold, with its ways in as the filters tell them. */
interface Stranger {
  readonly name: string;
  readonly paths: readonly EntryPath[];
  /** The first filter about it, of the new tree if there is one. */
  readonly entry: ViewObject;
}

/** Who gains and who loses access to what only filters tell of: shoots that the tree does not hold, and hosts of anybody. */
export function* compareStrangers(
  view: View,
  { clusters }: ChangedFilters,
): Iterable<{ readonly entry: ViewObject; readonly report: Report }> {
  if (clusters.length === 0) return;
  const known = knownNames(view);
  for (const cluster of clusters) {
    const strangers = strangersIn(cluster, known);
    if (strangers.length === 0) continue;
    const indexes = [cluster.before, cluster.after].map(entries => new FilterIndex(objectsOf(entries)));
    for (const { name, paths, entry } of strangers) {
      const report = new Report();
      const [was, is] = indexes.map(index => ({ table: tableOf(paths, [index]), clients: [] }));
      if (was !== undefined && is !== undefined) reportAccess(report, was, is, { path: '', about: name });
      yield { entry, report };
    }
  }
}

function strangersIn({ before, after, parts }: ChangedCluster, known: ReadonlySet<string>): readonly Stranger[] {
  const ids = new Map([...guardedIds(parts)].sort().map(id => [shortId(id), id]));
  const wanted = [...ids].filter(([short]) => !known.has(short));
  const hosts = [...unclaimedHosts(parts).keys()].filter(host => !known.has(host));
  if (wanted.length + hosts.length === 0) return [];
  const bySubject = entriesBySubject([...after, ...before]);
  return [
    ...wanted.flatMap(([short, id]) => {
      const full = id === short ? `shoot--${short}` : id;
      const own = bySubject.get(short) ?? [];
      return strangerOf(full, own, filterPaths(objectsOf(own), full));
    }),
    ...hosts.flatMap(host => {
      const own = bySubject.get(host) ?? [];
      return strangerOf(host, own, unclaimedHosts(objectsOf(own)).get(host) ?? []);
    }),
  ];
}

/** The filters about a shoot, by its short ID, and those of a host that name no shoot. */
function entriesBySubject(entries: readonly ViewObject[]): ReadonlyMap<string, readonly ViewObject[]> {
  const bySubject = new Map<string, Set<ViewObject>>();
  for (const entry of entries) {
    for (const patch of patchesOf(entry.object)) {
      for (const subject of [...idsIn(entry.object, patch), chosenByServerName(patch) ?? '']) {
        const own = bySubject.get(subject) ?? new Set();
        bySubject.set(subject, own.add(entry));
      }
    }
  }
  return new Map([...bySubject].map(([subject, own]) => [subject, [...own]]));
}

function strangerOf(name: string, [entry]: readonly ViewObject[], paths: readonly EntryPath[]): Stranger[] {
  return entry === undefined ? [] : [{ name, paths, entry }];
}

/** Short IDs and hosts of what the tree holds, and of which it knows where its filters are. */
function knownNames(view: View): ReadonlySet<string> {
  const shoots = everyShoot(view).filter(({ seedKnown }) => seedKnown);
  const gardens = view.ofKind('operator.gardener.cloud', 'Garden');
  return new Set([
    ...shoots.map(({ situation }) => shortId(technicalID(situation))),
    ...shoots.flatMap(({ situation }) => entryPaths(situation).map(({ request }) => request.sni ?? '')),
    ...gardens.flatMap(({ object }) => gardenChains(withoutNulls(object) as Loose<Garden>).flat()),
  ]);
}

function objectsOf(entries: readonly ViewObject[]): readonly KubernetesObject[] {
  return entries.map(({ object }) => object);
}

import { Report } from '../../rules/report';
import type { View, ViewObject } from '../../rules/view';
import { clientsAnnotation, isExpired, readClients, type ClientSet } from '../control/client-set';
import { changeRules } from './rules';

/** Objects that tell who their ranges are. */
const kinds = [
  ['core.gardener.cloud', 'Shoot'],
  ['networking.istio.io', 'EnvoyFilter'],
] as const;

/** Named sets of clients that come, go, or get another last day, object by object. */
export function* compareClientSets(
  before: View,
  after: View,
): Iterable<{ readonly entry: ViewObject; readonly report: Report }> {
  for (const [group, kind] of kinds) {
    const old = new Map(before.ofKind(group, kind).map(entry => [keyOf(entry), entry]));
    for (const entry of after.ofKind(group, kind)) {
      const [was, is] = [clientsOf(old.get(keyOf(entry))), clientsOf(entry)];
      if (was === is || was === undefined || is === undefined) continue;
      const report = new Report();
      for (const message of changesOf(readClients(was), readClients(is), after.now)) {
        report.add(changeRules['ACL-CLIENTS'], `metadata.annotations[${clientsAnnotation}]`, { message });
      }
      yield { entry, report };
    }
  }
}

/** Sets of one name are one where each side has one of it; shoots that share an object may call theirs alike. */
function changesOf(was: readonly ClientSet[], is: readonly ClientSet[], now: Date | undefined): string[] {
  const names = new Set([...is, ...was].map(({ name }) => name));
  return [...names].flatMap(name => {
    const [old, next] = [was, is].map(sets => sets.filter(set => set.name === name)) as [ClientSet[], ClientSet[]];
    const [[one], [other]] = [old, next];
    if (old.length === 1 && next.length === 1 && one !== undefined && other !== undefined) {
      return one.expires === other.expires
        ? []
        : [`clients "${name}" stay ${lastDay(other)}, and no longer ${lastDay(one)}`];
    }
    return [...without(next, old).map(come), ...without(old, next).map(set => go(set, now))];
  });
}

function without(sets: readonly ClientSet[], others: readonly ClientSet[]): readonly ClientSet[] {
  const known = new Set(others.map(set => JSON.stringify(set)));
  return sets.filter(set => !known.has(JSON.stringify(set)));
}

function come(set: ClientSet): string {
  return `clients "${set.name}" come, ${lastDay(set)}: ${set.ranges.join(', ')}`;
}

function go(set: ClientSet, now: Date | undefined): string {
  const overdue = now !== undefined && isExpired(set, now) ? `, whose last day was ${set.expires ?? ''}` : '';
  return `clients "${set.name}" go${overdue}: ${set.ranges.join(', ')}`;
}

function lastDay({ expires }: ClientSet): string {
  return expires === undefined ? 'without a last day' : `until ${expires}`;
}

function clientsOf(entry: ViewObject | undefined): string | undefined {
  return entry && (entry.object.metadata.annotations?.[clientsAnnotation] ?? '');
}

function keyOf({ cluster, object: { metadata } }: ViewObject): string {
  return `${cluster} ${metadata.namespace ?? ''}/${metadata.name ?? ''}`;
}

import { IpSet } from '../../core/ip-set';
import type { Report } from '../../rules/report';
import type { AccessRow } from '../access-table';
import { describe, describeWays } from './describe';
import { compareTables, isGuarded, isOpen, nameOf, type PathChange, type TableChange } from './path-change';
import { changeRules } from './rules';
import { lockedOut, type VitalClient } from './vital-clients';

/** One tree's answer to who reaches something. */
export interface AccessSide {
  readonly table: readonly AccessRow[];
  readonly clients: readonly VitalClient[];
}

/** What findings about a change of access say beside the addresses. */
export interface AccessContext {
  /** The field that decides who gets in; empty where it is none of the object. */
  readonly path: string;
  /** What else the reader must know, for example that the shoot is asleep. */
  readonly effect?: string | undefined;
  /** The action of the rule was turned round or not; undefined where no rule says. */
  readonly inverted?: boolean;
  /** Whom the findings are about, where the object does not tell. */
  readonly about?: string;
  /** The value of that field. */
  readonly value?: unknown;
}

/** Who gains and who loses on which way, from the access tables of both trees. */
export function reportAccess(report: Report, before: AccessSide, after: AccessSide, context: AccessContext): void {
  const change = compareTables(before.table, after.table);
  const locked = lockedOut(change.common, before.clients, after.clients);
  if (context.inverted ?? isInversion(change)) {
    const effect = [...locked, ...lossesOf(change), ...gainsOf(change)];
    report.add(changeRules['ACL-INVERTED'], context.path, {
      ...('value' in context && { value: context.value }),
      effect: effect.length === 0 ? 'nobody loses access' : effect.join('; '),
    });
    return;
  }
  const about = context.about === undefined ? '' : `${context.about}: `;
  const details = { ...(context.effect !== undefined && { effect: context.effect }) };
  for (const text of locked)
    report.add(changeRules['ACL-LOCKOUT'], context.path, { message: `${about}${text}`, ...details });
  reportSets(report, change, { path: context.path, about, details });
  reportUnjudged(report, change, { path: context.path, about, details: {} });
}

interface Place {
  readonly path: string;
  readonly about: string;
  readonly details: { readonly effect?: string };
}

/** Ways that become a protected one or stop being one are told apart from those whose lists change. */
function reportSets(report: Report, change: TableChange, { path, about, details }: Place): void {
  const add = (id: keyof typeof changeRules, message: string): void =>
    report.add(changeRules[id], path, { message: `${about}${message}`, ...details });
  const wasAny = change.common.some(({ was }) => !isOpen(was));
  const isAny = change.common.some(({ is }) => !isOpen(is));
  const guarded = change.common.filter(({ was, is }) => wasAny && isOpen(was) && !isOpen(is));
  const unguarded = change.common.filter(({ was, is }) => isAny && !isOpen(was) && isOpen(is));
  const others = change.common.filter(way => !guarded.includes(way) && !unguarded.includes(way));
  for (const { ways, set } of groups(guarded, 'lost')) {
    add('ACL-GUARDED', `protected from now on: access is lost: ${describe(set)}, ${waysOf(change, ways)}`);
  }
  for (const { ways, set } of groups(unguarded, 'gained')) {
    add('ACL-UNGUARDED', `no longer protected: access is gained: ${describe(set)}, ${waysOf(change, ways)}`);
  }
  for (const { ways, set } of groups(others, 'lost')) {
    add('ACL-NARROWED', `access is lost: ${describe(set)}, ${waysOf(change, ways)}`);
  }
  for (const { ways, set } of groups(others, 'gained')) {
    const opens = ways.some(way => opensFamily(way));
    add(opens ? 'ACL-OPENED' : 'ACL-WIDENED', `access is gained: ${describe(set)}, ${waysOf(change, ways)}`);
  }
  const bare = change.added.filter(({ admitted, path: way }) => way.certain && isOpen(admitted)).map(nameOf);
  if (wasAny && bare.length > 0) add('ACL-UNGUARDED', `there is a new way in without a filter: ${bare.join(', ')}`);
}

function reportUnjudged(report: Report, { unjudged }: TableChange, { path, about }: Place): void {
  if (unjudged.length === 0) return;
  const by = [...new Set(unjudged.flatMap(({ unclear }) => unclear))].sort();
  const filters = by.length === 0 ? '' : ` because of ${by.join(', ')}`;
  report.add(changeRules['ACL-UNJUDGED'], path, {
    message: `${about}${changeRules['ACL-UNJUDGED'].reason}${filters}, via ${unjudged.map(nameOf).join(', ')}`,
  });
}

/** Ways by what they lose or gain, in the order of the table. */
function groups(
  ways: readonly PathChange[],
  side: 'lost' | 'gained',
): Iterable<{ readonly ways: readonly PathChange[]; readonly set: IpSet }> {
  const bySet = new Map<string, { ways: PathChange[]; set: IpSet }>();
  for (const way of ways) {
    const set = way[side];
    if (set.isEmpty()) continue;
    const key = set.toString();
    const group = bySet.get(key) ?? { ways: [], set };
    group.ways.push(way);
    bySet.set(key, group);
  }
  return bySet.values();
}

function waysOf({ common }: TableChange, ways: readonly PathChange[]): string {
  const names = (list: readonly PathChange[]): string[] => list.map(({ name }) => name);
  return describeWays(names(ways), names(common), names(common.filter(isGuarded)));
}

function lossesOf(change: TableChange): string[] {
  return [...groups(change.common, 'lost')].map(
    ({ ways, set }) => `access is lost: ${describe(set)}, ${waysOf(change, ways)}`,
  );
}

function gainsOf(change: TableChange): string[] {
  return [...groups(change.common, 'gained')].map(
    ({ ways, set }) => `access is gained: ${describe(set)}, ${waysOf(change, ways)}`,
  );
}

/** Every address of a family gets in, and did not before. */
function opensFamily({ was, is }: PathChange): boolean {
  return ([4, 6] as const).some(family => {
    const all = IpSet.all(family);
    return is.contains(all) && !was.contains(all);
  });
}

/** Without an action to look at: an allow-list becomes a deny-list that refuses some of those who were let in, or the other way round. */
function isInversion({ common }: TableChange): boolean {
  return common.some(
    ({ was, is, lost, gained }) =>
      !isOpen(was) && !isOpen(is) && !lost.isEmpty() && !gained.isEmpty() && isMostly(was) !== isMostly(is),
  );
}

/** More addresses than not: what a deny-list leaves. */
function isMostly(set: IpSet): boolean {
  return set.size() > set.complement().size();
}

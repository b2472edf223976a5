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
    reportInversion(report, change, { context, locked });
    return;
  }
  const about = context.about === undefined ? '' : `${context.about}: `;
  const add: Add = (id, message) =>
    report.add(changeRules[id], context.path, {
      message: `${about}${message}`,
      ...(context.effect !== undefined && { effect: context.effect }),
    });
  for (const text of locked) add('ACL-LOCKOUT', text);
  reportSets(change, add);
  reportUnjudged(change, add);
}

/** Adds a finding of a rule with a message. */
type Add = (id: keyof typeof changeRules, message: string) => void;

/** Everybody is concerned, so that one finding says it all. */
function reportInversion(
  report: Report,
  change: TableChange,
  { context, locked }: { readonly context: AccessContext; readonly locked: readonly string[] },
): void {
  const { common } = change;
  const sets = [...saidOf(change, common, 'lost'), ...saidOf(change, common, 'gained')].map(({ text }) => text);
  const effects = [...locked, ...sets, context.effect].filter(text => text !== undefined);
  report.add(changeRules['ACL-INVERTED'], context.path, {
    ...('value' in context && { value: context.value }),
    effect: effects.length === 0 ? 'nobody loses access' : effects.join('; '),
  });
}

/** Ways that become a protected one or stop being one are told apart from those whose lists change. */
function reportSets(change: TableChange, add: Add): void {
  const { common } = change;
  const wasAny = common.some(({ was }) => !isOpen(was));
  const isAny = common.some(({ is }) => !isOpen(is));
  const isGuardedAnew = ({ was, is }: PathChange): boolean => wasAny && isOpen(was) && !isOpen(is);
  const isBared = ({ was, is }: PathChange): boolean => isAny && !isOpen(was) && isOpen(is);
  const others = common.filter(way => !isGuardedAnew(way) && !isBared(way));
  for (const { text } of saidOf(change, common.filter(isGuardedAnew), 'lost')) {
    add('ACL-GUARDED', `protected from now on: ${text}`);
  }
  for (const { text } of saidOf(change, common.filter(isBared), 'gained')) {
    add('ACL-UNGUARDED', `no longer protected: ${text}`);
  }
  for (const { text } of saidOf(change, others, 'lost')) add('ACL-NARROWED', text);
  for (const { text, ways } of saidOf(change, others, 'gained')) {
    add(ways.some(opensFamily) ? 'ACL-OPENED' : 'ACL-WIDENED', text);
  }
  const bare = change.added.filter(({ admitted, path }) => path.certain && isOpen(admitted)).map(nameOf);
  if (wasAny && bare.length > 0) add('ACL-UNGUARDED', `there is a new way in without a filter: ${bare.join(', ')}`);
}

function reportUnjudged({ unjudged }: TableChange, add: Add): void {
  if (unjudged.length === 0) return;
  const by = [...new Set(unjudged.flatMap(({ unclear }) => unclear))].sort();
  const filters = by.length === 0 ? '' : ` because of ${by.join(', ')}`;
  const { reason } = changeRules['ACL-UNJUDGED'];
  add('ACL-UNJUDGED', `${reason}${filters}, via ${unjudged.map(nameOf).join(', ')}`);
}

/** What ways lose or gain, those with the same addresses together, in the order of the table. */
function saidOf(
  { common }: TableChange,
  ways: readonly PathChange[],
  side: 'lost' | 'gained',
): { readonly text: string; readonly ways: readonly PathChange[] }[] {
  const bySet = new Map<string, { readonly set: IpSet; readonly ways: PathChange[] }>();
  for (const way of ways) {
    const set = way[side];
    if (set.isEmpty()) continue;
    const key = set.toString();
    const group = bySet.get(key) ?? { set, ways: [] };
    group.ways.push(way);
    bySet.set(key, group);
  }
  const names = (list: readonly PathChange[]): string[] => list.map(({ name }) => name);
  const [all, guarded] = [names(common), names(common.filter(isGuarded))];
  return [...bySet.values()].map(group => ({
    text: `access is ${side}: ${describe(group.set)}, ${describeWays(names(group.ways), all, guarded)}`,
    ways: group.ways,
  }));
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

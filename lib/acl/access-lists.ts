import { IpSet } from '../core/ip-set';
import type { AccessRule } from './access-rule';
import { alwaysAllowed } from './always-allowed';
import type { Situation } from './situation';
import { readCidr } from './written-cidr';

/** A range with where it comes from. */
export interface LabeledRange {
  /** As written. */
  readonly cidr: string;
  readonly origin: string;
}

/**
 * Who may and who may not: what a rule means, before any filter is made of it. Ranges that cannot be read are not in the sets, but
 * in `unreadable`: they are reported, never dropped.
 */
export interface AccessLists {
  /** Undefined: everybody who is not denied. */
  readonly allow?: IpSet;
  /** Undefined: nobody. */
  readonly deny?: IpSet;
  /** What the sets are made of, in order. */
  readonly sources: { readonly allow: readonly LabeledRange[]; readonly deny: readonly LabeledRange[] };
  readonly unreadable: readonly LabeledRange[];
}

/** Origin of the ranges that the rule itself lists. */
export const ruleOrigin = 'rule';

/** The lists that a rule stands for: its action in any letter case, always-allowed ranges with every allow-list. */
export function accessLists(situation: Situation, rule: AccessRule): AccessLists {
  const own = rule.cidrs.map(cidr => ({ cidr, origin: ruleOrigin }));
  const denies = rule.action.toUpperCase() === 'DENY';
  return denies ? listsOf({ allow: [], deny: own }) : listsOf({ allow: own, deny: [] }, alwaysAllowed(situation).list);
}

/** The lists that the extension makes of a rule: an allow-list in another letter case goes without the always-allowed ranges. */
export function upstreamLists(situation: Situation, rule: AccessRule): AccessLists {
  const lists = accessLists(situation, rule);
  if (lists.allow === undefined || rule.action === 'ALLOW') return lists;
  return listsOf({ allow: lists.sources.allow.filter(({ origin }) => origin === ruleOrigin), deny: [] });
}

/** The lists of labeled ranges. Always-allowed ranges count only where there is an allow-list at all. */
export function listsOf(
  { allow, deny }: { readonly allow: readonly LabeledRange[]; readonly deny: readonly LabeledRange[] },
  always: readonly LabeledRange[] = [],
): AccessLists {
  const allowed = allow.length > 0 ? [...allow, ...always] : [];
  return {
    ...(allow.length > 0 && { allow: addressesOf(allowed) }),
    ...(deny.length > 0 && { deny: addressesOf(deny) }),
    sources: { allow: allowed, deny },
    unreadable: [...allowed, ...deny].filter(({ cidr }) => readCidr(cidr) === undefined),
  };
}

/** The addresses that lists let in. */
export function admitted({ allow, deny }: AccessLists): IpSet {
  const allowed = allow ?? IpSet.empty.complement();
  return deny === undefined ? allowed : allowed.subtract(deny);
}

/** The union of the ranges that can be read. */
export function addressesOf(ranges: readonly LabeledRange[]): IpSet {
  return IpSet.of(
    ranges.flatMap(({ cidr }) => {
      const read = readCidr(cidr);
      return read === undefined ? [] : [read.network];
    }),
  );
}

import type { IpSet } from '../../core/ip-set';
import { admitted } from '../access-lists';
import type { AccessRow } from '../access-table';
import { everyAddress } from '../evaluate/pass-set';
import type { Analysis } from '../lints/analysis';
import { foreseenObjects } from '../outcome';

/**
 * What tells who gets in: `filters`, those of the tree and those that the extension will make; `rule`, where the extension makes none
 * today although its rule is fine; `nothing`, where the rule is refused, or nobody knows the seed that the filters are on.
 */
export type Evidence = 'filters' | 'rule' | 'nothing';

/** What tells who gets in to a shoot. */
export function evidenceOf({ situation, delivery, rule, seedKnown, guarded }: Analysis): Evidence {
  if (delivery === 'gitops') return guarded === true && !seedKnown ? 'nothing' : 'filters';
  if (situation.entry.disabled) return 'filters';
  if (rule === undefined) return 'nothing';
  return foreseenObjects(situation).length > 0 ? 'filters' : 'rule';
}

/** The action of an enabled entry, even where the rest of its rule is broken. */
export function actionOf({ delivery, situation, decoded }: Analysis): string | undefined {
  if (delivery !== 'extension' || situation.entry.disabled) return undefined;
  const action = decoded.rule?.action.toUpperCase();
  return action === 'ALLOW' || action === 'DENY' ? action : undefined;
}

/** A table of one row: what the rule lets in, wherever its filters will stand. */
export function ruleTable(analysis: Analysis): readonly AccessRow[] {
  const set = admittedBy(analysis);
  const gateway = { namespace: '', labels: {} };
  return [
    {
      path: {
        kind: 'api',
        name: 'the API server',
        chain: { gateway, listener: '', entry: 'sni', serverNames: [] },
        request: { sni: null, headers: {} },
        certain: true,
      },
      placements: [],
      admitted: set,
      state: set.equals(everyAddress) ? 'open' : 'protected',
      by: [],
      unclear: [],
    },
  ];
}

/** Filters that are there count without a rule, on whichever way they stand; a rule that is switched off does not. */
function admittedBy({ delivery, situation, lists, table }: Analysis): IpSet {
  if (delivery === 'gitops') return table.find(({ state }) => state === 'protected')?.admitted ?? everyAddress;
  return lists === undefined || situation.entry.disabled ? everyAddress : admitted(lists);
}

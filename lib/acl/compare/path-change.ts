import type { IpSet } from '../../core/ip-set';
import type { AccessRow } from '../access-table';
import { everyAddress } from '../evaluate/pass-set';

/** One way in, and what a change of the tree does to it. */
export interface PathChange {
  /** As the table of the new tree calls it. */
  readonly name: string;
  /** Addresses that got through, and that get through from now on. */
  readonly was: IpSet;
  readonly is: IpSet;
  readonly lost: IpSet;
  readonly gained: IpSet;
  /** `namespace/name` of the EnvoyFilters that refused or refuse somebody, sorted. */
  readonly by: readonly string[];
}

/** The ways in of one shoot in both trees. */
export interface TableChange {
  /** Ways that exist in both trees, in the order of the new one, whether they change or not. */
  readonly common: readonly PathChange[];
  /** Ways that did not exist before. */
  readonly added: readonly AccessRow[];
  /** Ways on which a filter that could not be judged comes, goes or changes. */
  readonly unjudged: readonly AccessRow[];
}

/** Lays the access tables of two trees over each other. */
export function compareTables(before: readonly AccessRow[], after: readonly AccessRow[]): TableChange {
  const twins = pairUp(before, after);
  const common: PathChange[] = [];
  const [added, unjudged]: [AccessRow[], AccessRow[]] = [[], []];
  for (const row of after) {
    const twin = twins.get(row);
    if (twin === undefined) added.push(row);
    else if (unclearPart(twin) !== unclearPart(row)) unjudged.push(row);
    else common.push(changeOf(twin, row));
  }
  return { common, added, unjudged };
}

/** Did or does a filter refuse anybody on this way? */
export function isGuarded({ was, is }: PathChange): boolean {
  return !isOpen(was) || !isOpen(is);
}

/** Does everybody get through? */
export function isOpen(set: IpSet): boolean {
  return set === everyAddress || set.equals(everyAddress);
}

/** Name of a way in; one that may not exist says so. */
export function nameOf({ path }: AccessRow): string {
  return path.certain ? path.name : `${path.name} (if it exists)`;
}

function changeOf(twin: AccessRow, row: AccessRow): PathChange {
  const [was, is] = [twin.admitted, row.admitted];
  return {
    name: nameOf(row),
    was,
    is,
    lost: was.subtract(is),
    gained: is.subtract(was),
    by: [...new Set([...twin.by, ...row.by])].sort(),
  };
}

/** What makes two ways the same one, the surest sign first: hosts and gateways change with domains and seeds, their purpose does not. */
const signs: readonly ((row: AccessRow) => string)[] = [
  ({ path: { name, chain } }) => JSON.stringify([name, chain.gateway.namespace, chain.listener]),
  ({ path: { name } }) => name,
  ({ path: { kind, name, chain } }) => {
    if (chain.entry === 'http') return `${kind}${chain.listener.slice(chain.listener.lastIndexOf('_'))}`;
    return kind === 'observability' ? `${kind} ${name.slice(0, name.indexOf('-'))}` : kind;
  },
];

/** The row of the old table for each one of the new, where exactly one fits. */
function pairUp(before: readonly AccessRow[], after: readonly AccessRow[]): ReadonlyMap<AccessRow, AccessRow> {
  const twins = new Map<AccessRow, AccessRow>();
  const taken = new Set<AccessRow>();
  for (const sign of signs) {
    const left = uniqueBy(
      before.filter(row => !taken.has(row)),
      sign,
    );
    const open = uniqueBy(
      after.filter(row => !twins.has(row)),
      sign,
    );
    for (const [key, row] of open) {
      const twin = left.get(key);
      if (twin === undefined) continue;
      twins.set(row, twin);
      taken.add(twin);
    }
  }
  return twins;
}

/** The rows that no other one resembles. */
function uniqueBy(rows: readonly AccessRow[], sign: (row: AccessRow) => string): ReadonlyMap<string, AccessRow> {
  const unique = new Map<string, AccessRow>();
  const repeated = new Set<string>();
  for (const row of rows) {
    const key = sign(row);
    if (unique.has(key)) repeated.add(key);
    else unique.set(key, row);
  }
  for (const key of repeated) unique.delete(key);
  return unique;
}

/** The filters of a way that could not be judged: as long as they stay the same, the others tell who gains and who loses. */
function unclearPart({ unclear, placements }: AccessRow): string {
  if (unclear.length === 0) return '';
  const filters = placements.flatMap(placement => placement.filters).filter(({ object }) => unclear.includes(object));
  return JSON.stringify([unclear, filters.map(({ rbac }) => rbac.rules)]);
}

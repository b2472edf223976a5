import type { Report } from '../../rules/report';
import type { AccessRow } from '../access-table';
import type { FilterIndex } from '../evaluate/filter-index';
import { passSet } from '../evaluate/pass-set';
import { shadowsOf } from '../evaluate/shadow';
import { describeWays } from './describe';
import { isOpen, nameOf } from './path-change';
import { changeRules } from './rules';

/** The ways in of one tree, and the filters that stand in them. */
export interface DryRunSide {
  readonly table: readonly AccessRow[];
  readonly filters: FilterIndex;
}

/** What was only counted is refused from now on, or the other way round. */
export function reportDryRun(report: Report, path: string, before: DryRunSide, after: DryRunSide): void {
  const all = after.table.map(nameOf);
  const add = (ways: readonly string[], message: string): void => {
    if (ways.length === 0) return;
    report.add(changeRules['ACL-DRY-RUN'], path, { message: `${message}, ${describeWays(ways, all, [])}` });
  };
  const [enforcedBefore, enforcedAfter] = [enforced(before), enforced(after)];
  const ends = rehearsed(before).filter(name => enforcedAfter.has(name) && !enforcedBefore.has(name));
  const begins = rehearsed(after).filter(name => enforcedBefore.has(name) && !enforcedAfter.has(name));
  add(ends, 'the dry run ends: who was only counted is refused from now on');
  add(begins, 'a dry run begins: the filters count and refuse nobody');
}

/** Ways on which a dry run would refuse somebody. */
function rehearsed({ table, filters }: DryRunSide): string[] {
  const rows = table.filter(({ path }) => {
    const { addresses } = passSet(shadowsOf(filters.place(path.chain)), path.request);
    return !isOpen(addresses);
  });
  return rows.map(nameOf);
}

function enforced({ table }: DryRunSide): ReadonlySet<string> {
  return new Set(table.filter(({ admitted }) => !isOpen(admitted)).map(nameOf));
}

import type { IpSet } from '../core/ip-set';
import { entryPaths, type EntryPath } from './entry-paths';
import type { Client } from './evaluate/connection';
import { decide, type Decision } from './evaluate/evaluate';
import type { FilterIndex } from './evaluate/filter-index';
import { everyAddress, passSet, placementFor } from './evaluate/pass-set';
import type { Placement } from './evaluate/placement';
import type { Situation } from './situation';

/** One way in and what stands in it. */
export interface AccessRow {
  readonly path: EntryPath;
  /** The filters of the chain that this way may meet, by the index that they come from. */
  readonly placements: readonly Placement[];
  /** Addresses that get through. */
  readonly admitted: IpSet;
  /** `protected`: somebody is refused. `unclear`: a filter could not be judged. */
  readonly state: 'protected' | 'open' | 'unclear';
  /** `namespace/name` of the EnvoyFilters that refuse somebody, or that could not be judged. */
  readonly by: readonly string[];
  /** `namespace/name` of those that could not be judged, whether others refuse somebody or not. */
  readonly unclear: readonly string[];
}

/** Every way to a shoot, and which filters of the seed protect it. */
export function accessTable(situation: Situation, ...filters: readonly FilterIndex[]): AccessRow[] {
  return tableOf(entryPaths(situation), filters);
}

/** What stands in ways in that are already known. */
export function tableOf(paths: readonly EntryPath[], filters: readonly FilterIndex[]): AccessRow[] {
  return paths.map(path => {
    const placements = filters.map(index => index.place(path.chain));
    const sets = placements.map(placement => passSet(placement, path.request));
    const admitted = sets.reduce(
      (all, { addresses }) => (addresses === everyAddress ? all : all.intersect(addresses)),
      everyAddress,
    );
    const guarded = !admitted.equals(everyAddress);
    const unclear = sets.flatMap(set => set.unclear);
    return {
      path,
      placements: placements.map(placement => placementFor(placement, path.request)),
      admitted,
      state: guarded ? 'protected' : unclear.length > 0 ? 'unclear' : 'open',
      by: guarded ? sets.flatMap(set => set.by).sort() : unclear,
      unclear,
    };
  });
}

/** What becomes of a client on one way in. */
export function tryClient({ path, placements }: AccessRow, client: Client): Decision {
  const placement: Placement = {
    filters: placements.flatMap(({ filters }) => filters),
    unclear: placements.flatMap(({ unclear }) => unclear),
  };
  return decide(placement, { ...client, ...path.request });
}

/** What becomes of the clients of a range that connect directly. */
export interface RangeDecision extends Pick<Decision, 'deniedBy' | 'unclear'> {
  /** PART: some are let in, and some are denied. */
  readonly verdict: Decision['verdict'] | 'PART';
  /** Those that are denied. */
  readonly denied: IpSet;
}

/** What becomes of all clients of a range on one way in, without trying each of them. */
export function tryRange({ path, placements, admitted, unclear }: AccessRow, range: IpSet): RangeDecision {
  const denied = range.subtract(admitted);
  const filters = placements.flatMap(placement => placement.filters);
  const refusing = filters.filter(filter => {
    const { addresses } = passSet({ filters: [filter], unclear: [] }, path.request);
    return !addresses.contains(range);
  });
  const deniedBy = [...new Set(refusing.map(({ object }) => object))].sort();
  return { verdict: verdictOf(range, { denied, isClear: unclear.length === 0 }), denied, deniedBy, unclear };
}

function verdictOf(
  range: IpSet,
  { denied, isClear }: { readonly denied: IpSet; readonly isClear: boolean },
): RangeDecision['verdict'] {
  if (denied.isEmpty()) return isClear ? 'ALLOW' : 'UNKNOWN';
  return denied.equals(range) ? 'DENY' : 'PART';
}

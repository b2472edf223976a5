import type { IpSet } from '../core/ip-set';
import { entryPaths, type EntryPath } from './entry-paths';
import { decide, type Decision } from './evaluate/evaluate';
import type { Client } from './evaluate/connection';
import { everyAddress, passSet } from './evaluate/pass-set';
import type { FilterIndex } from './evaluate/filter-index';
import type { Placement } from './evaluate/placement';
import type { Situation } from './situation';

/** One way in and what stands in it. */
export interface AccessRow {
  readonly path: EntryPath;
  readonly placement: Placement;
  /** Addresses that get through. */
  readonly admitted: IpSet;
  /** `protected`: somebody is refused. `unclear`: a filter could not be judged. */
  readonly state: 'protected' | 'open' | 'unclear';
  /** `namespace/name` of the EnvoyFilters that refuse somebody, or that could not be judged. */
  readonly by: readonly string[];
}

/** Every way to a shoot, and which filters of the seed protect it. */
export function accessTable(situation: Situation, ...filters: readonly FilterIndex[]): AccessRow[] {
  return entryPaths(situation).map(path => {
    const placement = joined(filters.map(index => index.place(path.chain)));
    const { addresses, by, unclear } = passSet(placement, path.request);
    const guarded = by.length > 0 && !addresses.equals(everyAddress);
    return {
      path,
      placement,
      admitted: addresses,
      state: guarded ? 'protected' : unclear.length > 0 ? 'unclear' : 'open',
      by: guarded ? by : unclear,
    };
  });
}

/** Mostly all filters come from one place. */
function joined(places: readonly Placement[]): Placement {
  const filled = places.filter(place => place.filters.length > 0 || place.unclear.length > 0);
  if (filled.length === 1 && filled[0] !== undefined) return filled[0];
  return {
    filters: filled.flatMap(place => place.filters),
    unclear: filled.flatMap(place => place.unclear),
  };
}

/** What becomes of a client on one way in. */
export function tryClient({ path, placement }: AccessRow, client: Client): Decision {
  return decide(placement, { ...client, ...path.request });
}

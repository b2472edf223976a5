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
  /** `namespace/name` of the EnvoyFilters in the chain. */
  readonly by: readonly string[];
}

/** Every way to a shoot, and which filters of the seed protect it. */
export function accessTable(situation: Situation, ...filters: readonly FilterIndex[]): AccessRow[] {
  return entryPaths(situation).map(path => {
    const places = filters.map(index => index.place(path.chain));
    const placement: Placement = {
      filters: places.flatMap(place => place.filters),
      unclear: places.flatMap(place => place.unclear),
    };
    const { addresses, unclear } = passSet(placement, path.request);
    const guarded = !addresses.equals(everyAddress);
    return {
      path,
      placement,
      admitted: addresses,
      state: guarded ? 'protected' : unclear.length > 0 ? 'unclear' : 'open',
      by: [...new Set(placement.filters.map(({ object }) => object))].sort(),
    };
  });
}

/** What becomes of a client on one way in. */
export function tryClient({ path, placement }: AccessRow, client: Client): Decision {
  return decide(placement, { ...client, ...path.request });
}

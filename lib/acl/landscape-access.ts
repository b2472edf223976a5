import { Construct } from 'constructs';
import { type Landscape } from '../landscape/landscape';
import type { View } from '../rules/view';
import { emitFilters } from './emit-filters';
import { FilterIndex } from './evaluate/filter-index';
import { renderAggregated, type AggregatedShoot } from './hardened/aggregate';

/** What one access control adds to the objects that shoots share. */
export interface SharedPart {
  /** Name of the shoot's seed; undefined while only the scheduler knows it. */
  readonly seed: string | undefined;
  readonly shoot: AggregatedShoot;
  /** Called with all filters of the seed that shoots share. */
  conclude(filters: FilterIndex): void;
}

const id = 'access-controls';

/**
 * All access controls of a landscape. They are completed together: the tree is looked at once for all of them, and shoots can share the
 * objects of a gateway.
 */
export class LandscapeAccess extends Construct {
  /** The one of a landscape; made when the first access control asks for it. */
  static of(landscape: Landscape): LandscapeAccess {
    const existing = landscape.node.tryFindChild(id);
    return existing instanceof LandscapeAccess ? existing : new LandscapeAccess(landscape, id);
  }

  private readonly members: ((view: View) => SharedPart | undefined)[] = [];

  private constructor(landscape: Landscape, id: string) {
    super(landscape, id);
    landscape.whenComplete(view => this.complete(view));
  }

  /** Adds an access control, which is called when the tree is complete; it returns what it shares with others. */
  join(complete: (view: View) => SharedPart | undefined): void {
    this.members.push(complete);
  }

  private complete(view: View): void {
    const bySeed = new Map<string | undefined, SharedPart[]>();
    for (const part of this.members.flatMap(member => member(view) ?? [])) {
      const parts = bySeed.get(part.seed) ?? [];
      parts.push(part);
      bySeed.set(part.seed, parts);
    }
    for (const [seed, parts] of bySeed) {
      const objects = renderAggregated(parts.map(({ shoot }) => shoot));
      if (seed !== undefined) emitFilters(this, objects, { seed, file: 'gateways' });
      const filters = new FilterIndex(objects);
      for (const part of parts) part.conclude(filters);
    }
  }
}

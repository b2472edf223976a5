import type { KubernetesObject } from '../../core/object';
import type { Client, Connection, Request } from './connection';
import { FilterIndex } from './filter-index';
import type { Placement } from './placement';
import { prepare } from './permission';
import { clientAddresses } from './range';
import { passes } from './rbac';

/** What becomes of one connection. */
export interface Decision {
  /** UNKNOWN: a filter of the chain uses something that this evaluator does not know, and no other filter denies. */
  readonly verdict: 'ALLOW' | 'DENY' | 'UNKNOWN';
  /** `namespace/name` of every EnvoyFilter with an RBAC filter in the chain, sorted; all are asked, no short circuit. */
  readonly evaluated: readonly string[];
  /** Those that deny, sorted. */
  readonly deniedBy: readonly string[];
  /** Those that could not be judged, sorted. */
  readonly unclear: readonly string[];
}

/** Decides one connection by all EnvoyFilters of a tree, as the gateway would. Index them first to ask several times. */
export function evaluate(objects: Iterable<KubernetesObject> | FilterIndex, connection: Connection): Decision {
  const index = objects instanceof FilterIndex ? objects : new FilterIndex(objects);
  return decide(index.place(connection), connection);
}

/** The same for filters that were looked up once: many clients against one chain. */
export function decide({ filters, unclear: unclearPatches }: Placement, connection: Client & Request): Decision {
  const subject = { addresses: clientAddresses(connection), request: prepare(connection) };
  const deniedBy = new Set<string>();
  const unclear = new Set(unclearPatches);
  for (const { object, rbac } of filters) {
    const passed = passes(rbac.rules, subject);
    if (passed === undefined) unclear.add(object);
    else if (!passed) deniedBy.add(object);
  }
  const undecided = unclear.size > 0 ? 'UNKNOWN' : 'ALLOW';
  return {
    verdict: deniedBy.size > 0 ? 'DENY' : undecided,
    evaluated: sorted(filters.map(({ object }) => object)),
    deniedBy: sorted(deniedBy),
    unclear: sorted(unclear),
  };
}

function sorted(names: Iterable<string>): string[] {
  return [...new Set(names)].sort();
}

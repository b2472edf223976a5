import { IpSet } from '../../core/ip-set';
import { isMap } from '../../core/plain-map';
import type { Request } from './connection';
import { nested, only, permits, prepare, type PreparedRequest } from './permission';
import type { Placement } from './placement';
import { spanOf } from './range';
import { RelevantFilters } from './relevant-filters';
import { actionOf, isConditional, policiesOf } from './rbac';
import { listOf, type Json } from './rbac-config';

/** All client addresses that pass a chain with one request, told without trying them. */
export interface PassSet {
  readonly addresses: IpSet;
  /** `namespace/name` of the EnvoyFilters that refuse anybody, sorted. */
  readonly by: readonly string[];
  /** Those that could not be judged, sorted; their effect is left out. */
  readonly unclear: readonly string[];
}

/** Every address of both families. */
export const everyAddress: IpSet = IpSet.empty.complement();

/**
 * The addresses from which a request passes all filters of a chain. No PROXY header is involved, so that all kinds of principals look
 * at the same address.
 */
export function passSet(placement: Placement, request: Request): PassSet {
  let addresses = everyAddress;
  const by = new Set<string>();
  const unknown = new Set(placement.unclear);
  const prepared = prepare(request);
  for (const { object, rbac } of relevantFilters(placement).for(prepared)) {
    const passing = passingFilter(rbac.rules, prepared);
    if (passing === everyAddress) continue;
    if (passing === undefined) unknown.add(object);
    else {
      by.add(object);
      addresses = addresses.intersect(passing);
    }
  }
  return { addresses, by: [...by].sort(), unclear: [...unknown].sort() };
}

/** The filters of a chain that may refuse somebody who sends this request: on a chain of many shoots few of them. */
export function placementFor(placement: Placement, request: Request): Placement {
  return { filters: [...relevantFilters(placement).for(prepare(request))], unclear: placement.unclear };
}

const relevant = new WeakMap<Placement, RelevantFilters>();

function relevantFilters(placement: Placement): RelevantFilters {
  const known = relevant.get(placement);
  if (known !== undefined) return known;
  const silent = prepare({ sni: null, headers: {} });
  const made = new RelevantFilters(placement.filters, ({ rbac }) => passingFilter(rbac.rules, silent) === everyAddress);
  relevant.set(placement, made);
  return made;
}

/** The very set {@link everyAddress} when nobody is refused. */
function passingFilter(rules: Json | undefined, request: PreparedRequest): IpSet | undefined {
  if (rules === undefined) return everyAddress;
  const action = actionOf(rules);
  if (action === undefined || action === 'LOG') return action && everyAddress;
  const matched = matchingPolicies(rules, request);
  if (action === 'ALLOW') return matched;
  return matched === IpSet.empty ? everyAddress : matched?.complement();
}

function matchingPolicies(rules: Json, request: PreparedRequest): IpSet | undefined {
  const matched: (IpSet | undefined)[] = [];
  for (const policy of policiesOf(rules)) {
    if (!isMap(policy) || isConditional(policy)) return undefined;
    const permitted = permits(policy, request);
    if (permitted !== false) matched.push(permitted === true ? principalsOf(policy) : undefined);
  }
  return unionOf(matched);
}

/** The addresses of a policy do not depend on the request: reckoned once. */
function principalsOf(policy: Json): IpSet | undefined {
  const known = reckoned.get(policy);
  if (known !== undefined) return known;
  const addresses = unionOf(listOf(policy['principals']).map(matchingPrincipal));
  if (addresses !== undefined) reckoned.set(policy, addresses);
  return addresses;
}

const reckoned = new WeakMap<Json, IpSet>();

function matchingPrincipal(principal: unknown): IpSet | undefined {
  const rule = only(principal);
  if (rule === undefined) return undefined;
  const [kind, value] = rule;
  switch (kind) {
    case 'any':
      return value === true ? everyAddress : IpSet.empty;
    case 'remote_ip':
    case 'source_ip':
    case 'direct_remote_ip': {
      const span = spanOf(value);
      return span && IpSet.of([span]);
    }
    case 'not_id':
      return matchingPrincipal(value)?.complement();
    case 'or_ids':
      return unionOf(nested(value, 'ids').map(matchingPrincipal));
    case 'and_ids':
      return unionOf(nested(value, 'ids').map(id => matchingPrincipal(id)?.complement()))?.complement();
    default:
      return undefined;
  }
}

/** The very sets {@link everyAddress} and `IpSet.empty` where they are meant. */
function unionOf(sets: readonly (IpSet | undefined)[]): IpSet | undefined {
  const known = sets.filter(set => set !== undefined);
  if (known.length < sets.length) return undefined;
  const filled = known.filter(set => set !== IpSet.empty);
  if (filled.length <= 1) return filled[0] ?? IpSet.empty;
  const union = IpSet.of(filled.flatMap(set => set.ranges()));
  return union.equals(everyAddress) ? everyAddress : union;
}

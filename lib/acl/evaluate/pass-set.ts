import { IpSet } from '../../core/ip-set';
import type { Request } from './connection';
import type { Placement } from './placement';
import { spanOf } from './range';
import { nested, only, permissionMatches } from './rbac';
import { isMap, listOf, type Json } from './rbac-config';

/** All client addresses that pass a chain with one request, told without trying them. */
export interface PassSet {
  readonly addresses: IpSet;
  /** EnvoyFilters that could not be judged; their effect is left out. */
  readonly unclear: readonly string[];
}

/** Every address of both families. */
export const everyAddress: IpSet = IpSet.empty.complement();

/**
 * The addresses from which a request passes all filters of a chain. No PROXY header is involved, so that all kinds of principals look
 * at the same address.
 */
export function passSet({ filters, unclear }: Placement, request: Request): PassSet {
  let addresses = everyAddress;
  const unknown = new Set(unclear);
  for (const { object, rbac } of filters) {
    const passing = passingFilter(rbac.rules, request);
    if (passing === undefined) unknown.add(object);
    else if (passing !== everyAddress) addresses = addresses.intersect(passing);
  }
  return { addresses, unclear: [...unknown].sort() };
}

function passingFilter(rules: Json | undefined, request: Request): IpSet | undefined {
  if (rules === undefined) return everyAddress;
  const policies = isMap(rules['policies']) ? Object.values(rules['policies']) : [];
  const matched = unionOf(policies.map(policy => matchingPolicy(policy, request)));
  switch (rules['action'] ?? 'ALLOW') {
    case 'ALLOW':
    case 0:
      return matched;
    case 'DENY':
    case 1:
      return matched === IpSet.empty ? everyAddress : matched?.complement();
    case 'LOG':
    case 2:
      return everyAddress;
    default:
      return undefined;
  }
}

function matchingPolicy(policy: unknown, request: Request): IpSet | undefined {
  if (!isMap(policy) || policy['condition'] !== undefined || policy['checked_condition'] !== undefined)
    return undefined;
  const permissions = listOf(policy['permissions']).map(permission => permissionMatches(permission, request));
  if (permissions.includes(true)) return principalsOf(policy);
  return permissions.includes(undefined) ? undefined : IpSet.empty;
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

function unionOf(sets: readonly (IpSet | undefined)[]): IpSet | undefined {
  const known = sets.filter(set => set !== undefined);
  if (known.length < sets.length) return undefined;
  const filled = known.filter(set => set !== IpSet.empty);
  if (filled.length <= 1) return filled[0] ?? IpSet.empty;
  const union = IpSet.of(filled.flatMap(set => set.ranges()));
  return union.equals(everyAddress) ? everyAddress : union;
}

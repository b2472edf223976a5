import { all, any, not, type Truth } from './logic';
import { isMap, listOf, type Json } from './rbac-config';
import { matchesHeader, matchesText } from './text-match';
import { rangeContains, type ClientAddresses } from './range';
import type { Request } from './connection';

/** What an RBAC filter sees of a connection. */
export interface Subject {
  readonly addresses: ClientAddresses;
  readonly request: Request;
}

/**
 * Does the connection pass this filter? ALLOW passes when a policy matches, DENY when none does; without rules everything passes.
 * Undefined when it depends on something that this evaluator does not know. Source: envoy:source/extensions/filters/common/rbac.
 */
export function passes(rules: Json | undefined, subject: Subject): Truth {
  return passesWith(rules, policy => policyMatches(policy, subject));
}

/** The same over any way of matching a policy. */
export function passesWith(rules: Json | undefined, matches: (policy: unknown) => Truth): Truth {
  if (rules === undefined) return true;
  const policies = isMap(rules['policies']) ? Object.values(rules['policies']) : [];
  const matched = any(policies.map(matches));
  switch (rules['action'] ?? 'ALLOW') {
    case 'ALLOW':
    case 0:
      return matched;
    case 'DENY':
    case 1:
      return not(matched);
    case 'LOG':
    case 2:
      return true;
    default:
      return undefined;
  }
}

function policyMatches(policy: unknown, { addresses, request }: Subject): Truth {
  if (!isMap(policy) || policy['condition'] !== undefined || policy['checked_condition'] !== undefined)
    return undefined;
  return all([
    any(listOf(policy['permissions']).map(permission => permissionMatches(permission, request))),
    any(listOf(policy['principals']).map(principal => principalMatches(principal, addresses, request))),
  ]);
}

/** Does a permission match a request? It does not depend on the client. */
export function permissionMatches(permission: unknown, request: Request): Truth {
  const rule = only(permission);
  if (rule === undefined) return undefined;
  const [kind, value] = rule;
  const inner = (entry: unknown): Truth => permissionMatches(entry, request);
  switch (kind) {
    case 'any':
      return value === true;
    case 'header':
      return isMap(value) ? matchesHeader(value, request.headers) : undefined;
    case 'requested_server_name':
      return matchesText(value, request.sni?.toLowerCase() ?? '');
    case 'not_rule':
      return not(inner(value));
    case 'or_rules':
      return any(nested(value, 'rules').map(inner));
    case 'and_rules':
      return all(nested(value, 'rules').map(inner));
    default:
      return undefined;
  }
}

function principalMatches(principal: unknown, addresses: ClientAddresses, request: Request): Truth {
  const rule = only(principal);
  if (rule === undefined) return undefined;
  const [kind, value] = rule;
  const inner = (entry: unknown): Truth => principalMatches(entry, addresses, request);
  switch (kind) {
    case 'any':
      return value === true;
    case 'remote_ip':
    case 'source_ip':
      return rangeContains(value, addresses.remote);
    case 'direct_remote_ip':
      return rangeContains(value, addresses.direct);
    case 'header':
      return isMap(value) ? matchesHeader(value, request.headers) : undefined;
    case 'not_id':
      return not(inner(value));
    case 'or_ids':
      return any(nested(value, 'ids').map(inner));
    case 'and_ids':
      return all(nested(value, 'ids').map(inner));
    default:
      return undefined;
  }
}

/** Permissions and principals are one-of messages: exactly one key. */
export function only(message: unknown): readonly [string, unknown] | undefined {
  const entries = isMap(message) ? Object.entries(message) : [];
  return entries.length === 1 ? entries[0] : undefined;
}

/** The list inside `or_rules`, `and_rules`, `or_ids` and `and_ids`. */
export function nested(value: unknown, key: 'rules' | 'ids'): readonly unknown[] {
  return listOf(isMap(value) ? value[key] : undefined);
}

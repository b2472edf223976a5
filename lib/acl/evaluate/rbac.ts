import { isMap } from '../../core/plain-map';
import { all, any, not, type Truth } from './logic';
import { nested, only, permits, type PreparedRequest } from './permission';
import { rangeContains, type ClientAddresses } from './range';
import { listOf, type Json } from './rbac-config';
import { headerMatch } from './text-match';

/** What an RBAC filter sees of a connection. */
export interface Subject {
  readonly addresses: ClientAddresses;
  readonly request: PreparedRequest;
}

/** What a filter does with what its policies match. */
export type RbacAction = 'ALLOW' | 'DENY' | 'LOG' | undefined;

/** The action of a filter, by name or by number; undefined for one that Envoy does not have. */
export function actionOf(rules: Json): RbacAction {
  const action = rules['action'] ?? 'ALLOW';
  return actions.find((name, number) => action === name || action === number);
}

const actions = ['ALLOW', 'DENY', 'LOG'] as const;

/** The policies of a filter; their names do not matter. */
export function policiesOf(rules: Json): readonly unknown[] {
  return isMap(rules['policies']) ? Object.values(rules['policies']) : [];
}

/** A condition is written in a language that is not evaluated here. */
export function isConditional(policy: Json): boolean {
  return policy['condition'] !== undefined || policy['checked_condition'] !== undefined;
}

/**
 * Does the connection pass this filter? ALLOW passes when a policy matches, DENY when none does; without rules everything passes.
 * Undefined when it depends on something that this evaluator does not know. Source: envoy:source/extensions/filters/common/rbac.
 */
export function passes(rules: Json | undefined, subject: Subject): Truth {
  if (rules === undefined) return true;
  const action = actionOf(rules);
  if (action === undefined || action === 'LOG') return action && true;
  const matched = any(policiesOf(rules).map(policy => policyMatches(policy, subject)));
  return action === 'ALLOW' ? matched : not(matched);
}

function policyMatches(policy: unknown, { addresses, request }: Subject): Truth {
  if (!isMap(policy) || isConditional(policy)) return undefined;
  const permitted = permits(policy, request);
  if (permitted === false) return false; // most policies of a filter that many shoots share are about others
  return all([
    permitted,
    any(listOf(policy['principals']).map(principal => principalMatches(principal, addresses, request))),
  ]);
}

function principalMatches(principal: unknown, addresses: ClientAddresses, request: PreparedRequest): Truth {
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
      return isMap(value) ? headerMatch(value)(request.headers) : undefined;
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

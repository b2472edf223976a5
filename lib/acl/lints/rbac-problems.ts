import { formatIpAddress, isMapped, parseIpAddress, unmapped } from '../../core/ip';
import { isMap } from '../../core/plain-map';
import { listOf, readRbac, type Json } from '../evaluate/rbac-config';
import { only } from '../evaluate/permission';
import { lengthOf } from '../evaluate/range';
import { actionOf } from '../evaluate/rbac';

/** What is wrong with an RBAC filter. */
export interface RbacProblem {
  /** `refused`: Envoy does not take it. `range`: it means other addresses than it seems to. */
  readonly kind: 'refused' | 'range';
  /** Path below the filter's configuration. */
  readonly path: string;
  readonly message: string;
  readonly value?: unknown;
}

const lists = new Map([
  ['or_ids', 'ids'],
  ['and_ids', 'ids'],
  ['or_rules', 'rules'],
  ['and_rules', 'rules'],
]);

const addressKinds = new Set(['remote_ip', 'source_ip', 'direct_remote_ip']);

/**
 * What Envoy's own validation would refuse in an RBAC filter, and ranges that mean something else than they say. Paths use the field
 * names of protobuf.
 */
export function rbacProblems(value: unknown): RbacProblem[] {
  const rbac = readRbac(value);
  if (rbac === undefined) return [];
  return [...statPrefixProblems(value, rbac.flavor), ...actionProblems(rbac.rules), ...policyProblems(rbac.rules)];
}

function statPrefixProblems(value: unknown, flavor: 'network' | 'http'): RbacProblem[] {
  const config = isMap(value) ? (value['typed_config'] ?? value['typedConfig']) : undefined;
  const hasPrefix = isMap(config) && ('stat_prefix' in config || 'statPrefix' in config || 'value' in config);
  if (flavor === 'http' || hasPrefix) return [];
  return [{ kind: 'refused', path: '.stat_prefix', message: 'a network RBAC filter needs a stat_prefix' }];
}

function actionProblems(rules: Json | undefined): RbacProblem[] {
  if (rules === undefined || actionOf(rules) !== undefined) return [];
  const message = 'the action is ALLOW, DENY or LOG, in upper case';
  return [{ ...empty('.rules.action', message), value: rules['action'] }];
}

function policyProblems(rules: Json | undefined): RbacProblem[] {
  const policies = isMap(rules?.['policies']) ? rules['policies'] : {};
  return Object.entries(policies).flatMap(([name, policy]) => {
    const path = `.rules.policies[${name}]`;
    if (!isMap(policy)) return [];
    const mapped = mappedProblems(listOf(policy['principals']), `${path}.principals`);
    const matchers = (['permissions', 'principals'] as const).flatMap(field => {
      const entries = listOf(policy[field]);
      if (entries.length === 0) return [empty(`${path}.${field}`, `a policy needs ${field}`)];
      return entries.flatMap((entry, i) => matcherProblems(entry, `${path}.${field}[${i}]`));
    });
    return [...matchers, ...mapped];
  });
}

function empty(path: string, message: string): RbacProblem {
  return { kind: 'refused', path, message };
}

function matcherProblems(matcher: unknown, path: string): RbacProblem[] {
  const rule = only(matcher);
  if (rule === undefined) return [empty(path, 'exactly one kind of matcher is needed')];
  const [kind, value] = rule;
  if (kind === 'not_id' || kind === 'not_rule') return matcherProblems(value, `${path}.${kind}`);
  const list = lists.get(kind);
  if (list !== undefined) {
    const entries = listOf(isMap(value) ? value[list] : undefined);
    if (entries.length === 0) return [empty(`${path}.${kind}.${list}`, `${kind} must not be empty`)];
    return entries.flatMap((entry, i) => matcherProblems(entry, `${path}.${kind}.${list}[${i}]`));
  }
  return addressKinds.has(kind) ? rangeProblems(value, `${path}.${kind}`) : [];
}

function rangeProblems(range: unknown, path: string): RbacProblem[] {
  const prefix = isMap(range) ? range['address_prefix'] : undefined;
  const length = isMap(range) ? range['prefix_len'] : undefined;
  const address = typeof prefix === 'string' ? parseIpAddress(prefix) : undefined;
  const at = `${path}.address_prefix`;
  if (address === undefined)
    return [{ ...empty(at, 'address_prefix must be an address without a length'), value: prefix }];
  if (length === undefined) {
    const message = 'prefix_len is missing, which is 0: the range is everybody of that address family';
    return [{ kind: 'range', path: `${path}.prefix_len`, message, value: prefix }];
  }
  const bits = lengthOf(length);
  if (bits === undefined) {
    return [{ ...empty(`${path}.prefix_len`, 'prefix_len is a number from 0 to 128'), value: length }];
  }
  if (typeof address.value === 'number' && bits > 32) {
    const message = `an IPv4 length of ${bits} counts as 32: the range is a single address`;
    return [{ kind: 'range', path: `${path}.prefix_len`, message, value: bits }];
  }
  return [];
}

/** Ranges that only mean clients whose IPv4 address is mapped inside a PROXY header, with no twin for IPv4 itself. */
function mappedProblems(principals: readonly unknown[], path: string): RbacProblem[] {
  const prefixes = new Set(principals.flatMap(principal => prefixesIn(principal)));
  return [...prefixes].flatMap((prefix): RbacProblem[] => {
    const address = parseIpAddress(prefix);
    if (address === undefined || typeof address.value !== 'bigint' || !isMapped(address.value)) return [];
    if (prefixes.has(formatIpAddress(unmapped(address)))) return [];
    const message = 'an IPv4-mapped range matches no IPv4 client, only one that is mapped inside a PROXY header';
    return [{ kind: 'range', path, message, value: prefix }];
  });
}

function prefixesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(prefixesIn);
  if (!isMap(value)) return [];
  const own = value['address_prefix'];
  return [...(typeof own === 'string' ? [own] : []), ...Object.values(value).flatMap(prefixesIn)];
}

import { isMap } from '../../core/plain-map';
import type { Request } from './connection';
import { all, any, not, type Truth } from './logic';
import { listOf, type Json } from './rbac-config';
import { headerMatch, textMatch, type HeaderValues } from './text-match';

/** A request as permissions look at it: names in lower case. */
export interface PreparedRequest {
  readonly sni: string;
  readonly headers: HeaderValues;
}

/** Lower-cases what Envoy compares in lower case; done once for all filters of a chain. */
export function prepare({ sni, headers }: Request): PreparedRequest {
  const values = new Map<string, string[]>();
  for (const [name, value] of Object.entries(headers)) {
    const list = values.get(name.toLowerCase()) ?? [];
    list.push(...[value].flat());
    values.set(name.toLowerCase(), list);
  }
  return { sni: sni?.toLowerCase() ?? '', headers: values };
}

type Match = (request: PreparedRequest) => Truth;

const compiled = new WeakMap<Json, Match>();

/** Does any permission of a policy match a request? It does not depend on the client. */
export function permits(policy: Json, request: PreparedRequest): Truth {
  let match = compiled.get(policy);
  if (match === undefined) {
    const permissions = listOf(policy['permissions']).map(compile);
    compiled.set(policy, (match = anyOf(permissions)));
  }
  return match(request);
}

function compile(permission: unknown): Match {
  const rule = only(permission);
  if (rule === undefined) return unknown;
  const [kind, value] = rule;
  switch (kind) {
    case 'any':
      return () => value === true;
    case 'header': {
      const matches = isMap(value) ? headerMatch(value) : undefined;
      return matches === undefined ? unknown : request => matches(request.headers);
    }
    case 'requested_server_name': {
      const matches = textMatch(value);
      return request => matches(request.sni);
    }
    case 'not_rule': {
      const matches = compile(value);
      return request => not(matches(request));
    }
    case 'or_rules':
      return anyOf(nested(value, 'rules').map(compile));
    case 'and_rules': {
      const matches = nested(value, 'rules').map(compile);
      return request => all(matches.map(match => match(request)));
    }
    default:
      return unknown;
  }
}

const unknown: Match = () => undefined;

function anyOf(matches: readonly Match[]): Match {
  if (matches.length === 1 && matches[0] !== undefined) return matches[0];
  return request => any(matches.map(match => match(request)));
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

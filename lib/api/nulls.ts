import { withoutNulls } from '../core/null';

/**
 * The value without the null members of its objects, as the API server reads it: Go takes null for absent, and custom resources
 * lose nulls of fields that are not nullable. Nulls inside lists stay. A value without nulls is returned as it is.
 *
 * Upstream: `kubernetes/apiextensions-apiserver:pkg/apiserver/schema/defaulting/prunenulls.go v0.36`.
 */
export function dropNulls(value: unknown): unknown {
  return withoutNulls(value) === value ? value : drop(value);
}

function drop(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? dropFromList(value) : dropFromMap(value as Readonly<Record<string, unknown>>);
}

function dropFromMap(map: Readonly<Record<string, unknown>>): unknown {
  let result: Record<string, unknown> | undefined;
  for (const name in map) {
    const member = map[name];
    if (typeof member !== 'object') continue;
    const next = drop(member);
    if (next === member && member !== null) continue;
    result ??= { ...map };
    if (next === null) Reflect.deleteProperty(result, name);
    else result[name] = next;
  }
  return result ?? map;
}

function dropFromList(list: readonly unknown[]): unknown {
  let result: unknown[] | undefined;
  for (let position = 0; position < list.length; position++) {
    const next = drop(list[position]);
    if (next === list[position]) continue;
    result ??= [...list];
    result[position] = next;
  }
  return result ?? list;
}

/**
 * The value without the null members of its objects, as the API server reads it: Go takes null for absent, and custom resources
 * lose nulls of fields that are not nullable. Nulls inside lists stay. A value without nulls is returned as it is.
 *
 * Upstream: `kubernetes/apiextensions-apiserver:pkg/apiserver/schema/defaulting/prunenulls.go v0.36`.
 */
export function dropNulls(value: unknown): unknown {
  if (Array.isArray(value)) return dropFromList(value);
  if (typeof value !== 'object' || value === null) return value;
  let changed = false;
  const fields: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    const next = dropNulls(member);
    if (next !== member || member === null) changed = true;
    if (member !== null) fields[name] = next;
  }
  return changed ? fields : value;
}

function dropFromList(list: readonly unknown[]): unknown {
  const next = list.map(dropNulls);
  return next.some((entry, position) => entry !== list[position]) ? next : list;
}

/** What tells the entries of a list apart, in the order in which they are looked for. */
const identities = ['name', 'type'] as const;

/** A part of a value laid over the whole: maps are merged, lists of entries with a name or type by these, null takes a field away. */
export function overlay(whole: unknown, part: unknown): unknown {
  if (Array.isArray(part)) return Array.isArray(whole) ? overlayList(whole, part) : part.map(withoutNull);
  if (!isMap(part)) return part;
  const result: Record<string, unknown> = isMap(whole) ? { ...whole } : {};
  for (const [field, value] of Object.entries(part))
    if (value === null) Reflect.deleteProperty(result, field);
    else result[field] = overlay(result[field], value);
  return result;
}

function overlayList(whole: readonly unknown[], part: readonly unknown[]): unknown {
  const identity = identities.find(field => [...whole, ...part].every(entry => isMap(entry) && field in entry));
  if (identity === undefined || !areDistinct(part, identity)) return part.map(withoutNull);
  const result = [...whole] as Record<string, unknown>[];
  for (const entry of part as readonly Record<string, unknown>[]) {
    const position = result.findIndex(one => one[identity] === entry[identity]);
    if (position < 0) result.push(overlay({}, entry) as Record<string, unknown>);
    else result[position] = overlay(result[position], entry) as Record<string, unknown>;
  }
  return result;
}

/** An empty list, or one that names something twice, is what it is. */
function areDistinct(part: readonly unknown[], identity: string): boolean {
  const names = (part as readonly Record<string, unknown>[]).map(entry => entry[identity]);
  return names.length > 0 && new Set(names).size === names.length;
}

function withoutNull(entry: unknown): unknown {
  return isMap(entry) ? overlay({}, entry) : entry;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

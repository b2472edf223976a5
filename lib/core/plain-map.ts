/** A map of JSON or YAML, as it was read. */
export type PlainMap = Readonly<Record<string, unknown>>;

/** Whether a value is a map: neither a list nor null. */
export function isMap(value: unknown): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

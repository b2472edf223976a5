import type { Finding } from '../core/finding';
import type { KubernetesObject } from '../core/object';
import { segmentsOf, type Segments } from '../core/value-path';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The object as it was meant: unknown fields have the names that their findings suggest, where these are free. The object itself when
 * there is nothing to mend.
 */
export function mended(object: KubernetesObject, findings: readonly Finding[]): KubernetesObject {
  let result: unknown = object;
  for (const { path, meant } of findings) {
    if (meant === undefined) continue;
    const segments = segmentsOf(result, path);
    if (segments !== undefined) result = renamed(result, segments, meant);
  }
  return result as KubernetesObject;
}

/** A copy of a value with one field renamed; order of fields stays. */
function renamed(value: unknown, [first, ...rest]: Segments, name: string): unknown {
  if (first === undefined) return value;
  if (Array.isArray(value))
    return value.map((entry: unknown, position) => (position === first ? renamed(entry, rest, name) : entry));
  const fields = value as Fields;
  if (rest.length === 0 && Object.hasOwn(fields, name)) return value;
  const entries = Object.entries(fields).map(([field, inner]): [string, unknown] => {
    if (field !== first) return [field, inner];
    return rest.length === 0 ? [name, inner] : [field, renamed(inner, rest, name)];
  });
  return Object.fromEntries(entries);
}

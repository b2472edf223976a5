import type { Finding } from '../core/finding';
import type { KubernetesObject } from '../core/object';
import { segmentsOf, type Segments } from '../core/value-path';

type Fields = Readonly<Record<string, unknown>>;

/** A field that was renamed: its path before and after. */
export interface Rename {
  readonly from: string;
  readonly to: string;
}

/** An object as it was meant. */
export interface Mended {
  readonly object: KubernetesObject;
  /** In the order in which they were made; empty when there is nothing to mend. */
  readonly renames: readonly Rename[];
}

/** The object as it was meant: unknown fields have the names that their findings suggest, where these are free. */
export function mended(object: KubernetesObject, findings: readonly Finding[]): Mended {
  const renames: Rename[] = [];
  let result: unknown = object;
  for (const { path, meant } of findings) {
    const segments = meant === undefined ? undefined : segmentsOf(result, path);
    if (meant === undefined || segments === undefined) continue;
    const next = renamed(result, segments, meant);
    if (next === result) continue;
    result = next;
    renames.push({ from: path, to: path.slice(0, path.length - String(segments.at(-1)).length) + meant });
  }
  return { object: result as KubernetesObject, renames };
}

/** Where a path of the object as it was meant stands in the object as it was written. */
export function asWritten(path: string, renames: readonly Rename[]): string {
  return renames.reduceRight((current, { from, to }) => {
    const isBelow = current === to || current.startsWith(`${to}.`) || current.startsWith(`${to}[`);
    return isBelow ? from + current.slice(to.length) : current;
  }, path);
}

/** A copy of a value with one field renamed; order of fields stays. The value itself when the name is taken. */
function renamed(value: unknown, [first, ...rest]: Segments, name: string): unknown {
  if (first === undefined) return value;
  const inner = (value as Readonly<Record<string | number, unknown>>)[first];
  const next = renamed(inner, rest, name);
  if (rest.length > 0 && next === inner) return value;
  if (Array.isArray(value)) return value.with(Number(first), next);
  const fields = value as Fields;
  if (rest.length === 0 && Object.hasOwn(fields, name)) return value;
  const entries = Object.entries(fields).map(([field, given]): [string, unknown] => {
    if (field !== first) return [field, given];
    return rest.length === 0 ? [name, given] : [field, next];
  });
  return Object.fromEntries(entries);
}

import type { Finding } from '../core/finding';
import type { KubernetesObject } from '../core/object';
import { segmentsOf, valueAt, type Segments } from '../core/value-path';

/** The object with the values that were meant, where a value has another type than its field takes and it is clear which value that is. */
export function retyped(object: KubernetesObject, findings: readonly Finding[]): KubernetesObject {
  let result: unknown = object;
  for (const { path, wanted } of findings) {
    const segments = wanted === undefined ? undefined : segmentsOf(result, path);
    if (wanted === undefined || segments === undefined) continue;
    const meant = meantValue(valueAt(result, path), wanted);
    if (meant !== undefined) result = replaced(result, segments, meant);
  }
  return result as KubernetesObject;
}

/** What quotes too many or too few have made another type of, and the one entry of a list without its dash. */
function meantValue(value: unknown, wanted: readonly string[]): unknown {
  if (wanted.includes('string')) return textOf(value);
  if (typeof value !== 'string') return undefined;
  if (wanted.includes('array')) return value === '' ? undefined : [value];
  if (wanted.includes('boolean')) return value === 'true' || (value === 'false' ? false : undefined);
  const isNumber = wanted.includes('integer') ? /^-?\d{1,15}$/ : /^-?\d{1,15}(?:\.\d{1,6})?$/;
  return (wanted.includes('integer') || wanted.includes('number')) && isNumber.test(value) ? Number(value) : undefined;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'boolean') return String(value);
  // 1.3 may have been 1.30, and nobody knows how a long number was written
  const isCertain =
    typeof value === 'number' && (Number.isSafeInteger(value) || /^-?\d+\.\d{2,6}$/.test(String(value)));
  return isCertain ? String(value) : undefined;
}

function replaced(value: unknown, [first, ...rest]: Segments, meant: unknown): unknown {
  if (first === undefined) return meant;
  const inner = (value as Readonly<Record<string | number, unknown>>)[first];
  const next = replaced(inner, rest, meant);
  return Array.isArray(value) ? value.with(Number(first), next) : { ...(value as object), [first]: next };
}

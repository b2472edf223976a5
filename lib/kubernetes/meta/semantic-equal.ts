import { isMap } from '../../core/plain-map';

/**
 * Whether two values mean the same to the API server: maps without order, lists with order; absent, null, empty text, empty list
 * and empty map alike, as `apiequality.Semantic` compares decoded objects.
 */
export function semanticEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b);
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((entry, index) => semanticEqual(entry, b[index]));
  if (!isMap(a) || !isMap(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every(key => semanticEqual(a[key], b[key]));
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isMap(value) && Object.values(value).every(isEmpty);
}

import { isMap, type PlainMap } from '../core/plain-map';

/** The map at a path of names, or an empty one. */
export function mapAt(value: unknown, ...names: string[]): PlainMap {
  let current = value;
  for (const name of names) current = isMap(current) ? current[name] : undefined;
  return isMap(current) ? current : {};
}

/** The text of a field, or the empty text. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The entries of a list that are maps. */
export function mapsOf(value: unknown): readonly PlainMap[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}

/** The entries of a list that are texts. */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(entry => typeof entry === 'string') : [];
}

import { isMap } from '../../core/plain-map';
import type { Frame } from './frame';

type PlainMap = Record<string, unknown>;

/** What a `<<` key stands for: one map, or several of which the first wins. Undefined where readers refuse it. */
export function mergeSources(value: unknown): PlainMap[] | undefined {
  const sources = Array.isArray(value) ? (value as unknown[]) : [value];
  return sources.every(isMap) ? sources : undefined;
}

/**
 * Merges maps into the map of a frame as kubectl does: at the place of the `<<` key, over what was read before it. Gives the keys
 * whose value kustomize would keep.
 */
export function merge(frame: Frame, sources: readonly PlainMap[]): string[] {
  const map = frame.value as PlainMap;
  const merged = (frame.merged ??= new Set());
  const replaced: string[] = [];
  for (const source of sources.toReversed()) {
    for (const [key, value] of Object.entries(source)) {
      if (Object.hasOwn(map, key) && !merged.has(key)) {
        if (map[key] !== value) replaced.push(key);
      } else merged.add(key);
      store(map, key, value);
    }
  }
  return replaced;
}

/** Sets an own field, whatever its name. */
export function store(map: PlainMap, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(map, key, { value, writable: true, enumerable: true, configurable: true });
  else map[key] = value;
}

import { segmentsOf, type Segments } from '../../../lib/core/value-path';

/** The parts of an object that paths lead to, with the names of the list entries around them; undefined when nothing is there. */
export function excerpt(object: unknown, paths: readonly Segments[]): unknown {
  if (paths.some(path => path.length === 0)) return object;
  if (Array.isArray(object)) return excerptOfList(object, paths);
  if (typeof object !== 'object' || object === null) return undefined;
  const kept = Object.entries(object).flatMap(([field, value]): [string, unknown][] => {
    const inner = below(paths, field);
    const part = inner.length === 0 ? undefined : excerpt(value, inner);
    return part === undefined ? [] : [[field, part]];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function excerptOfList(list: readonly unknown[], paths: readonly Segments[]): unknown {
  const kept = list.flatMap((entry, position) => {
    const inner = below(paths, position);
    const part = inner.length === 0 ? undefined : excerpt(entry, inner);
    return part === undefined ? [] : [withName(entry, part)];
  });
  return kept.length === 0 ? undefined : kept;
}

/** The reader should see which entry it is. */
function withName(entry: unknown, part: unknown): unknown {
  const { name } = (typeof entry === 'object' && entry !== null ? entry : {}) as { readonly name?: unknown };
  return typeof part === 'object' && part !== null && name !== undefined ? { name, ...part } : part;
}

function below(paths: readonly Segments[], first: string | number): Segments[] {
  return paths.filter(path => path[0] === first).map(path => path.slice(1));
}

/** Segments of a field path in either of two objects: one may lack the field. */
export function pathIn(objects: readonly unknown[], path: string): Segments {
  for (const object of objects) {
    const segments = segmentsOf(object, path);
    if (segments !== undefined) return segments;
  }
  return path
    .split(/[.[\]]+/)
    .filter(part => part !== '')
    .map(part => (/^\d+$/.test(part) ? Number(part) : part));
}

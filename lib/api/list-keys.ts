import { resolveSchema, type Schema } from './json-schema';
import type { ListKeys } from './list-type';

/** The uniqueness rule of a list; undefined when duplicates are legal. */
export function listKeysOf(list: Schema, root: Schema): ListKeys | undefined {
  const type = list['x-kubernetes-list-type'];
  if (type !== 'set' && type !== 'map') return undefined;
  const keys = type === 'map' ? (list['x-kubernetes-list-map-keys'] ?? []) : [];
  const properties = list.items === undefined ? {} : (resolveSchema(list.items, root).properties ?? {});
  return { type, keys, defaults: keys.map(key => defaultOf(properties[key])) };
}

function defaultOf(field: Schema | undefined): unknown {
  return field?.default ?? field?.['x-go-default'] ?? null;
}

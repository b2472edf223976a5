import { groupOf } from '../../core/object';
import type { View, ViewObject } from '../../rules/view';

/** What names an object in the tree of a landscape, whatever its version. */
export function objectKey({ cluster, object }: ViewObject): string {
  const { namespace = '', name = '' } = object.metadata;
  return `${cluster} ${groupOf(object.apiVersion)}/${object.kind} ${namespace}/${name}`;
}

/** The objects of a tree by name; the first one of each. */
export function objectsByKey(view: View): ReadonlyMap<string, ViewObject> {
  const objects = new Map<string, ViewObject>();
  for (const entry of view.objects) {
    const key = objectKey(entry);
    if (!objects.has(key)) objects.set(key, entry);
  }
  return objects;
}

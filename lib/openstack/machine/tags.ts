import { memoize } from '../../core/memo';

/**
 * Labels as metadata of an OpenStack server: whatever is not a letter, digit, `-`, `_`, `:`, `.` or space in a key becomes `-`, one for each
 * character. Upstream leaves it to chance which of two labels with the same new key wins; here it is the one whose key needs no change, else the
 * last one in byte order.
 * `provider-openstack:pkg/controller/worker/machines.go` (NormalizeLabelsForMachineClass) v1.58.
 */
export function normalizeTags(labels: Readonly<Record<string, string>>): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const key of Object.keys(labels).sort()) {
    const tag = normalizeTagKey(key);
    if (tag === key || !Object.hasOwn(labels, tag)) tags[tag] = labels[key] ?? '';
  }
  return tags;
}

/** The key of the server metadata for a label key. */
export const normalizeTagKey: (key: string) => string = memoize(key => key.replace(/[^a-zA-Z0-9\-_:. ]/gu, '-'));

const noCollisions: ReadonlyMap<string, readonly string[]> = new Map();

/** Label keys that become the same tag, by tag; only tags with more than one key. */
export function tagCollisions(keys: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const distinct = [...new Set(keys)];
  if (new Set(distinct.map(normalizeTagKey)).size === distinct.length) return noCollisions;
  const byTag = new Map<string, string[]>();
  for (const key of distinct.sort()) {
    const tag = normalizeTagKey(key);
    byTag.set(tag, [...(byTag.get(tag) ?? []), key]);
  }
  return new Map([...byTag].filter(([, sources]) => sources.length > 1));
}

/** Up to this many keys, inserting one by one is faster than the engine's sort. */
const fewKeys = 24;

/** The keys of a map by code unit, so that the order in which an app sets them does not show. Many maps come sorted. */
export function sortedKeys(map: object): string[] {
  const keys = Object.keys(map);
  for (let i = 1; i < keys.length; i++) {
    if ((keys[i - 1] as string) <= (keys[i] as string)) continue;
    return keys.length > fewKeys ? keys.sort() : insertFrom(keys, i);
  }
  return keys;
}

/** Sorts keys in place whose first `start` are sorted. */
function insertFrom(keys: string[], start: number): string[] {
  for (let i = start; i < keys.length; i++) {
    const key = keys[i] as string;
    let at = i;
    while (at > 0 && (keys[at - 1] as string) > key) {
      keys[at] = keys[at - 1] as string;
      at--;
    }
    keys[at] = key;
  }
  return keys;
}

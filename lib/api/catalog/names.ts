import type { KindInfo } from '../registry';

/** Where the schema of a kind lies; the first one is the file that others refer to. */
export function schemaFiles({ group, kind, version }: KindInfo): readonly [string, ...string[]] {
  const name = `${kind.toLowerCase()}_${version}.json`;
  return group === '' ? [`${version}/${name}`, `core/${name}`] : [`${group}/${name}`];
}

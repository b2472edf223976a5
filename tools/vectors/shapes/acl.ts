import type { AclCase } from '../groups/acl/case';
import { runCase } from '../groups/acl/run';
import type { Shape, VectorCase } from '../shape';

/** acl-vectors.json (FORMAT.md 3): an array of objects with `derived`. */
export const shape: Shape = {
  name: 'acl',
  matches: data => Array.isArray(data) && data.length > 0 && data.every(entry => 'derived' in (entry as object)),
  *cases(data: readonly AclCase[]): Iterable<VectorCase> {
    for (const entry of data) yield { id: entry.id, group: 'acl', topics: ['acl'], run: () => runCase(entry) };
  },
};

import { notBuilt, type Shape, type VectorCase } from '../shape';

interface AclCase {
  readonly id: string;
  readonly derived: unknown;
}

/** acl-vectors.json (FORMAT.md 3): an array of objects with `derived`. */
export const shape: Shape = {
  name: 'acl',
  matches: data => Array.isArray(data) && data.length > 0 && data.every(entry => 'derived' in (entry as object)),
  *cases(data: readonly AclCase[]): Iterable<VectorCase> {
    for (const { id } of data) yield { id, group: 'acl', topics: ['acl'], run: notBuilt('acl') };
  },
};

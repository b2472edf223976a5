import { quantityRun } from '../groups/quantity';
import { notBuilt, type Shape, type VectorCase } from '../shape';

interface OpenStackEntry {
  readonly id: string;
  readonly kind: string;
  readonly rows?: readonly unknown[];
  readonly expected?: { readonly rows?: readonly unknown[] };
}

/** openstack-vectors.json (FORMAT.md 7): `vectors` with `kind`. */
export const shape: Shape = {
  name: 'openstack',
  matches: data => {
    const vectors = (data as { vectors?: unknown } | null)?.vectors;
    return Array.isArray(vectors) && vectors.length > 0 && vectors.every(entry => 'kind' in (entry as object));
  },
  *cases(data: { readonly vectors: readonly OpenStackEntry[] }): Iterable<VectorCase> {
    for (const { id, kind, rows, expected } of data.vectors) {
      const topics = kind === 'roll-matrix' ? ['openstack', 'review'] : ['openstack'];
      if (kind === 'roll-matrix') yield { id: `${id}#base`, group: kind, topics, run: notBuilt(kind) };
      const table = rows ?? expected?.rows;
      if (table === undefined) yield { id, group: kind, topics, run: notBuilt(kind) };
      else {
        for (const [index, row] of table.entries()) {
          const run = kind === 'quantity-table' ? quantityRun(row) : notBuilt(kind);
          yield { id: `${id}#${index}`, group: kind, topics, run };
        }
      }
    }
  },
};

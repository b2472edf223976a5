import { runMachineConfig } from '../groups/openstack/machine-config';
import { runRollBase, runRollRow } from '../groups/openstack/roll-matrix';
import { tableRuns } from '../groups/openstack/tables';
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
    for (const vector of data.vectors) {
      const { id, kind, rows, expected } = vector;
      const topics = kind === 'roll-matrix' ? ['openstack', 'review'] : ['openstack'];
      if (kind === 'roll-matrix')
        yield { id: `${id}#base`, group: kind, topics, run: () => runRollBase(vector as never) };
      const table = rows ?? expected?.rows;
      if (table === undefined) yield { id, group: kind, topics, run: runOf(vector) };
      else {
        for (const [index, row] of table.entries())
          yield { id: `${id}#${index}`, group: kind, topics, run: rowRunOf(vector, row) };
      }
    }
  },
};

function runOf(vector: OpenStackEntry): VectorCase['run'] {
  return vector.kind === 'machine-config' ? () => runMachineConfig(vector as never) : notBuilt(vector.kind);
}

function rowRunOf(vector: OpenStackEntry, row: unknown): VectorCase['run'] {
  const { kind } = vector;
  if (kind === 'quantity-table') return quantityRun(row);
  if (kind === 'roll-matrix') return () => runRollRow(vector as never, row as never);
  const run = tableRuns[kind];
  return run === undefined ? notBuilt(kind) : () => run(row as never);
}

import { notBuilt, type Evidence, type Shape, type VectorCase } from '../shape';

interface AuditFile {
  readonly cases: readonly { readonly id: string; readonly group: string }[];
}

// observed at run time; the numbers belong in docs and in the sizing report
const evidence = new Set(['runtime', 'health-check']);

/** audit-vectors.json (FORMAT.md 4): `meta` and `fluentbit_4_0_5`. */
export const shape: Shape = {
  name: 'audit',
  matches: data => typeof data === 'object' && data !== null && 'meta' in data && 'fluentbit_4_0_5' in data,
  *cases(data: AuditFile): Iterable<VectorCase | Evidence> {
    const topics = ['audit'];
    for (const { id, group } of data.cases) {
      if (!evidence.has(group)) yield { id, group, topics, run: notBuilt(group) };
    }
    for (const group of evidence)
      yield { group, topics, count: data.cases.filter(entry => entry.group === group).length };
  },
};

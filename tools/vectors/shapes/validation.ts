import { entryId, notBuilt, type Shape, type VectorCase } from '../shape';

type Lists = Readonly<Record<'cases' | 'defaults' | 'admissionCases', readonly { readonly id?: string }[]>>;

/** validation-vectors.json (FORMAT.md 9): `bases` and `admissionCases`. */
export const shape: Shape = {
  name: 'validation',
  matches: data => typeof data === 'object' && data !== null && 'bases' in data && 'admissionCases' in data,
  *cases(data: Lists): Iterable<VectorCase> {
    for (const group of ['cases', 'defaults', 'admissionCases'] as const) {
      for (const [index, entry] of data[group].entries())
        yield { id: entryId(group, entry, index), group, topics: ['validation'], run: notBuilt(group) };
    }
  },
};

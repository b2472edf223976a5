import { bootstrapTokenRun } from '../groups/bootstrap-token';
import { notBuilt, type Shape, type VectorCase } from '../shape';

interface GardenletFile {
  readonly vectors: readonly { readonly id: string }[];
  readonly bootstrapTokenId: Parameters<typeof bootstrapTokenRun>[0];
  readonly rendered: { readonly cases: readonly { readonly id: string }[] };
}

/** gardenlet-vectors.json (FORMAT.md 6): `vectors` and `bootstrapTokenId`. */
export const shape: Shape = {
  name: 'gardenlet',
  matches: data => typeof data === 'object' && data !== null && 'vectors' in data && 'bootstrapTokenId' in data,
  *cases(data: GardenletFile): Iterable<VectorCase> {
    const topics = ['gardenlet'];
    for (const { id } of data.vectors) yield { id, group: 'vectors', topics, run: notBuilt('gardenlet') };
    yield { id: 'referenceAnnotation', group: 'referenceAnnotation', topics, run: notBuilt('referenceAnnotation') };
    const run = bootstrapTokenRun(data.bootstrapTokenId);
    yield { id: 'bootstrapTokenId', group: 'bootstrapTokenId', topics, run };
    for (const { id } of data.rendered.cases) yield { id, group: 'rendered', topics, run: notBuilt('rendered') };
  },
};

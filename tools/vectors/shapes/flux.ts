import { runWorkerPoolKey } from '../groups/worker-pool-key';
import { entryId, notBuilt, type Evidence, type Shape, type VectorCase } from '../shape';

interface FluxFile {
  readonly [list: string]: unknown;
}

const evidence = ['kustomizeBuild', 'kustomizeBuildTime', 'yamlWriters', 'workerRoll', 'upstreamVectors'];

/** Topic that answers a group; all other groups are `flux`. */
const topicOf: Readonly<Record<string, string>> = { workerPoolKey: 'openstack', review: 'review' };

/** flux-vectors.json (FORMAT.md 5): `schema: gardener-flux-vectors/1`. */
export const shape: Shape = {
  name: 'flux',
  matches: data => (data as { schema?: unknown } | null)?.schema === 'gardener-flux-vectors/1',
  *cases(data: FluxFile): Iterable<VectorCase | Evidence> {
    for (const [group, content] of Object.entries(data)) {
      const topics = [topicOf[group] ?? 'flux'];
      if (group === 'schema' || group === 'note') continue;
      if (evidence.includes(group)) {
        yield { group, topics, count: Array.isArray(content) ? content.length : 1 };
        continue;
      }
      for (const [index, entry] of entries(content).entries()) {
        const id = group === 'applyOrder' ? group : entryId(group, entry, index);
        const notRun = group === 'install' && !process.env['FLUX_MANIFESTS'] && 'FLUX_MANIFESTS is not set';
        const run = group === 'workerPoolKey' ? () => runWorkerPoolKey(entry) : notBuilt(group);
        yield { id, group, topics, run, ...(notRun && { notRun }) };
      }
    }
  },
};

/** A group is a list, an object with the list in `cases` or `samples`, or one case. */
function entries(content: unknown): readonly unknown[] {
  if (Array.isArray(content)) return content;
  const { cases, samples } = content as { cases?: unknown[]; samples?: unknown[] };
  return cases ?? samples ?? [content];
}

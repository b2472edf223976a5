import type { Difference } from '../compare';
import { runApplyOrder } from '../groups/apply-order';
import { runFluxConfig } from '../groups/flux/config';
import { runInstall } from '../groups/flux/install';
import { runEnvsubst, runEnvsubstEscape } from '../groups/flux/envsubst';
import { runWorkerPoolKey } from '../groups/worker-pool-key';
import { runYamlPlainScalar } from '../groups/yaml-plain-scalars';
import { entryId, notBuilt, type Evidence, type Shape, type VectorCase } from '../shape';

interface FluxFile {
  readonly [list: string]: unknown;
}

const evidence = ['kustomizeBuild', 'kustomizeBuildTime', 'yamlWriters', 'workerRoll', 'upstreamVectors'];

/** What computes and compares an entry of a group. */
const answers: Readonly<Record<string, (entry: unknown) => Difference | undefined>> = {
  fluxConfig: runFluxConfig,
  envsubst: runEnvsubst,
  envsubstEscape: runEnvsubstEscape,
  install: runInstall,
  applyOrder: runApplyOrder,
  workerPoolKey: runWorkerPoolKey,
  yamlPlainScalars: runYamlPlainScalar,
};

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
        const answer = answers[group];
        const run = answer === undefined ? notBuilt(group) : () => answer(entry);
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

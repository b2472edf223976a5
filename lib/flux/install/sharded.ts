import type { KubernetesObject } from '../../core/object';
import { shardLabel } from '../delivery/shards';
import { mapAt } from '../plain';
import { withFlag } from './controller-arguments';

const controller = 'kustomize-controller';

/**
 * An installation whose Flux Kustomizations are dealt out to shards: one more kustomize-controller for each, and the main one takes what belongs to none. Leader election
 * keeps them apart by their selector. Source: website:installation/configuration/sharding, fluxcd/pkg:runtime/leaderelection
 */
export function sharded(objects: readonly KubernetesObject[], shards: readonly string[]): readonly KubernetesObject[] {
  if (shards.length === 0) return objects;
  return objects.flatMap(object => {
    if (object.kind !== 'Deployment' || object.metadata.name !== controller) return [object];
    const main = withFlag(object, 'watch-label-selector', `!${shardLabel}`);
    return [main, ...shards.map(shard => shardOf(object, shard))];
  });
}

/** The pods of a shard have a name of their own, or each Deployment would count those of the others. */
function shardOf(deployment: KubernetesObject, shard: string): KubernetesObject {
  const name = `${controller}-${shard}`;
  const selecting = withFlag(deployment, 'watch-label-selector', `${shardLabel}=${shard}`);
  const spec = mapAt(selecting, 'spec');
  const template = mapAt(spec, 'template');
  const metadata = mapAt(template, 'metadata');
  const labels = { ...mapAt(metadata, 'labels'), app: name };
  return {
    ...selecting,
    metadata: { ...selecting.metadata, name },
    spec: {
      ...spec,
      selector: { matchLabels: { ...mapAt(spec, 'selector', 'matchLabels'), app: name } },
      template: { ...template, metadata: { ...metadata, labels } },
    },
  };
}

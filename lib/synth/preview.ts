import { displayName } from '../core/object';
import type { Prediction } from '../rules/topic';
import { writeDocument } from '../yaml/writer';
import { applyKey, applyKeyText } from './apply-order';

/**
 * Predictions as files below `preview/`, with their texts: one per cluster and object that is the cause. Reviewers read them; no kustomization
 * names them and no artifact holds them. One text exists at a time: a landscape has millions of lines of them.
 */
export function* previewFiles(predictions: Iterable<Prediction>): Iterable<readonly [file: string, text: string]> {
  const byFile = new Map<string, Prediction[]>();
  for (const prediction of predictions) {
    const file = fileOf(prediction);
    const list = byFile.get(file);
    if (list === undefined) byFile.set(file, [prediction]);
    else list.push(prediction);
  }
  for (const [file, list] of [...byFile].sort(([a], [b]) => (a < b ? -1 : 1))) yield [file, textOf(list)];
}

function fileOf({ cluster, because: { object } }: Prediction): string {
  const { namespace, name = '' } = object.metadata;
  return `preview/${cluster}/${[object.kind.toLowerCase(), namespace, name].filter(part => part !== undefined).join('.')}.yaml`;
}

function textOf(predictions: readonly Prediction[]): string {
  const objects = predictions
    .map(({ object }) => ({ object, key: applyKeyText(applyKey(object)) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const because = predictions[0]?.because.object;
  const cause =
    because === undefined
      ? ''
      : displayName({
          kind: because.kind,
          name: because.metadata.name ?? '',
          ...(because.metadata.namespace !== undefined && { namespace: because.metadata.namespace }),
        });
  const head = `# What Gardener will create because of ${cause}. A prediction for reviewers: Flux never applies it.\n`;
  return head + objects.map(({ object }) => writeDocument(object)).join('---\n');
}

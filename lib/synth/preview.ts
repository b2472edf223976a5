import { displayName } from '../core/object';
import type { Prediction } from '../rules/topic';
import { writeDocument } from '../yaml/writer';
import { applyKey, applyKeyText } from './apply-order';

/**
 * Predictions as files below `preview/`: one per cluster and object that is the cause. Reviewers read them; no kustomization
 * names them and no artifact holds them.
 */
export function previewFiles(predictions: readonly Prediction[]): Map<string, string> {
  const byFile = new Map<string, Prediction[]>();
  for (const prediction of predictions) {
    const file = fileOf(prediction);
    byFile.set(file, [...(byFile.get(file) ?? []), prediction]);
  }
  const files = new Map<string, string>();
  for (const [file, list] of [...byFile].sort(([a], [b]) => (a < b ? -1 : 1))) files.set(file, textOf(list));
  return files;
}

function fileOf({ cluster, because: { object } }: Prediction): string {
  const { namespace, name = '' } = object.metadata;
  return `preview/${cluster}/${[object.kind.toLowerCase(), namespace, name].filter(part => part !== undefined).join('.')}.yaml`;
}

function textOf(predictions: readonly Prediction[]): string {
  const objects = predictions
    .map(({ object }) => object)
    .sort((a, b) => (applyKeyText(applyKey(a)) < applyKeyText(applyKey(b)) ? -1 : 1));
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
  return head + objects.map(object => writeDocument(object)).join('---\n');
}

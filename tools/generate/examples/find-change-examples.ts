import type { Finding } from '../../../lib/core/finding';
import type { KubernetesObject } from '../../../lib/core/object';
import type { RuleExample } from '../../../lib/rules/reference/example';
import { View } from '../../../lib/rules/view';
import { topics } from '../../../lib/topics';
import { applyPatch } from '../../vectors/json-patch';
import { SmallestExamples, suites, type VectorFile } from './find-examples';

/** For each rule about changes the smallest one that it refuses, as a comparison of two trees finds it. */
export function findChangeExamples(vectors: VectorFile, now: Date): Readonly<Record<string, RuleExample>> {
  const smallest = new SmallestExamples();
  for (const { bases, cases } of suites(vectors))
    for (const { base: name, patch, op } of cases) {
      const base = bases.get(name);
      if (base === undefined || op !== 'update' || !isNamed(base.object)) continue;
      const next = applyPatch(base.object, patch) as KubernetesObject;
      if (!isNamed(next)) continue;
      const view = (object: KubernetesObject): View => viewOf([object, ...base.others], now);
      for (const finding of compared(view(base.object), view(next)))
        if (isAbout(finding, next)) smallest.add({ finding, good: base.object, bad: next, patch }, { change: true });
    }
  return smallest.examples();
}

function viewOf(objects: readonly KubernetesObject[], now: Date): View {
  const entries = objects.filter(isNamed).map(object => ({ cluster: '', unit: '', object, origin: () => undefined }));
  return new View({ objects: entries, gardener: '1.150.0', now });
}

function compared(before: View, after: View): readonly Finding[] {
  return topics.flatMap(({ compare }) => [...(compare?.(before, after) ?? [])]);
}

/** Configuration files are no objects of a tree. */
function isNamed({ metadata }: Partial<KubernetesObject>): boolean {
  return metadata?.name !== undefined;
}

function isAbout({ object }: Finding, { kind, metadata }: KubernetesObject): boolean {
  return object?.kind === kind && object.name === metadata.name;
}

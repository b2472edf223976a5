import type { Finding } from '../../../lib/core/finding';
import { judgeTree } from '../../../lib/manifests/judge-tree';
import { readManifests } from '../../../lib/manifests/manifest-file';
import { objects as objectTopic } from '../../../lib/rules/objects/topic';
import { topics } from '../../../lib/topics';

const file = 'example.yaml';

/** The findings of a text, as `check` has them. */
export function judgeText(text: string, now: Date): readonly Finding[] {
  const { objects, findings } = readManifests(text, file);
  const tree = { objects: objects.map(one => ({ ...one, file })), findings, files: 1, textOf: () => text };
  return judgeTree(tree, { topics: [objectTopic, ...topics], now }).findings;
}

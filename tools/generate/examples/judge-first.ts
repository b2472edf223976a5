import type { Finding, Origin } from '../../../lib/core/finding';
import type { KubernetesObject } from '../../../lib/core/object';
import { judgeTree } from '../../../lib/manifests/judge-tree';
import { objects as objectTopic } from '../../../lib/rules/objects/topic';
import { topics } from '../../../lib/topics';

const file = 'example.yaml';

/** The findings about the first of some objects, as `check` has them of a file of all. */
export function judgeFirst(objects: readonly KubernetesObject[], now: Date): readonly Finding[] {
  const read = objects.map((object, index) => {
    const origin = (): Origin => ({ file, line: index + 1 });
    return { object, file, origin, originInText: origin };
  });
  const tree = { objects: read, findings: [], files: 1, textOf: () => undefined };
  return judgeTree(tree, { topics: [objectTopic, ...topics], now }).findings.filter(({ origin }) => origin?.line === 1);
}

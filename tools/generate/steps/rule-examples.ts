import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findChangeExamples } from '../examples/find-change-examples';
import { findExamples, type VectorFile } from '../examples/find-examples';
import { readMistakes, type Written } from '../examples/mistake';
import { WrittenExamples, type Examples } from '../examples/written-examples';
import { header, type Step } from '../step';

const file = 'imports/rule-examples/index.ts';

const folder = 'tools/generate/examples';

/**
 * Examples of rules: what they refuse and what they accept, found by judging written mistakes and the vectors of Gardener's own validation, and
 * why rules have none.
 */
export const step: Step = {
  name: 'examples of rules',
  owns: path => path === file,
  folders: ['imports/rule-examples'],
  render: root => {
    const written = readMistakes(join(root, folder));
    const examples = JSON.stringify(sorted(allExamples(root, written)), undefined, 1);
    const reasons = JSON.stringify(sorted(written.reasons), undefined, 1);
    const shape = '{ kind: string; path: string; says: string; bad?: string; good?: string; change?: boolean }';
    const text = `${header}
/** Examples by the id of their rule. */
export const ruleExamples: Readonly<Record<string, ${shape}>> = ${examples};

/** Why a rule has no example, by its id. */
export const rulesWithoutExample: Readonly<Record<string, string>> = ${reasons};
`;
    return [{ path: file, text }];
  },
};

/** Those that were written for a rule count before those of the vectors, and these before those that serve any rule. */
function allExamples(root: string, { mistakes }: Written): Examples {
  const vectors = JSON.parse(readFileSync(join(root, 'test/vectors/validation-vectors.json'), 'utf8')) as VectorFile;
  const now = new Date(vectors.about.oracle.evaluatedAt);
  const written = new WrittenExamples(join(root, folder), now);
  const failures = mistakes.flatMap(mistake => written.add(mistake) ?? []);
  if (failures.length > 0) throw new Error(failures.join('\n'));
  return {
    ...findChangeExamples(vectors, now),
    ...written.found,
    ...findExamples(vectors, now),
    ...written.meant,
  };
}

function sorted<Value>(values: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
}

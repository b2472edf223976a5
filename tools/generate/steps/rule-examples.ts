import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { findExamples, type VectorFile } from '../examples/find-examples';
import { writtenExamples, type Mistake } from '../examples/written-examples';
import { header, type Step } from '../step';

const file = 'imports/rule-examples/index.ts';

/**
 * Examples of rules: what they refuse and what they accept, found by judging the vectors of Gardener's own
 * validation, and written mistakes where these have none.
 */
export const step: Step = {
  name: 'examples of rules',
  owns: path => path === file,
  folders: ['imports/rule-examples'],
  render: root => {
    const vectors = JSON.parse(readFileSync(join(root, 'test/vectors/validation-vectors.json'), 'utf8')) as VectorFile;
    const now = new Date(vectors.about.oracle.evaluatedAt);
    const mistakes = load(readFileSync(join(root, 'tools/generate/examples/mistakes.yaml'), 'utf8')) as Mistake[];
    const found = { ...writtenExamples(mistakes, now), ...findExamples(vectors, now) };
    const sorted = Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1));
    const examples = JSON.stringify(Object.fromEntries(sorted), undefined, 1);
    const shape = '{ kind: string; path: string; says: string; bad?: string; good?: string }';
    const text = `${header}\n/** Examples by the id of their rule. */\nexport const ruleExamples: Readonly<Record<string, ${shape}>> = ${examples};\n`;
    return [{ path: file, text }];
  },
};

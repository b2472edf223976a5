import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findExamples, type VectorFile } from '../examples/find-examples';
import { header, type Step } from '../step';

const file = 'imports/rule-examples/index.ts';

/** Examples of rules: what they refuse and what they accept, found by judging the vectors of Gardener's own validation. */
export const step: Step = {
  name: 'examples of rules',
  owns: path => path === file,
  folders: ['imports/rule-examples'],
  render: root => {
    const vectors = JSON.parse(readFileSync(join(root, 'test/vectors/validation-vectors.json'), 'utf8')) as VectorFile;
    const examples = JSON.stringify(findExamples(vectors), undefined, 1);
    const shape = '{ kind: string; path: string; says: string; bad?: string; good?: string }';
    const text = `${header}\n/** Examples by the id of their rule. */\nexport const ruleExamples: Readonly<Record<string, ${shape}>> = ${examples};\n`;
    return [{ path: file, text }];
  },
};

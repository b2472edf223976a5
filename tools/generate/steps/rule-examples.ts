import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { KubernetesObject } from '../../../lib/core/object';
import type { RuleExample } from '../../../lib/rules/reference/example';
import { extensionExamples } from '../examples/extension-examples';
import { findChangeExamples } from '../examples/find-change-examples';
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
    const examples = JSON.stringify(allExamples(root), undefined, 1);
    const shape = '{ kind: string; path: string; says: string; bad?: string; good?: string; change?: boolean }';
    const text = `${header}\n/** Examples by the id of their rule. */\nexport const ruleExamples: Readonly<Record<string, ${shape}>> = ${examples};\n`;
    return [{ path: file, text }];
  },
};

interface FluxVectors {
  readonly fluxConfig: readonly { readonly input: { readonly providerConfig: object } }[];
}

type AclVectors = readonly { readonly input: { readonly providerConfig?: object } }[];

/** Those of the vectors of Gardener's validation count before those of the extensions, and these before the written ones. */
function allExamples(root: string): Readonly<Record<string, RuleExample>> {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(root, 'test/vectors', name), 'utf8'));
  const vectors = read('validation-vectors.json') as VectorFile;
  const now = new Date(vectors.about.oracle.evaluatedAt);
  const mistakes = load(readFileSync(join(root, 'tools/generate/examples/mistakes.yaml'), 'utf8')) as Mistake[];
  const shoot = vectors.bases['shoot-minimal']?.object as KubernetesObject;
  const [flux = {}, ...otherFlux] = (read('flux-vectors.json') as FluxVectors).fluxConfig.map(
    ({ input }) => input.providerConfig,
  );
  const acl = (read('acl-vectors.json') as AclVectors).flatMap(({ input }) => input.providerConfig ?? []);
  const sound = { rule: { action: 'ALLOW', type: 'remote_ip', cidrs: ['203.0.113.0/24'] } };
  const found = {
    ...findChangeExamples(vectors, now),
    ...writtenExamples(mistakes, now),
    ...extensionExamples({ type: 'acl', shoot, sound, others: acl }, now),
    ...extensionExamples({ type: 'shoot-flux', shoot, sound: flux, others: otherFlux }, now),
    ...findExamples(vectors, now),
  };
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

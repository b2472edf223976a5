import { celProgram } from '../../lib/api/cel-environment';
import { ruleTree, type RuleNode } from '../../lib/api/cel-rules';
import { builtinRegistry } from '../../lib/api/registry';
import { validatorOf } from '../../lib/api/validator';
import { sampleOf } from './schema-sample';

const kinds = [...builtinRegistry().all()];

/** Every rule of a tree; cel-js parses lazily, so each is run once. */
function rulesIn(node: RuleNode | undefined): string[] {
  if (node === undefined) return [];
  const below = [...node.fields.values(), ...(node.items ? [node.items] : []), ...(node.values ? [node.values] : [])];
  return [...node.rules.map(({ rule }) => rule.rule), ...below.flatMap(rulesIn)];
}

describe('the schemas of imports/', () => {
  test('there are 252 kinds, and no two of the same name', () => {
    expect(kinds).toHaveLength(252);
    expect(new Set(kinds.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)).size).toBe(252);
  });

  test.each(kinds.map(info => [`${info.apiVersion} ${info.kind}`, info] as const))(
    '%s compiles and accepts an object with all its fields',
    (_, info) => {
      const validator = validatorOf(info);
      const sample = sampleOf(info);
      expect(validator(sample) ? [] : validator.errors).toEqual([]);
      expect(validator({ ...sample, noSuchField: 1 })).toBe(false);
    },
    60_000,
  );

  test('all CEL rules are understood', () => {
    const rules = new Set(kinds.flatMap(info => rulesIn(ruleTree(info.schema()))));
    expect(rules.size).toBeGreaterThan(80);
    for (const rule of rules) expect(() => celProgram(rule)).not.toThrow();
  });
});

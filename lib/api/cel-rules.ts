import { resolveSchema, type CelRule, type Schema } from './json-schema';
import { listKeysOf } from './list-keys';
import type { ListKeys } from './list-type';
import { propertiesOf } from './schema-place';

/** A rule with what it reads. */
export interface PreparedRule {
  readonly rule: CelRule;
  /** Needs the stored object too. */
  readonly isTransition: boolean;
  /** The fields of `self` that it reads; undefined when it uses the value as a whole. */
  readonly fields: readonly string[] | undefined;
}

/** The rules of a schema as a tree that is walked beside an object; places without rules below them have no node. */
export interface RuleNode {
  readonly schema: Schema;
  readonly rules: readonly PreparedRule[];
  readonly fields: ReadonlyMap<string, RuleNode>;
  readonly items?: RuleNode;
  /** Rules of the values of a map. */
  readonly values?: RuleNode;
  /** How entries of a list are told apart, when old and new ones can be matched. */
  readonly keys?: ListKeys;
}

/** The rule tree of a kind; undefined when it has no rules. */
export function ruleTree(root: Schema): RuleNode | undefined {
  return nodeOf(root, root, []);
}

function nodeOf(schema: Schema, root: Schema, above: readonly Schema[]): RuleNode | undefined {
  const resolved = resolveSchema(schema, root);
  if (above.includes(resolved)) return undefined;
  const inside = [...above, resolved];
  const fields = new Map<string, RuleNode>();
  for (const [name, child] of Object.entries(propertiesOf(schema, root))) {
    const node = nodeOf(child, root, inside);
    if (node !== undefined) fields.set(name, node);
  }
  const items = resolved.items && nodeOf(resolved.items, root, inside);
  const { additionalProperties } = resolved;
  const values = typeof additionalProperties === 'object' ? nodeOf(additionalProperties, root, inside) : undefined;
  const rules = rulesOf(schema, resolved);
  if (rules.length === 0 && fields.size === 0 && items === undefined && values === undefined) return undefined;
  const keys = listKeysOf(resolved, root);
  return { schema, rules, fields, ...(items && { items }), ...(values && { values }), ...(keys && { keys }) };
}

function rulesOf(schema: Schema, resolved: Schema): PreparedRule[] {
  const own = schema === resolved ? [] : (schema['x-kubernetes-validations'] ?? []);
  return [...own, ...(resolved['x-kubernetes-validations'] ?? [])].map(rule => ({
    rule,
    isTransition: /\boldSelf\b/.test(rule.rule),
    fields: fieldsRead(`${rule.rule} ${rule.messageExpression ?? ''}`),
  }));
}

/** Converting a large object for a rule that reads one field would cost more than the rule. */
function fieldsRead(text: string): readonly string[] | undefined {
  const code = text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
  const fields = new Set<string>();
  for (const [, name, call] of code.matchAll(/\b(?:self|oldSelf)\b(?:\.(\w+)(\()?)?/g)) {
    if (name === undefined || call !== undefined) return undefined;
    fields.add(name);
  }
  return [...fields];
}

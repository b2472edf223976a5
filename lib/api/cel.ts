import type { FieldPath } from '../core/field-path';
import type { ErrorType, Finding } from '../core/finding';
import { celProgram } from './cel-environment';
import { ruleTree, type PreparedRule, type RuleNode } from './cel-rules';
import { celValue } from './cel-value';
import { found } from './found';
import type { CelRule, Schema } from './json-schema';
import { keyValues } from './list-type';
import type { KindInfo } from './registry';

const trees = new WeakMap<KindInfo, { readonly tree: RuleNode | undefined }>();
const nothing: readonly Finding[] = [];

/** The CEL rules that one object must obey on its own. Aggregated APIs do not evaluate the markers of their types. */
export function judgeRules(object: object, info: KindInfo, base: FieldPath): readonly Finding[] {
  if (info.class === 'aggregated' || info.class === 'core') return nothing;
  const tree = treeOf(info);
  if (tree === undefined) return nothing;
  const walk = new RuleWalk(info.schema(), 'state');
  walk.visit({ value: object, old: undefined, path: base }, tree);
  return walk.findings;
}

/** The CEL rules for an update of a custom resource, such as "the field is immutable": they compare with the stored object. */
export function judgeTransition(
  old: object,
  object: object,
  { info, base }: { info: KindInfo; base: FieldPath },
): readonly Finding[] {
  const tree = info.class === 'crd' ? treeOf(info) : undefined;
  if (tree === undefined) return nothing;
  const walk = new RuleWalk(info.schema(), 'transition');
  walk.visit({ value: object, old, path: base }, tree);
  return walk.findings;
}

function treeOf(info: KindInfo): RuleNode | undefined {
  const known = trees.get(info);
  if (known !== undefined) return known.tree;
  const tree = ruleTree(info.schema());
  trees.set(info, { tree });
  return tree;
}

interface At {
  readonly value: unknown;
  /** The stored value at the same place; undefined when there is none, or when entries cannot be matched. */
  readonly old: unknown;
  readonly path: FieldPath;
}

type Fields = Readonly<Record<string, unknown>>;

class RuleWalk {
  readonly findings: Finding[] = [];
  private readonly root: Schema;
  private readonly kind: 'state' | 'transition';

  constructor(root: Schema, kind: 'state' | 'transition') {
    this.root = root;
    this.kind = kind;
  }

  visit(at: At, node: RuleNode): void {
    for (const rule of node.rules) this.check(rule, at, node);
    if (Array.isArray(at.value)) this.visitEntries(at.value, at, node);
    else if (typeof at.value === 'object' && at.value !== null) this.visitFields(at.value as Fields, at, node);
  }

  private visitFields(fields: Fields, { old, path }: At, node: RuleNode): void {
    const before = (typeof old === 'object' ? old : undefined) as Fields | undefined;
    for (const [name, child] of node.fields) {
      const value = fields[name] ?? child.schema.default;
      if (value !== undefined) this.visit({ value, old: before?.[name], path: path.child(name) }, child);
    }
    if (node.values === undefined) return;
    for (const [name, value] of Object.entries(fields)) {
      if (!node.fields.has(name)) this.visit({ value, old: before?.[name], path: path.key(name) }, node.values);
    }
  }

  private visitEntries(list: readonly unknown[], { old, path }: At, node: RuleNode): void {
    const { items, keys } = node;
    if (items === undefined) return;
    const before = Array.isArray(old) && keys?.type === 'map' ? (old as unknown[]) : [];
    const byKey = new Map(before.map(entry => [JSON.stringify(keys && keyValues(entry, keys)), entry]));
    list.forEach((value, position) => {
      const match = before.length === 0 ? undefined : byKey.get(JSON.stringify(keys && keyValues(value, keys)));
      this.visit({ value, old: match, path: path.index(position) }, items);
    });
  }

  private check(prepared: PreparedRule, at: At, node: RuleNode): void {
    const { rule, isTransition, fields } = prepared;
    if (isTransition !== (this.kind === 'transition')) return;
    if (isTransition && at.old === undefined && rule.optionalOldSelf !== true) return;
    const scope = { root: this.root, fields };
    const variables = {
      self: celValue(at.value, node.schema, scope),
      ...(isTransition && { oldSelf: celValue(at.old, node.schema, scope) }),
    };
    const finding = judge(rule, variables, at.path);
    if (finding !== undefined) this.findings.push(finding);
  }
}

function judge(rule: CelRule, variables: Fields, path: FieldPath): Finding | undefined {
  try {
    if (celProgram(rule.rule)(variables) === true) return undefined;
    return found({
      rule: 'SCHEMA-CEL',
      type: typeOf(rule),
      path: pathOf(rule, path),
      message: messageOf(rule, variables),
    });
  } catch (error) {
    return unevaluated(rule, error, path);
  }
}

/** The API server refuses an object when a rule fails to evaluate; a rule that is not understood here says nothing about it. */
function unevaluated(rule: CelRule, error: unknown, path: FieldPath): Finding {
  const { name, message, code } = (error instanceof Error ? error : new Error(String(error))) as CelError;
  const [cause = ''] = message.split('\n', 1);
  if (name !== 'ParseError' && name !== 'TypeError' && !notUnderstood.has(code)) {
    const wanted = rule.message ?? `the rule ${ruleText(rule)} must hold`;
    return found({ rule: 'SCHEMA-CEL', type: 'invalid', path, message: `${wanted} (${cause})` });
  }
  return found({ rule: 'SCHEMA-CEL-UNKNOWN', path, message: `the rule ${ruleText(rule)} is not checked: ${cause}` });
}

interface CelError extends Error {
  /** Which of its errors the engine has met. */
  readonly code?: string;
}

/** Functions and forms of CEL that the engine does not have. */
const notUnderstood: ReadonlySet<string | undefined> = new Set(['no_matching_overload', 'invalid_macro_argument']);

function ruleText({ rule }: CelRule): string {
  return JSON.stringify(rule.replaceAll(/\s+/g, ' '));
}

function messageOf(rule: CelRule, variables: Fields): string {
  if (rule.messageExpression !== undefined) {
    const message = celProgram(rule.messageExpression)(variables);
    if (typeof message === 'string' && message !== '') return message;
  }
  return rule.message ?? `the rule ${ruleText(rule)} must hold`;
}

const types: Readonly<Record<NonNullable<CelRule['reason']>, ErrorType>> = {
  FieldValueInvalid: 'invalid',
  FieldValueForbidden: 'forbidden',
  FieldValueRequired: 'required',
  FieldValueDuplicate: 'duplicate',
};

function typeOf({ reason }: CelRule): ErrorType {
  return reason === undefined ? 'invalid' : types[reason];
}

/** `.spec.name` below the place of the rule. */
function pathOf({ fieldPath }: CelRule, path: FieldPath): FieldPath {
  return fieldPath === undefined ? path : path.child(...fieldPath.split('.').filter(name => name !== ''));
}

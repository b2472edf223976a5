import type { FieldPath } from '../../../core/field-path';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { compileCel } from '../../cel/compile';
import { celFunctions } from '../../cel/functions';
import { bool, celType, isDyn, isExactType, optionalOf, typeText, type CelType } from '../../cel/type';
import { schemaType } from './cel-type';
import type { SchemaScope } from './open-api';
import type { SchemaProps, ValidationRule } from './schema-props';

const rule = ruleTable('apiextensions-apiserver:pkg/apiserver/schema/cel/compilation.go v0.36', {
  'CRD-CEL-EXPRESSION': {
    reason: 'an expression of a rule compiles: it reads what its schema declares, and gives true or false',
    fix: 'declare the field, or mend the expression',
  },
  'CRD-CEL-MESSAGE-EXPRESSION': 'the expression of a message compiles, and gives a text',
  'CRD-CEL-UNTYPED': {
    reason: 'a rule is about a value whose schema has a type',
    fix: 'write the rule where the type is known, or declare the type',
  },
  'CRD-CEL-OLD-SELF': {
    reason:
      'oldSelf is known where old and new value can be told to belong together: not in lists, except those of type map',
    fix: 'write the rule at the list, or give it x-kubernetes-list-type: map',
  },
  'CRD-CEL-OPTIONAL-OLD-SELF': 'optionalOldSelf is for rules that read oldSelf',
});

/** The expressions of `x-kubernetes-validations` of one schema (`cel.Compile`), as far as they fail whatever the values are. */
export function validateExpressions(schema: SchemaProps, scope: SchemaScope, report: Report): void {
  const path = scope.path.child('x-kubernetes-validations');
  const self = schemaType(schema, scope.isRoot === true || schema['x-kubernetes-embedded-resource'] === true);
  if (self === undefined) {
    report.internal(rule['CRD-CEL-UNTYPED'], path);
    return;
  }
  for (const [index, entry] of (schema['x-kubernetes-validations'] ?? []).entries())
    validateRule(entry, { self, path: path.index(index), isUncorrelated: scope.isUncorrelated === true }, report);
}

interface RuleScope {
  readonly self: CelType;
  readonly path: FieldPath;
  readonly isUncorrelated: boolean;
}

function validateRule(entry: ValidationRule, { self, path, isUncorrelated }: RuleScope, report: Report): void {
  const { rule: expression = '', optionalOldSelf, messageExpression = '' } = entry;
  const variables = new Map([
    ['self', self],
    ['oldSelf', optionalOldSelf === true ? optionalOf(self) : self],
  ]);
  const { problem, reads } = compiled(expression, bool, variables);
  if (problem !== undefined) {
    report.invalid(rule['CRD-CEL-EXPRESSION'], path.child('rule'), expression, { message: problem });
    return;
  }
  const readsOld = reads.has('oldSelf');
  if (readsOld && isUncorrelated) report.invalid(rule['CRD-CEL-OLD-SELF'], path.child('rule'), expression);
  if (!readsOld && optionalOldSelf !== undefined)
    report.invalid(rule['CRD-CEL-OPTIONAL-OLD-SELF'], path.child('optionalOldSelf'), optionalOldSelf);
  const message =
    messageExpression === '' ? undefined : compiled(messageExpression, celType('string'), variables).problem;
  if (message !== undefined)
    report.invalid(rule['CRD-CEL-MESSAGE-EXPRESSION'], path.child('messageExpression'), messageExpression, { message });
}

interface Compiled {
  readonly problem: string | undefined;
  readonly reads: ReadonlySet<string>;
}

function compiled(expression: string, wanted: CelType, variables: ReadonlyMap<string, CelType>): Compiled {
  const scope = { variables, functions: [celFunctions], message: () => undefined };
  const { type, syntax, typing, reads } = compileCel(expression, scope);
  const given = isDyn(type) ? 'what is known only later' : typeText(type);
  const misfit = isExactType(type, wanted)
    ? undefined
    : `the expression must give ${typeText(wanted)}, and it gives ${given}`;
  return { problem: syntax ?? typing ?? misfit, reads };
}

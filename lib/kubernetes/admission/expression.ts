import type { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { compileCel } from '../cel/compile';
import { dyn, isExactType, typeText, type CelType } from '../cel/type';
import { expressionScope, type ScopeOptions } from './expression-scope';

const rule = ruleTable('apiserver:pkg/admission/plugin/cel/compile.go v0.36', {
  'CEL-SYNTAX': 'an expression must be one of CEL',
  'CEL-TYPE': 'an expression must use what is there, with types that fit',
  'CEL-RESULT': {
    reason: 'an expression must have a result of the type that is wanted, and that must be sure beforehand',
    fix: 'compare what comes from an object, or convert it: object.spec.paused == true, string(object.spec.name)',
  },
});

/** Where an expression stands, and what is wanted of it. */
export interface ExpressionPlace extends ScopeOptions {
  readonly path: FieldPath;
  /** Types that the result may have. @default any */
  readonly wanted?: readonly CelType[];
}

/** Judges an expression that is not blank; the answer is the type of its result, `dyn` where that is not known. */
export function validateExpression(expression: string, place: ExpressionPlace, report: Report): CelType {
  const { path, wanted = [] } = place;
  const { type, syntax, typing } = compileCel(expression, expressionScope(place));
  if (syntax !== undefined) report.invalid(rule['CEL-SYNTAX'], path, expression, { message: syntax });
  else if (typing !== undefined) report.invalid(rule['CEL-TYPE'], path, expression, { message: typing });
  else if (wanted.length > 0 && !wanted.some(candidate => isExactType(candidate, type))) {
    const types = wanted.map(typeText).join(' or ');
    const message = `the result must be ${types}, and it is ${type === dyn ? 'known only later' : typeText(type)}`;
    report.invalid(rule['CEL-RESULT'], path, expression, { message });
  }
  return type;
}

import type { MatchCondition } from '../../../imports/admissionregistration.k8s.io/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { qualifiedNameProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { bool } from '../cel/type';
import { validateExpression } from './expression';

const rule = ruleTable('kubernetes:pkg/apis/admissionregistration/validation/validation.go v1.36', {
  'ADMISSION-CONDITION': 'a condition must have an expression and a qualified name',
  'ADMISSION-CONDITIONS': 'there are at most 64 conditions',
});

const maxConditions = 64;

/** Where conditions stand. */
export interface ConditionsPlace {
  readonly path: FieldPath;
  /** They are those of a policy with parameters. */
  readonly params: boolean;
}

/** The conditions of a webhook or a policy (`validateMatchConditions`); that their names differ is in the schema. */
export function validateMatchConditions(
  conditions: readonly Loose<MatchCondition>[] = [],
  { path, params }: ConditionsPlace,
  report: Report,
): void {
  if (conditions.length > maxConditions)
    report.tooMany(rule['ADMISSION-CONDITIONS'], path, conditions.length, maxConditions);
  for (const [index, { name = '', expression = '' }] of conditions.entries()) {
    const at = path.index(index);
    const place = { path: at.child('expression'), params, wanted: [bool] };
    if (expression.trim() === '') report.required(rule['ADMISSION-CONDITION'], place.path);
    else validateExpression(expression.trim(), place, report);
    if (name === '') report.required(rule['ADMISSION-CONDITION'], at.child('name'));
    for (const problem of name === '' ? [] : qualifiedNameProblems(name))
      report.invalid(rule['ADMISSION-CONDITION'], at.child('name'), name, { message: `a condition ${problem}` });
  }
}

import type {
  MatchCondition,
  MatchResources,
  ParamKind,
  Variable,
} from '../../../imports/admissionregistration.k8s.io/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateMatchConditions } from './match-condition';
import { validateMatchResources } from './match-resources';
import { validateParamKind } from './params';

const rule = ruleTable('kubernetes:pkg/apis/admissionregistration/validation/validation.go v1.36', {
  'POLICY-MATCH': {
    reason: 'a policy must match resources, so that it is known what its expressions are about',
    fix: 'set spec.matchConstraints.resourceRules',
  },
  'POLICY-VARIABLE': 'a variable must have a name, which is an identifier of CEL, and an expression',
});

/** Path of the specification of a policy. */
export const policyPath = FieldPath.of('spec');

const identifier = /^[_a-zA-Z][_a-zA-Z0-9]*$/;
const reserved = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);

/** What policies of both kinds have. */
export interface PolicySpec {
  readonly paramKind?: ParamKind;
  readonly matchConstraints?: MatchResources;
  readonly matchConditions?: readonly MatchCondition[];
  readonly variables?: readonly Variable[];
}

/** What policies of both kinds must be; the policy for failures is one that the schema lists. */
export function validatePolicy({ paramKind, matchConstraints, ...spec }: Loose<PolicySpec>, report: Report): void {
  if (paramKind !== undefined) validateParamKind(paramKind, policyPath.child('paramKind'), report);
  const path = policyPath.child('matchConstraints');
  if (matchConstraints === undefined) report.required(rule['POLICY-MATCH'], path);
  else {
    validateMatchResources(matchConstraints, path, report);
    if ((matchConstraints.resourceRules ?? []).length === 0)
      report.required(rule['POLICY-MATCH'], path.child('resourceRules'));
  }
  validateMatchConditions(spec.matchConditions, policyPath.child('matchConditions'), report);
  for (const [index, variable] of (spec.variables ?? []).entries())
    validateVariable(variable, policyPath.child('variables').index(index), report);
}

function validateVariable({ name = '', expression = '' }: Loose<Variable>, path: FieldPath, report: Report): void {
  if (name.trim() === '') report.required(rule['POLICY-VARIABLE'], path.child('name'));
  else if (!identifier.test(name) || reserved.has(name))
    report.invalid(rule['POLICY-VARIABLE'], path.child('name'), name);
  if (expression.trim() === '') report.required(rule['POLICY-VARIABLE'], path.child('expression'));
}

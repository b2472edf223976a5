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
import { dyn, type CelType } from '../cel/type';
import { validateExpression } from './expression';
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
  const place = { path: policyPath.child('matchConditions'), params: paramKind !== undefined };
  validateMatchConditions(spec.matchConditions, place, report);
}

/**
 * The variables of a policy, each of which may use those before it; the answer are their types. A variable that is wrong has any type, so that
 * what uses it is not wrong, too.
 */
export function validateVariables(
  { variables = [], paramKind }: Loose<PolicySpec>,
  report: Report,
): ReadonlyMap<string, CelType> {
  const types = new Map<string, CelType>();
  for (const [index, { name = '', expression = '' }] of variables.entries()) {
    const path = policyPath.child('variables').index(index);
    const at = path.child('expression');
    if (name.trim() === '') report.required(rule['POLICY-VARIABLE'], path.child('name'));
    else if (!identifier.test(name) || reserved.has(name))
      report.invalid(rule['POLICY-VARIABLE'], path.child('name'), name);
    if (expression.trim() === '') report.required(rule['POLICY-VARIABLE'], at);
    else {
      const place = { path: at, params: paramKind !== undefined, composed: types };
      types.set(name, composedType(validateExpression(expression, place, report)));
    }
  }
  return types;
}

/** Upstream keeps the types of plain values, lists and maps (`convertCelTypeToDeclType`). */
function composedType(type: CelType): CelType {
  if (type.kind !== 'plain' || type.name === 'type') return dyn;
  return type.parameters.length === 0 ? type : { ...type, parameters: type.parameters.map(composedType) };
}

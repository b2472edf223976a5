import type { MutatingAdmissionPolicy, Mutation } from '../../../imports/admissionregistration.k8s.io/v1';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateManifestMetadata } from '../meta/manifest-metadata';
import { listOf } from '../cel/type';
import { validateExpression, type ExpressionPlace } from './expression';
import { appliedObject, jsonPatch } from './expression-scope';
import { validateMutatedOperations } from './mutated-operations';
import { policyPath, validatePolicy, validateVariables } from './policy';

const rule = ruleTable('kubernetes:pkg/apis/admissionregistration/validation/validation.go v1.36', {
  'POLICY-MUTATIONS': 'a policy must have at least one mutation',
  'POLICY-MUTATION': {
    reason: 'a mutation must have the expression of its patchType, and not that of the other',
    fix: 'set jsonPatch or applyConfiguration, as patchType says',
  },
  'POLICY-REINVOCATION': {
    reason: 'a policy must say whether it is asked again after others have changed the object',
    fix: 'set reinvocationPolicy: Never, or IfNeeded',
  },
});

/** The field of the expression, by patchType. */
const expressionFields = { JSONPatch: 'jsonPatch', ApplyConfiguration: 'applyConfiguration' } as const;

/** What an expression makes, by its field. */
const results = { jsonPatch: listOf(jsonPatch), applyConfiguration: appliedObject };

/** A new MutatingAdmissionPolicy (`ValidateMutatingAdmissionPolicy`). */
export function validateMutatingPolicy({ metadata, spec = {} }: Loose<MutatingAdmissionPolicy>, report: Report): void {
  validateManifestMetadata(metadata, { namespaced: false, nameProblems: dns1123SubdomainProblems }, report);
  validatePolicy(spec, report);
  const scope = { params: spec.paramKind !== undefined, composed: validateVariables(spec, report), patch: true };
  validateMutatedOperations(spec.matchConstraints, policyPath.child('matchConstraints'), report);
  const { mutations = [], reinvocationPolicy } = spec;
  const path = policyPath.child('mutations');
  if (mutations.length === 0) report.required(rule['POLICY-MUTATIONS'], path);
  for (const [index, mutation] of mutations.entries())
    validateMutation(mutation, { ...scope, path: path.index(index) }, report);
  if (reinvocationPolicy === undefined)
    report.required(rule['POLICY-REINVOCATION'], policyPath.child('reinvocationPolicy'));
}

/** Which types of patches there are, the schema says. */
function validateMutation(mutation: Loose<Mutation>, place: ExpressionPlace, report: Report): void {
  const { patchType } = mutation;
  const { path } = place;
  if (patchType === undefined || !Object.hasOwn(expressionFields, patchType)) return;
  const field = expressionFields[patchType];
  const other = field === 'jsonPatch' ? 'applyConfiguration' : 'jsonPatch';
  const patch = mutation[field];
  const at = path.child(field, 'expression');
  const expression = (patch?.expression ?? '').trim();
  if (patch === undefined) report.required(rule['POLICY-MUTATION'], path.child(field));
  else if (expression === '') report.required(rule['POLICY-MUTATION'], at);
  else validateExpression(expression, { ...place, path: at, wanted: [results[field]] }, report);
  if (mutation[other] !== undefined) report.invalid(rule['POLICY-MUTATION'], path.child(other), mutation[other]);
}

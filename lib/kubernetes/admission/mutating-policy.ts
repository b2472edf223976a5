import type { MutatingAdmissionPolicy, Mutation } from '../../../imports/admissionregistration.k8s.io/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateManifestMetadata } from '../meta/manifest-metadata';
import { validateMutatedOperations } from './mutated-operations';
import { policyPath, validatePolicy } from './policy';

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

/** A new MutatingAdmissionPolicy (`ValidateMutatingAdmissionPolicy`). */
export function validateMutatingPolicy({ metadata, spec = {} }: Loose<MutatingAdmissionPolicy>, report: Report): void {
  validateManifestMetadata(metadata, { namespaced: false, nameProblems: dns1123SubdomainProblems }, report);
  validatePolicy(spec, report);
  validateMutatedOperations(spec.matchConstraints, policyPath.child('matchConstraints'), report);
  const { mutations = [], reinvocationPolicy } = spec;
  const path = policyPath.child('mutations');
  if (mutations.length === 0) report.required(rule['POLICY-MUTATIONS'], path);
  for (const [index, mutation] of mutations.entries()) validateMutation(mutation, path.index(index), report);
  if (reinvocationPolicy === undefined)
    report.required(rule['POLICY-REINVOCATION'], policyPath.child('reinvocationPolicy'));
}

/** Which types of patches there are, the schema says. */
function validateMutation(mutation: Loose<Mutation>, path: FieldPath, report: Report): void {
  const { patchType } = mutation;
  if (patchType === undefined || !Object.hasOwn(expressionFields, patchType)) return;
  const field = expressionFields[patchType];
  const other = field === 'jsonPatch' ? 'applyConfiguration' : 'jsonPatch';
  const patch = mutation[field];
  if (patch === undefined) report.required(rule['POLICY-MUTATION'], path.child(field));
  else if ((patch.expression ?? '').trim() === '')
    report.required(rule['POLICY-MUTATION'], path.child(field, 'expression'));
  if (mutation[other] !== undefined) report.invalid(rule['POLICY-MUTATION'], path.child(other), mutation[other]);
}

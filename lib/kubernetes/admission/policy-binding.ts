import type {
  MutatingAdmissionPolicyBinding,
  ValidatingAdmissionPolicyBinding,
} from '../../../imports/admissionregistration.k8s.io/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateManifestMetadata } from '../meta/manifest-metadata';
import { validateMatchResources } from './match-resources';
import { validateMutatedOperations } from './mutated-operations';
import { validateParamRef } from './params';

const rule = ruleTable('kubernetes:pkg/apis/admissionregistration/validation/validation.go v1.36', {
  'POLICY-BINDING': 'a binding must name its policy, which is a DNS name',
  'POLICY-ACTIONS': {
    reason: 'a binding must say once what happens to a request that fails: Audit, and Deny or Warn',
    fix: 'set validationActions: [Deny]',
  },
});

const specPath = FieldPath.of('spec');
const actionsPath = specPath.child('validationActions');

type Binding = Loose<ValidatingAdmissionPolicyBinding | MutatingAdmissionPolicyBinding>;

/** A new ValidatingAdmissionPolicyBinding. */
export function validateValidatingBinding(binding: Loose<ValidatingAdmissionPolicyBinding>, report: Report): void {
  validateBinding(binding, report);
  if (binding.spec !== undefined) validateActions(binding.spec.validationActions ?? [], report);
}

/** A new MutatingAdmissionPolicyBinding. */
export function validateMutatingBinding(binding: Loose<MutatingAdmissionPolicyBinding>, report: Report): void {
  validateBinding({ ...binding, spec: binding.spec ?? {} }, report);
  validateMutatedOperations(binding.spec?.matchResources, specPath.child('matchResources'), report);
}

function validateBinding({ metadata, spec }: Binding, report: Report): void {
  validateManifestMetadata(metadata, { namespaced: false, nameProblems: dns1123SubdomainProblems }, report);
  // the schema asks for it where the kind must have one
  if (spec === undefined) return;
  const { policyName = '', paramRef, matchResources } = spec;
  const namePath = specPath.child('policyName');
  if (policyName === '') report.required(rule['POLICY-BINDING'], namePath);
  for (const problem of policyName === '' ? [] : dns1123SubdomainProblems(policyName))
    report.invalid(rule['POLICY-BINDING'], namePath, policyName, { message: `the name of a policy ${problem}` });
  if (paramRef !== undefined) validateParamRef(paramRef, specPath.child('paramRef'), report);
  if (matchResources !== undefined) validateMatchResources(matchResources, specPath.child('matchResources'), report);
}

/** Which actions there are, the schema says. */
function validateActions(actions: readonly string[], report: Report): void {
  for (const [index, action] of actions.entries())
    if (actions.indexOf(action) < index) report.duplicate(rule['POLICY-ACTIONS'], actionsPath.index(index), action);
  if (actions.includes('Deny') && actions.includes('Warn'))
    report.invalid(rule['POLICY-ACTIONS'], actionsPath, actions, {
      message: 'a request that is denied needs no warning of the same',
      fix: 'remove Warn',
    });
  if (actions.length === 0) report.required(rule['POLICY-ACTIONS'], actionsPath);
}

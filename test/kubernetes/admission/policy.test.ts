import { admissionKinds } from '../../../lib/kubernetes/admission/kinds';
import { judged } from '../judged';

const findings = judged(admissionKinds);
const metadata = { name: 'a' };
const rule = { apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['deployments'] };
const matchConstraints = { resourceRules: [rule] };

// verdicts and paths are those of kube-apiserver 1.36.3
describe('a ValidatingAdmissionPolicy', () => {
  const policy = (fields: object): readonly string[] =>
    findings('ValidatingAdmissionPolicy', {
      metadata,
      spec: { matchConstraints, validations: [{ expression: 'true' }], ...fields },
    });

  test('matches resources and says something about them', () => {
    expect(policy({})).toEqual([]);
    expect(findings('ValidatingAdmissionPolicy', { metadata })).toEqual([
      'POLICY-MATCH required spec.matchConstraints',
      'POLICY-EMPTY required spec.validations',
      'POLICY-EMPTY required spec.auditAnnotations',
    ]);
    expect(policy({ matchConstraints: {} })).toEqual(['POLICY-MATCH required spec.matchConstraints.resourceRules']);
    const named = { ...rule, resourceNames: ['a', 'a', 'b/c'] };
    expect(policy({ matchConstraints: { resourceRules: [named] } })).toEqual([
      'POLICY-RESOURCE-NAME duplicate spec.matchConstraints.resourceRules[0].resourceNames[1]',
      'POLICY-RESOURCE-NAME invalid spec.matchConstraints.resourceRules[0].resourceNames[2]',
    ]);
  });

  test('has parameters of a kind', () => {
    const paramKind = (apiVersion: string, kind: string): readonly string[] =>
      policy({ paramKind: { apiVersion, kind } });
    expect(paramKind('v1', 'ConfigMap')).toEqual([]);
    for (const apiVersion of ['/', 'a/b/c', 'A/v1', 'a/V1', 'a/'])
      expect(paramKind(apiVersion, 'K')).toEqual(['POLICY-PARAM-KIND invalid spec.paramKind.apiVersion']);
    expect(paramKind('', '')).toEqual([
      'POLICY-PARAM-KIND required spec.paramKind.apiVersion',
      'POLICY-PARAM-KIND required spec.paramKind.kind',
    ]);
    expect(paramKind('v1', 'K_1')).toEqual(['POLICY-PARAM-KIND invalid spec.paramKind.kind']);
  });

  test('has variables that are identifiers', () => {
    const at = 'spec.variables[0]';
    expect(policy({ variables: [{ name: '_a1', expression: '1' }] })).toEqual([]);
    for (const name of ['a-b', '1a', 'in', 'namespace'])
      expect(policy({ variables: [{ name, expression: '1' }] })).toEqual([`POLICY-VARIABLE invalid ${at}.name`]);
    expect(policy({ variables: [{ name: ' ', expression: ' ' }] })).toEqual([
      `POLICY-VARIABLE required ${at}.name`,
      `POLICY-VARIABLE required ${at}.expression`,
    ]);
  });

  test('has messages of one line, and reasons of admission', () => {
    const at = 'spec.validations[0]';
    const validation = (fields: object): readonly string[] =>
      policy({ validations: [{ expression: 'true', ...fields }] });
    expect(validation({ message: 'a\n', reason: 'Invalid' })).toEqual([]);
    expect(validation({ message: 'a\nb' })).toEqual([`POLICY-MESSAGE invalid ${at}.message`]);
    expect(validation({ message: ' ', messageExpression: ' ' })).toEqual([
      `POLICY-MESSAGE invalid ${at}.message`,
      `POLICY-MESSAGE invalid ${at}.messageExpression`,
    ]);
    expect(validation({ expression: ' ', reason: 'Conflict' })).toEqual([
      `POLICY-VALIDATION required ${at}.expression`,
      `POLICY-REASON notSupported ${at}.reason`,
    ]);
  });

  test('has few audit annotations with different keys', () => {
    const at = 'spec.auditAnnotations';
    const annotations = (...auditAnnotations: object[]): readonly string[] => policy({ auditAnnotations });
    const sound = { key: 'a', valueExpression: "'b'" };
    expect(annotations(sound)).toEqual([]);
    expect(annotations(sound, sound)).toEqual([`POLICY-ANNOTATION-KEY duplicate ${at}[1].key`]);
    expect(annotations({ key: 'a b' }, { key: 'c', valueExpression: `'${'d'.repeat(5119)}'` })).toEqual([
      `POLICY-ANNOTATION invalid ${at}[0].key`,
      `POLICY-ANNOTATION required ${at}[0].valueExpression`,
      `POLICY-ANNOTATION required ${at}[1].valueExpression`,
    ]);
    const many = Array.from({ length: 21 }, (_, index) => ({ ...sound, key: `k${index}` }));
    expect(annotations(...many)).toEqual([`POLICY-ANNOTATIONS invalid ${at}`]);
  });
});

describe('a MutatingAdmissionPolicy', () => {
  const jsonPatch = { expression: "[JSONPatch{op: 'remove', path: '/a'}]" };
  const policy = (fields: object): readonly string[] =>
    findings('MutatingAdmissionPolicy', {
      metadata,
      spec: {
        matchConstraints,
        mutations: [{ patchType: 'JSONPatch', jsonPatch }],
        reinvocationPolicy: 'Never',
        ...fields,
      },
    });

  test('changes something, and says whether it is asked again', () => {
    expect(policy({})).toEqual([]);
    expect(policy({ mutations: [], reinvocationPolicy: undefined })).toEqual([
      'POLICY-MUTATIONS required spec.mutations',
      'POLICY-REINVOCATION required spec.reinvocationPolicy',
    ]);
    expect(policy({ matchConstraints: { resourceRules: [{ ...rule, operations: ['DELETE'] }] } })).toEqual([
      'POLICY-MUTATED-OPERATION notSupported spec.matchConstraints.resourceRules.operations',
    ]);
  });

  test('has the expression of its type', () => {
    const at = 'spec.mutations[0]';
    const mutation = (fields: object): readonly string[] => policy({ mutations: [fields] });
    expect(mutation({ patchType: 'ApplyConfiguration', jsonPatch })).toEqual([
      `POLICY-MUTATION required ${at}.applyConfiguration`,
      `POLICY-MUTATION invalid ${at}.jsonPatch`,
    ]);
    expect(mutation({ patchType: 'JSONPatch', jsonPatch: { expression: ' ' } })).toEqual([
      `POLICY-MUTATION required ${at}.jsonPatch.expression`,
    ]);
  });
});

describe('a binding of a policy', () => {
  const binding = (fields: object, kind = 'ValidatingAdmissionPolicyBinding'): readonly string[] =>
    findings(kind, { metadata, spec: { policyName: 'a', validationActions: ['Deny'], ...fields } });

  test('names its policy and what happens', () => {
    expect(binding({ validationActions: ['Deny', 'Audit'] })).toEqual([]);
    expect(findings('MutatingAdmissionPolicyBinding', { metadata })).toEqual([
      'POLICY-BINDING required spec.policyName',
    ]);
    expect(binding({ policyName: '', validationActions: [] })).toEqual([
      'POLICY-BINDING required spec.policyName',
      'POLICY-ACTIONS required spec.validationActions',
    ]);
    expect(binding({ policyName: 'A', validationActions: ['Warn', 'Deny', 'Deny'] })).toEqual([
      'POLICY-BINDING invalid spec.policyName',
      'POLICY-ACTIONS duplicate spec.validationActions[2]',
      'POLICY-ACTIONS invalid spec.validationActions',
    ]);
  });

  test('finds its parameters by name or selector', () => {
    const at = 'spec.paramRef';
    const paramRef = (fields: object): readonly string[] =>
      binding({ paramRef: { parameterNotFoundAction: 'Allow', ...fields } });
    expect(paramRef({ selector: {} })).toEqual([]);
    expect(paramRef({ name: 'a/b', selector: {} })).toEqual([
      `POLICY-PARAM-REF invalid ${at}.name`,
      `POLICY-PARAM-REF forbidden ${at}.name`,
      `POLICY-PARAM-REF forbidden ${at}.selector`,
    ]);
    expect(paramRef({ parameterNotFoundAction: undefined })).toEqual([
      `POLICY-PARAM-REF required ${at}`,
      `POLICY-PARAM-MISSING required ${at}.parameterNotFoundAction`,
    ]);
    expect(paramRef({ name: 'a', parameterNotFoundAction: 'Ignore' })).toEqual([
      `POLICY-PARAM-MISSING notSupported ${at}.parameterNotFoundAction`,
    ]);
  });

  test('changes nothing that is deleted', () => {
    const matchResources = { resourceRules: [{ ...rule, operations: ['CREATE', 'DELETE'] }] };
    expect(binding({ matchResources })).toEqual([]);
    expect(binding({ matchResources }, 'MutatingAdmissionPolicyBinding')).toEqual([
      'POLICY-MUTATED-OPERATION notSupported spec.matchResources.resourceRules.operations',
    ]);
  });
});

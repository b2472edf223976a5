import { admissionKinds } from '../../../lib/kubernetes/admission/kinds';
import { judged } from '../judged';

const findings = judged(admissionKinds);
const rule = { apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['deployments'] };
const policy = (fields: object, kind = 'ValidatingAdmissionPolicy'): readonly string[] =>
  findings(kind, {
    metadata: { name: 'a' },
    spec: { matchConstraints: { resourceRules: [rule] }, validations: [{ expression: 'true' }], ...fields },
  });

// verdicts and paths are those of kube-apiserver 1.36.3
describe('the expressions of a policy', () => {
  test('must be sure to be true or false', () => {
    const at = 'spec.validations[0].expression';
    const validation = (expression: string): readonly string[] => policy({ validations: [{ expression }] });
    expect(validation('object.spec.paused == true')).toEqual([]);
    expect(validation('object.spec.paused')).toEqual([`CEL-RESULT invalid ${at}`]);
    expect(validation('object.spec.replicas + 1')).toEqual([`CEL-RESULT invalid ${at}`]);
    expect(validation('object.spec.paused =')).toEqual([`CEL-SYNTAX invalid ${at}`]);
    expect(validation('spec.paused')).toEqual([`CEL-TYPE invalid ${at}`]);
  });

  test('use parameters where there are some', () => {
    const validations = [{ expression: 'object.spec.replicas <= params.max' }];
    expect(policy({ validations, paramKind: { apiVersion: 'v1', kind: 'ConfigMap' } })).toEqual([]);
    expect(policy({ validations })).toEqual(['CEL-TYPE invalid spec.validations[0].expression']);
  });

  test('use the variables before them, of the types that these have', () => {
    const variables = [
      { name: 'count', expression: 'size(object.spec.list)' },
      { name: 'twice', expression: 'variables.count * 2' },
      { name: 'wrong', expression: 'variables.later' },
    ];
    const validation = (expression: string): readonly string[] => policy({ variables, validations: [{ expression }] });
    const wrong = 'CEL-TYPE invalid spec.variables[2].expression';
    expect(validation('variables.twice > 2 && variables.wrong == 1')).toEqual([wrong]);
    expect(validation("variables.twice == '2'")).toEqual([wrong, 'CEL-TYPE invalid spec.validations[0].expression']);
    expect(policy({ validations: [{ expression: 'variables.count > 1' }] })).toEqual([
      'CEL-TYPE invalid spec.validations[0].expression',
    ]);
  });

  test('make messages and annotations of text, and messages ask nobody', () => {
    const at = 'spec.validations[0].messageExpression';
    const message = (messageExpression: string): readonly string[] =>
      policy({ validations: [{ expression: 'true', messageExpression }] });
    expect(message("'too many: ' + string(object.spec.replicas)")).toEqual([]);
    expect(message('object.spec.replicas')).toEqual([`CEL-RESULT invalid ${at}`]);
    expect(message("authorizer.path('/a').check('get').reason()")).toEqual([`CEL-TYPE invalid ${at}`]);
    expect(policy({ auditAnnotations: [{ key: 'a', valueExpression: 'null' }] })).toEqual([]);
    expect(policy({ auditAnnotations: [{ key: 'a', valueExpression: '1' }] })).toEqual([
      'CEL-RESULT invalid spec.auditAnnotations[0].valueExpression',
    ]);
  });

  test('are conditions without variables', () => {
    const conditions = (expression: string): readonly string[] =>
      policy({ variables: [{ name: 'a', expression: '1' }], matchConditions: [{ name: 'c', expression }] });
    expect(conditions("request.name == 'a'")).toEqual([]);
    expect(conditions('variables.a == 1')).toEqual(['CEL-TYPE invalid spec.matchConditions[0].expression']);
    expect(conditions('object.spec')).toEqual(['CEL-RESULT invalid spec.matchConditions[0].expression']);
  });

  test('make objects and patches where objects are changed', () => {
    const mutation = (patchType: string, field: string, expression: string): readonly string[] =>
      policy(
        { mutations: [{ patchType, [field]: { expression } }], reinvocationPolicy: 'Never' },
        'MutatingAdmissionPolicy',
      );
    const applied = (expression: string): readonly string[] =>
      mutation('ApplyConfiguration', 'applyConfiguration', expression);
    const patched = (expression: string): readonly string[] => mutation('JSONPatch', 'jsonPatch', expression);
    expect(applied('Object{metadata: Object.metadata{labels: {"a": "b"}}}')).toEqual([]);
    expect(applied('{"metadata": 1}')).toEqual(['CEL-RESULT invalid spec.mutations[0].applyConfiguration.expression']);
    expect(patched('[JSONPatch{op: "remove", path: "/" + jsonpatch.escapeKey("a/b")}]')).toEqual([]);
    expect(patched('JSONPatch{op: "remove"}')).toEqual(['CEL-RESULT invalid spec.mutations[0].jsonPatch.expression']);
    expect(policy({ validations: [{ expression: 'Object{} == null' }] })).toEqual([
      'CEL-TYPE invalid spec.validations[0].expression',
    ]);
  });
});

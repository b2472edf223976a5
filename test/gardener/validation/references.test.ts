import { FieldPath } from '../../../lib/core/field-path';
import {
  validateCredentialsRef,
  validateLocalCredentialsRef,
  validateNamespacedReference,
  validateResourceReference,
  type ReferenceFields,
} from '../../../lib/gardener/validation/references';
import { Report } from '../../../lib/rules/report';

const path = FieldPath.of('ref');
const secret = { apiVersion: 'v1', kind: 'Secret', name: 'a' };

function judge(run: (report: Report) => void): string[] {
  const report = new Report();
  run(report);
  return report.findings.map(finding => `${finding.rule} ${finding.type} ${finding.path}`);
}

describe('a reference to credentials', () => {
  test('names a namespace, or must not where the object gives it', () => {
    const anywhere = { ...secret, namespace: 'garden' };
    expect(judge(report => validateCredentialsRef(anywhere, path, report))).toEqual([]);
    expect(judge(report => validateLocalCredentialsRef(secret, path, report))).toEqual([]);
    expect(judge(report => validateLocalCredentialsRef(anywhere, path, report))).toEqual([
      'REFERENCE-NAMESPACE-LOCAL invalid ref.namespace',
    ]);
    expect(judge(report => validateCredentialsRef(secret, path, report))).toEqual([
      'REFERENCE-NAMESPACE-MISSING required ref.namespace',
      'REFERENCE-NAMESPACE invalid ref.namespace',
    ]);
  });

  test('may have a namespace with dots, as upstream checks no label here', () => {
    expect(judge(report => validateCredentialsRef({ ...secret, namespace: 'a.b' }, path, report))).toEqual([]);
    expect(judge(report => validateNamespacedReference({ ...secret, namespace: 'a.b' }, path, report))).toEqual([
      'REFERENCE-NAMESPACE invalid ref.namespace',
    ]);
  });

  test('shows which kind it has and which it may have', () => {
    const report = new Report();
    validateLocalCredentialsRef({ ...secret, kind: 'ConfigMap' }, path, report);
    expect(report.findings).toMatchObject([
      {
        value: 'v1 ConfigMap',
        allowed: [
          'v1 Secret',
          'core.gardener.cloud/v1beta1 InternalSecret',
          'security.gardener.cloud/v1alpha1 WorkloadIdentity',
        ],
      },
    ]);
  });
});

describe('a reference to a resource', () => {
  const resource = (reference: ReferenceFields, allowWorkloadIdentity = false): string[] =>
    judge(report => validateResourceReference(reference, path, report, { allowWorkloadIdentity }));

  test('is a Secret or a ConfigMap, a WorkloadIdentity only where that is allowed', () => {
    const identity = { apiVersion: 'security.gardener.cloud/v1alpha1', kind: 'WorkloadIdentity', name: 'a' };
    expect(resource({ ...secret, kind: 'ConfigMap' })).toEqual([]);
    expect(resource(identity, true)).toEqual([]);
    expect(resource(identity)).toEqual(['RESOURCE-REFERENCE-KIND notSupported ref']);
  });

  test('may have any name, which the object would be refused for itself', () => {
    expect(resource({ ...secret, name: 'Not A Name' })).toEqual([]);
    expect(resource({ apiVersion: 'a/b/c', kind: 'Secret' })).toEqual([
      'RESOURCE-REFERENCE-API-VERSION invalid ref',
      'REFERENCE-NAME-MISSING required ref.name',
    ]);
  });
});

import type { CredentialsBinding } from '../../../imports/security.gardener.cloud/v1alpha1';
import type { Loose } from '../../../lib/core/loose';
import { defaultCredentialsBinding } from '../../../lib/gardener/credentials-binding/defaults';
import {
  validateCredentialsBinding,
  validateCredentialsBindingUpdate,
} from '../../../lib/gardener/credentials-binding/validation';
import { Report } from '../../../lib/rules/report';

type Fields = Loose<CredentialsBinding>;

const binding: Fields = {
  metadata: { name: 'meadow', namespace: 'garden-meadow' },
  provider: { type: 'openstack' },
  credentialsRef: { apiVersion: 'v1', kind: 'Secret', name: 'meadow' },
};

function create(fields: Fields): string[] {
  const report = new Report();
  validateCredentialsBinding(defaultCredentialsBinding({ ...binding, ...fields }), report);
  return report.findings.map(({ rule, type, path }) => `${rule} ${type} ${path}`);
}

describe('a CredentialsBinding', () => {
  test('refers to credentials in its own namespace when it names none', () => {
    expect(create({})).toEqual([]);
    expect(defaultCredentialsBinding(binding).credentialsRef?.namespace).toBe('garden-meadow');
  });

  test('refers to a Secret, an InternalSecret or a WorkloadIdentity by its full type', () => {
    const apiVersion = 'security.gardener.cloud/v1alpha1';
    expect(create({ credentialsRef: { apiVersion, kind: 'WorkloadIdentity', name: 'a' } })).toEqual([]);
    expect(create({ credentialsRef: { apiVersion: 'v1', kind: 'WorkloadIdentity', name: 'a' } })).toEqual([
      'CREDENTIALS-REFERENCE-KIND notSupported credentialsRef',
    ]);
    expect(create({ credentialsRef: {} })).toEqual([
      'REFERENCE-API-VERSION required credentialsRef.apiVersion',
      'REFERENCE-KIND required credentialsRef.kind',
      'REFERENCE-NAME-MISSING required credentialsRef.name',
      'REFERENCE-NAME invalid credentialsRef.name',
      'CREDENTIALS-REFERENCE-KIND notSupported credentialsRef',
    ]);
  });

  test('is for one provider', () => {
    expect(create({ provider: { type: 'a,b' } })).toEqual(['CREDENTIALSBINDING-PROVIDER-SINGLE invalid provider.type']);
    expect(create({ provider: {} })).toEqual(['CREDENTIALSBINDING-PROVIDER-TYPE required provider.type']);
  });

  test('never changes', () => {
    const report = new Report();
    const next: Fields = { ...binding, quotas: [{ name: 'trial', namespace: 'garden' }], provider: { type: 'aws' } };
    validateCredentialsBindingUpdate(defaultCredentialsBinding(next), defaultCredentialsBinding(binding), report);
    expect(report.findings.map(({ rule, path }) => `${rule} ${path}`)).toEqual([
      'CREDENTIALSBINDING-IMMUTABLE quotas',
      'CREDENTIALSBINDING-IMMUTABLE provider',
    ]);
  });
});

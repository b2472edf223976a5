import type { SecretBinding } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../lib/core/loose';
import { defaultSecretBinding } from '../../../lib/gardener/secret-binding/defaults';
import { validateSecretBinding, validateSecretBindingUpdate } from '../../../lib/gardener/secret-binding/validation';
import { Report } from '../../../lib/rules/report';

type Fields = Loose<SecretBinding>;

const binding: Fields = {
  metadata: { name: 'meadow', namespace: 'garden-meadow' },
  provider: { type: 'openstack,aws' },
  secretRef: { name: 'meadow' },
  quotas: [{ name: 'trial', namespace: 'garden' }, { name: 'own' }],
};

function judge(run: (report: Report) => void): string[] {
  const report = new Report();
  run(report);
  return report.findings.map(({ rule, severity, type, path }) => `${rule} ${type ?? severity} ${path}`);
}

describe('a SecretBinding', () => {
  test('finds secret and quotas in its own namespace when they name none', () => {
    expect(defaultSecretBinding(binding)).toEqual({
      ...binding,
      secretRef: { name: 'meadow', namespace: 'garden-meadow' },
      quotas: [
        { name: 'trial', namespace: 'garden' },
        { name: 'own', namespace: 'garden-meadow' },
      ],
    });
  });

  test('may list several providers, but needs one', () => {
    const create = (fields: Fields): string[] =>
      judge(report => validateSecretBinding({ ...binding, ...fields }, report));
    expect(create({})).toEqual([]);
    expect(create({ provider: undefined })).toEqual(['SECRETBINDING-PROVIDER required provider']);
    expect(create({ provider: { type: '' } })).toEqual(['SECRETBINDING-PROVIDER-TYPE required provider.type']);
    expect(create({ secretRef: {}, quotas: [{ name: 'a b', namespace: 'A' }] })).toEqual([
      'REFERENCE-NAME-MISSING required secretRef.name',
      'REFERENCE-NAME invalid quotas[0].name',
      'REFERENCE-NAMESPACE invalid quotas[0].namespace',
    ]);
  });

  test('without a name is accepted by the API server, with a new object for every apply', () => {
    const nameless = { ...binding, metadata: { namespace: 'garden-meadow' } };
    expect(judge(report => validateSecretBinding(nameless, report))).toEqual([
      'META-NAME-GENERATED warning metadata.name',
    ]);
    expect(judge(report => validateSecretBindingUpdate(nameless, nameless, report))).toEqual([
      'META-NAME-MISSING required metadata.name',
    ]);
  });

  test('keeps secret and quotas, and the provider once it has one', () => {
    const next: Fields = { ...binding, secretRef: { name: 'other' }, quotas: [], provider: { type: 'aws' } };
    expect(judge(report => validateSecretBindingUpdate(next, binding, report))).toEqual([
      'SECRETBINDING-IMMUTABLE invalid secretRef',
      'SECRETBINDING-IMMUTABLE invalid quotas',
      'SECRETBINDING-IMMUTABLE invalid provider',
    ]);
    const old = { ...binding, provider: undefined };
    expect(judge(report => validateSecretBindingUpdate(binding, old, report))).toEqual([]);
  });
});

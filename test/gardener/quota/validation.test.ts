import type { Quota } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../lib/core/loose';
import { validateQuota, validateQuotaUpdate } from '../../../lib/gardener/quota/validation';
import { Report } from '../../../lib/rules/report';

type Spec = Loose<Quota>['spec'];

const spec: Spec = { scope: { apiVersion: 'v1', kind: 'Secret' }, metrics: { cpu: '200', 'storage.standard': '8Ti' } };
const quota = (fields: Spec = spec): Loose<Quota> => ({
  metadata: { name: 'trial', namespace: 'garden' },
  spec: fields,
});

function create(fields: Spec): string[] {
  const report = new Report();
  validateQuota(quota(fields), report);
  return report.findings.map(({ rule, type, path }) => `${rule} ${type} ${path}`);
}

describe('a Quota', () => {
  test('counts known metrics for a project, a Secret or a WorkloadIdentity', () => {
    expect(create(spec)).toEqual([]);
    expect(create({ ...spec, scope: { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'Project' } })).toEqual([]);
    expect(create({ ...spec, scope: { apiVersion: 'v1', kind: 'Project' } })).toEqual([
      'QUOTA-SCOPE notSupported spec.scope',
    ]);
    expect(create({ ...spec, metrics: { pods: '1', cpu: '-1' } })).toEqual([
      'QUOTA-METRIC invalid spec.metrics[pods]',
      'QUANTITY-NEGATIVE invalid spec.metrics[cpu]',
    ]);
  });

  test('names what is wrong with a metric once for each reason', () => {
    expect(create({ ...spec, metrics: { pods: '1500m' } })).toEqual([
      'QUOTA-METRIC invalid spec.metrics[pods]',
      'QUANTITY-FRACTION invalid spec.metrics[pods]',
    ]);
  });

  test('gives clusters at least one day', () => {
    expect(create({ ...spec, clusterLifetimeDays: 1 })).toEqual([]);
    expect(create({ ...spec, clusterLifetimeDays: 0 })).toEqual(['QUOTA-LIFETIME invalid spec.clusterLifetimeDays']);
  });

  test('keeps its scope', () => {
    const report = new Report();
    const next = quota({ ...spec, scope: { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'Project' } });
    validateQuotaUpdate(next, quota(), report);
    expect(report.findings).toEqual([
      {
        rule: 'QUOTA-SCOPE-IMMUTABLE',
        severity: 'error',
        type: 'invalid',
        path: 'spec.scope',
        message: 'the scope of a quota never changes, it was {"apiVersion":"v1","kind":"Secret"}',
        value: { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'Project' },
        fix: 'create another Quota and refer to it from the bindings',
        source: 'gardener:pkg/api/core/validation/quota.go v1.150',
      },
    ]);
  });
});

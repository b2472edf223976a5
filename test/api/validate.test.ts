import type { KubernetesObject } from '../../lib/core/object';
import { validateObject } from '../../lib/api/validate';

const seed = (spec: object, metadata: object = {}): KubernetesObject => ({
  apiVersion: 'core.gardener.cloud/v1beta1',
  kind: 'Seed',
  metadata: { name: 'soil', ...metadata },
  spec: {
    provider: { type: 'openstack', region: 'eu01' },
    networks: { pods: '10.0.0.0/16', services: '10.1.0.0/16' },
    dns: {},
    ...spec,
  },
});

describe('validateObject', () => {
  test('a valid object has no finding, and always the same empty list', () => {
    expect(validateObject(seed({}))).toBe(validateObject(seed({})));
    expect(validateObject(seed({}))).toEqual([]);
  });

  test('an unknown field says what was meant', () => {
    expect(validateObject(seed({ taint: [] }))).toEqual([
      {
        rule: 'SCHEMA-UNKNOWN-FIELD',
        severity: 'error',
        type: 'unknownField',
        path: 'spec.taint',
        message: 'unknown field',
        fix: 'did you mean taints',
        source: 'gardener/gardener:pkg/apis/core/v1beta1/types_seed.go v1.150.0-dev',
      },
    ]);
  });
});

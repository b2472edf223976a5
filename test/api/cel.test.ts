import type { KubernetesObject } from '../../lib/core/object';
import { validateObject, validateTransition } from '../../lib/api/validate';

const release = (spec: object): KubernetesObject => ({
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name: 'a', namespace: 'b' },
  spec: { interval: '1h', ...spec },
});
const bucket = (spec: object): KubernetesObject => ({
  apiVersion: 'source.toolkit.fluxcd.io/v1',
  kind: 'Bucket',
  metadata: { name: 'a', namespace: 'b' },
  spec: { interval: '1h', bucketName: 'b', endpoint: 'e', ...spec },
});
const infrastructure = (spec: object): KubernetesObject => ({
  apiVersion: 'extensions.gardener.cloud/v1alpha1',
  kind: 'Infrastructure',
  metadata: { name: 'a', namespace: 'b' },
  spec: { type: 'local', region: 'r', secretRef: { name: 's' }, ...spec },
});

describe('CEL rules', () => {
  test('are reported with the message of the custom resource definition', () => {
    expect(validateObject(release({}))).toMatchObject([
      { rule: 'SCHEMA-CEL', type: 'invalid', path: 'spec', message: 'either chart or chartRef must be set' },
    ]);
    expect(validateObject(release({ chartRef: { kind: 'OCIRepository', name: 'a' } }))).toEqual([]);
  });

  test('see the defaults of fields that are absent', () => {
    // provider is generic unless somebody says otherwise
    expect(validateObject(bucket({ sts: { provider: 'aws', endpoint: 'http://e' } }))).toMatchObject([
      { rule: 'SCHEMA-CEL', path: 'spec' },
    ]);
    expect(validateObject(bucket({ provider: 'aws', sts: { provider: 'aws', endpoint: 'http://e' } }))).toEqual([]);
  });

  test('compare integers, and read durations and URLs', () => {
    const rule = (trafficPolicy: object): KubernetesObject => ({
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: 'a', namespace: 'b' },
      spec: { host: 'h', trafficPolicy },
    });
    expect(validateObject(rule({ connectionPool: { tcp: { connectTimeout: '1s' } } }))).toEqual([]);
    expect(validateObject(rule({ connectionPool: { tcp: { connectTimeout: '1us' } } }))).toMatchObject([
      { rule: 'SCHEMA-CEL', path: 'spec.trafficPolicy.connectionPool.tcp.connectTimeout' },
    ]);
  });

  test('are left out while the object does not fit its schema, as the API server does', () => {
    expect(validateObject(release({ chartRef: { kind: 'Nothing', name: 'a' } })).map(({ rule }) => rule)).toEqual([
      'SCHEMA-VALUE',
    ]);
  });

  test('that compare with the stored object are asked separately', () => {
    const garden = infrastructure({ class: 'garden' });
    expect(validateObject(garden)).toEqual([]);
    expect(validateTransition(garden, garden)).toEqual([]);
    expect(validateTransition(infrastructure({ class: 'shoot' }), garden)).toMatchObject([
      { rule: 'SCHEMA-CEL', type: 'invalid', path: 'spec.class' },
    ]);
  });

  test('need a stored value to compare with', () => {
    expect(validateTransition(infrastructure({}), infrastructure({ class: 'garden' }))).toEqual([]);
  });
});

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
        meant: 'taints',
        source: 'gardener:pkg/apis/core/v1beta1/types_seed.go v1.150.0-dev',
      },
    ]);
  });
});

describe('null', () => {
  const managedResource = (spec: object): KubernetesObject => ({
    apiVersion: 'resources.gardener.cloud/v1alpha1',
    kind: 'ManagedResource',
    metadata: { name: 'a', namespace: 'garden' },
    spec: { secretRefs: [{ name: 's' }], ...spec },
  });

  test('in an object means absent, for aggregated kinds and for custom resources alike', () => {
    expect(validateObject(seed({ taints: null }))).toEqual([]);
    expect(validateObject(managedResource({ class: null }))).toEqual([]);
  });

  test('is refused on a custom resource that Flux applies, and only there', () => {
    expect(validateObject(seed({ taints: null }), { flux: true })).toEqual([]);
    expect(validateObject(managedResource({ class: null }), { flux: true })).toMatchObject([
      { rule: 'SCHEMA-NULL', type: 'typeInvalid', path: 'spec.class', value: null, fix: 'leave the field out' },
    ]);
  });

  test('does not fill a required field', () => {
    expect(validateObject(managedResource({ secretRefs: null }))).toMatchObject([
      { type: 'required', path: 'spec.secretRefs' },
    ]);
  });

  test('in a list stays an error', () => {
    expect(validateObject(managedResource({ secretRefs: [null] }))).toMatchObject([
      { type: 'typeInvalid', path: 'spec.secretRefs[0]' },
    ]);
  });
});

describe('objects of which only a part is known', () => {
  test('in partial mode nothing is required, and everything else still holds', () => {
    const part = { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'Seed', metadata: {}, spec: { dns: { x: 1 } } };
    expect(validateObject(part, { partial: true })).toMatchObject([{ path: 'spec.dns.x', type: 'unknownField' }]);
  });

  test('a file encrypted by SOPS is judged without what is encrypted', () => {
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a', namespace: 'b' },
      data: { token: 'ENC[AES256_GCM,data:abc,iv:x,tag:y,type:str]' },
      sops: { mac: 'ENC[AES256_GCM,data:abc]', version: '3.9.0' },
    };
    expect(validateObject(secret)).toEqual([]);
    expect(validateObject({ ...secret, dat: {} })).toMatchObject([{ path: 'dat' }]);
    expect(validateObject({ ...secret, sops: undefined })).toMatchObject([
      { path: 'data[token]', message: 'is no base64 text' },
    ]);
  });

  test('the value of a secret is never shown', () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, data: { token: 'clear text!' } };
    const [finding] = validateObject(secret);
    expect(finding).not.toHaveProperty('value');
    expect(JSON.stringify(finding)).not.toContain('clear text');
  });

  test.each([
    ['core.gardener.cloud/v1beta1', 'Shot', 'kind', 'did you mean Shoot'],
    ['core.gardner.cloud/v1beta1', 'Shoot', 'apiVersion', 'did you mean core.gardener.cloud/v1beta1'],
    ['v1', 'ConfigMapp', 'kind', 'did you mean ConfigMap'],
  ])('a misspelled kind or group is an error: %s %s', (apiVersion, kind, path, fix) => {
    expect(validateObject({ apiVersion, kind, metadata: { name: 'a' } })).toMatchObject([
      { severity: 'error', type: 'notFound', path, fix },
    ]);
  });

  test.each([
    ['core.gardener.cloud/v1beta1', 'ShootList'],
    ['autoscaling/v1', 'HorizontalPodAutoscaler'],
    ['v1', 'Binding'],
  ])('a kind that merely has no schema is no error: %s %s', (apiVersion, kind) => {
    expect(validateObject({ apiVersion, kind, metadata: { name: 'a' } })).toMatchObject([{ severity: 'notice' }]);
  });

  test('a kind without a schema is one notice', () => {
    expect(validateObject({ apiVersion: 'example.org/v1', kind: 'Thing', metadata: { name: 'a' } })).toMatchObject([
      { rule: 'SCHEMA-NO-SCHEMA', severity: 'notice', path: '' },
    ]);
  });

  test('objects without metadata, or with something else in its place, are judged without failing', () => {
    for (const metadata of [undefined, null, 'text', []]) {
      const broken = { ...seed({}), metadata } as unknown as KubernetesObject;
      expect(validateObject(broken, { gardener: '1.150.0', flux: true }).map(({ path }) => path)).toEqual(['metadata']);
    }
  });

  test('a namespace on a cluster-scoped kind is dropped by the API server: a warning', () => {
    expect(validateObject(seed({}, { namespace: 'garden' }))).toMatchObject([
      { rule: 'SCHEMA-NAMESPACE', severity: 'warning', path: 'metadata.namespace' },
    ]);
  });
});

describe('configurations in texts and values', () => {
  const config = (data: Record<string, string>): KubernetesObject => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a', namespace: 'garden' },
    data,
  });
  const header = 'apiVersion: gardenlet.config.gardener.cloud/v1alpha1\nkind: GardenletConfiguration\n';

  test('a component configuration in a ConfigMap is judged as its kind', () => {
    const text = `${header}logLevle: info\ngardenClientConnection:\n  qps: many\n`;
    expect(validateObject(config({ 'config.yaml': text }))).toMatchObject([
      { path: 'data[config.yaml].logLevle', severity: 'warning', fix: 'did you mean logLevel' },
      { path: 'data[config.yaml].gardenClientConnection.qps', severity: 'error', type: 'decode' },
    ]);
  });

  test('other texts, and texts that are no YAML, are left alone', () => {
    const texts = {
      a: 'plain',
      b: `${header}- [`,
      c: 'apiVersion: v1\nkind: Secret\ndata: 1\n',
      d: 'apiVersion: v1\nkind: |\n',
    };
    expect(validateObject(config(texts))).toEqual([]);
  });

  test('an audit policy in a ConfigMap needs no metadata', () => {
    const policy = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n- level: None\n  namespace: a\n';
    expect(validateObject(config({ policy }))).toMatchObject([
      { path: 'data[policy].rules[0].namespace', type: 'unknownField', fix: 'did you mean namespaces' },
    ]);
  });

  test('the values of a gardenlet release are a configuration, with what its chart adds', () => {
    const release = (values: object): KubernetesObject => ({
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: 'gardenlet', namespace: 'garden' },
      spec: { interval: '1h', chartRef: { kind: 'OCIRepository', name: 'gardenlet' }, values: { config: values } },
    });
    const bootstrapKubeconfig = { name: 'a', namespace: 'garden', kubeconfig: 'text' };
    expect(validateObject(release({ gardenClientConnection: { bootstrapKubeconfig } }))).toEqual([]);
    expect(validateObject(release({ seedConfig: { spec: { provder: {} } } }))).toMatchObject([
      { path: 'spec.values.config.seedConfig.spec.provder', fix: 'did you mean provider' },
    ]);
  });
});

describe('an object of a kind without a schema', () => {
  test('has metadata that can be read, all the same', () => {
    const metadata = { name: 7, namespace: 'a', labels: { tier: 1, app: 'b' }, annotations: { on: true, off: null } };
    const thing = { apiVersion: 'example.org/v1', kind: 'Thing', metadata } as unknown as KubernetesObject;
    expect(validateObject(thing).map(({ rule, path, message }) => `${rule} ${path}: ${message}`)).toEqual([
      'SCHEMA-NO-SCHEMA : example.org/v1 Thing has no schema: its objects are not checked',
      'SCHEMA-TYPE metadata.name: must be of type string, is a number',
      'SCHEMA-TYPE metadata.labels[tier]: must be of type string, is a number',
      'SCHEMA-TYPE metadata.annotations[on]: must be of type string, is a boolean',
    ]);
  });
});

import type { KubernetesObject } from '../../lib/core/object';
import type { Finding } from '../../lib/core/finding';
import { validateObject, type ValidateOptions } from '../../lib/api/validate';

type Body = Readonly<Record<string, unknown>>;

const object = (apiVersion: string, kind: string, body: Body): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name: 'x' },
  ...body,
});
const check = (value: KubernetesObject, options: ValidateOptions = {}): readonly Finding[] =>
  validateObject(value, { gardener: '1.150.0', ...options });
const brief = (findings: readonly Finding[]): string[] =>
  findings.map(({ severity, path, message }) => `${severity} ${path}: ${message}`);

const core = 'core.gardener.cloud/v1beta1';
const garden = (gardener: Body): KubernetesObject =>
  object('operator.gardener.cloud/v1alpha1', 'Garden', {
    spec: {
      runtimeCluster: {
        networking: { pods: ['10.1.0.0/16'], services: ['10.2.0.0/16'] },
        ingress: { domains: [{ name: 'i.example.org' }], controller: { kind: 'nginx' } },
        provider: { zones: ['a'] },
      },
      virtualCluster: {
        dns: { domains: [{ name: 'g.example.org' }] },
        gardener: { clusterIdentity: 'meadow', ...gardener },
        kubernetes: { version: '1.34.2' },
        maintenance: { timeWindow: { begin: '220000+0100', end: '230000+0100' } },
        networking: { services: ['10.3.0.0/16'] },
      },
    },
  });
const cloudProfile = (spec: Body): KubernetesObject =>
  object(core, 'CloudProfile', {
    spec: {
      type: 'local',
      kubernetes: { versions: [{ version: '1.34.2' }] },
      machineImages: [],
      machineTypes: [],
      regions: [],
      ...spec,
    },
  });
const gardenlet = { apiVersion: 'gardenlet.config.gardener.cloud/v1alpha1', kind: 'GardenletConfiguration' };

describe('what operators stumbled over', () => {
  test('B03: a field one level too high is unknown, and the place where it exists is named', () => {
    expect(check(garden({ shootAdminKubeconfigMaxExpiration: '24h' }))).toMatchObject([
      {
        rule: 'SCHEMA-UNKNOWN-FIELD',
        severity: 'error',
        path: 'spec.virtualCluster.gardener.shootAdminKubeconfigMaxExpiration',
        fix: 'shootAdminKubeconfigMaxExpiration exists at spec.virtualCluster.gardener.gardenerAPIServer',
      },
    ]);
    expect(check(garden({ gardenerAPIServer: { shootAdminKubeconfigMaxExpiration: '24h' } }))).toEqual([]);
  });

  test('B12: a version that is no longer served is named, and the fields are judged as the served one', () => {
    const spec = {
      provider: { type: 'local' },
      region: 'local',
      addons: { 'kubernetes-dashboard': { enabled: true }, 'nginx-ingress': { enabled: false } },
    };
    const findings = check(object('core.gardener.cloud/v1alpha1', 'Shoot', { spec }));
    expect(brief(findings)).toEqual([
      'error apiVersion: core.gardener.cloud/v1alpha1 is no longer served, use v1beta1',
      'error spec.addons.kubernetes-dashboard: unknown field',
      'error spec.addons.nginx-ingress: unknown field',
    ]);
    expect(findings.map(({ fix }) => fix)).toEqual([
      'write apiVersion: core.gardener.cloud/v1beta1',
      'did you mean kubernetesDashboard',
      'did you mean nginxIngress',
    ]);
  });

  test('B15: an exported shoot has one warning about what the server owns, and no error below status', () => {
    const exported = {
      apiVersion: core,
      kind: 'Shoot',
      metadata: {
        name: 'a',
        namespace: 'garden-dev',
        uid: '0d2f1d1e-8f3f-4f6c-9b1c-0c7d4f0f2a11',
        resourceVersion: '7',
        generation: 3,
        creationTimestamp: '2026-01-31T12:00:00Z',
        managedFields: [
          {
            manager: 'kubectl',
            operation: 'Update',
            apiVersion: core,
            time: '2026-01-31T12:00:00Z',
            fieldsType: 'FieldsV1',
            fieldsV1: {},
          },
        ],
      },
      spec: { provider: { type: 'local' }, region: 'local' },
      status: {
        gardener: { id: 'x' },
        lastOperation: { progress: 100 },
        credentials: { rotation: { certificateAuthorities: {} } },
      },
    };
    expect(brief(check(exported))).toEqual([
      'warning status: the server owns status, metadata.uid, metadata.resourceVersion, metadata.generation, ' +
        'metadata.managedFields, metadata.creationTimestamp',
    ]);
  });

  test('B18: a version that YAML has made a number must be quoted', () => {
    const findings = check(
      cloudProfile({
        kubernetes: { versions: [{ version: 1.3 }] },
        machineImages: [{ name: 'ubuntu', versions: [{ version: 20.04 }] }],
      }),
    );
    expect(findings).toHaveLength(2);
    expect(findings).toMatchObject([
      {
        type: 'decode',
        path: 'spec.kubernetes.versions[0].version',
        value: 1.3,
        message: 'must be of type string, is a number',
      },
      { type: 'decode', path: 'spec.machineImages[0].versions[0].version', value: 20.04 },
    ]);
    expect(findings[0]?.fix).toContain('1.30 has become 1.3');
  });

  test('B21: the seed of a ManagedSeed is completed from its shoot, that of a Gardenlet is not', () => {
    const config = { ...gardenlet, seedConfig: { spec: { settings: { scheduling: { visible: true } } } } };
    const managed = object('seedmanagement.gardener.cloud/v1alpha1', 'ManagedSeed', {
      spec: { shoot: { name: 'a' }, gardenlet: { config } },
    });
    const own = object('seedmanagement.gardener.cloud/v1alpha1', 'Gardenlet', {
      spec: { config, deployment: { helm: { ociRepository: { ref: 'example.org/gardenlet:v1' } } } },
    });
    expect(check(managed)).toEqual([]);
    expect(brief(check(own))).toEqual([
      'error spec.config.seedConfig.spec.networks: must be set',
      'error spec.config.seedConfig.spec.provider: must be set',
    ]);
  });

  test('E12: capability flavors are the capability map itself, and had another name before 1.128', () => {
    const images = (version: Body): Body => ({
      machineImages: [{ name: 'gardenlinux', versions: [{ version: '1.0.0', ...version }] }],
    });
    const wrong = cloudProfile(images({ capabilityFlavors: [{ capabilities: { architecture: ['amd64'] } }] }));
    const right = cloudProfile(images({ capabilityFlavors: [{ architecture: ['amd64'] }] }));
    const older = cloudProfile(images({ capabilitySets: [{ architecture: ['amd64'] }] }));
    const place = 'spec.machineImages[0].versions[0]';
    expect(check(wrong, { gardener: '1.149.0' })).toMatchObject([
      {
        path: `${place}.capabilityFlavors[0][capabilities]`,
        fix: 'one level too many: write the content of capabilities in its place',
      },
    ]);
    expect(check(right, { gardener: '1.149.0' })).toEqual([]);
    expect(check(right, { gardener: '1.127.0' })).toMatchObject([
      {
        path: `${place}.capabilityFlavors`,
        message: 'exists since Gardener 1.128, this is 1.127',
        fix: 'until then it is capabilitySets',
      },
    ]);
    expect(check(older, { gardener: '1.127.0' })).toEqual([]);
    expect(check(older, { gardener: '1.149.0' })).toMatchObject([
      {
        path: `${place}.capabilitySets`,
        message: 'was removed in Gardener 1.128, this is 1.149',
        fix: 'use capabilityFlavors instead',
      },
    ]);
  });
});

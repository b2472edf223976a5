import type { KubernetesObject } from '../../lib/core/object';
import { changesBetween, coveredMinors, existsIn, fieldAvailability } from '../../lib/api/history';
import { validateObject } from '../../lib/api/validate';

const core = 'core.gardener.cloud/v1beta1';
const seedmanagement = 'seedmanagement.gardener.cloud/v1alpha1';

describe('fieldAvailability', () => {
  test('knows since when a field exists and in which minor it went', () => {
    expect(fieldAvailability(core, 'Seed', 'spec.backup.secretRef')).toEqual({ removedIn: 123 });
    expect(fieldAvailability(core, 'Seed', 'spec.backup.credentialsRef')).toEqual({ since: 118 });
    expect(fieldAvailability(core, 'CloudProfile', 'spec.capabilities')).toEqual({ since: 118, removedIn: 128 });
  });

  test('a field inside another has the narrower bounds of both, those of its kind included', () => {
    expect(fieldAvailability(seedmanagement, 'Gardenlet', 'spec.deployment')).toEqual({ since: 97 });
    expect(fieldAvailability(seedmanagement, 'Gardenlet', 'spec.deployment.tolerations')).toEqual({ since: 136 });
    expect(
      fieldAvailability(core, 'Shoot', 'spec.kubernetes.kubeAPIServer.oidcConfig.clientAuthentication.secret'),
    ).toEqual({
      removedIn: 141,
    });
  });

  test('what never changed has no bounds, and so exists everywhere', () => {
    const always = fieldAvailability(core, 'Shoot', 'spec.region');
    expect(always).toEqual({});
    expect(existsIn(always, 80)).toBe(true);
  });
});

test('the history covers 71 minors', () => {
  expect(coveredMinors()).toEqual({ first: 80, last: 150 });
});

test('an upgrade lists what it adds and removes, once, oldest first', () => {
  const changes = changesBetween('1.122.4', 'v1.123.0').filter(
    ({ kind }) => kind === 'Seed' || kind === 'ControllerRegistration',
  );
  expect(changes).toEqual([
    {
      apiVersion: core,
      kind: 'ControllerRegistration',
      path: 'spec.resources[].globallyEnabled',
      change: 'removed',
      minor: 123,
    },
    { apiVersion: core, kind: 'Seed', path: 'spec.backup.secretRef', change: 'removed', minor: 123 },
  ]);
  expect(changesBetween('1.150.0', '1.150.9')).toEqual([]);
});

describe('the version gate', () => {
  const shoot = (spec: object): KubernetesObject => ({
    apiVersion: core,
    kind: 'Shoot',
    metadata: { name: 'a', namespace: 'garden-dev' },
    spec: { provider: { type: 'local' }, region: 'local', ...spec },
  });

  test('names the version that a field needs', () => {
    expect(validateObject(shoot({ credentialsBindingName: 'b' }), { gardener: '1.97.3' })).toMatchObject([
      {
        rule: 'VERSION-FIELD-NEW',
        severity: 'error',
        path: 'spec.credentialsBindingName',
        message: 'exists since Gardener 1.98, this is 1.97',
      },
    ]);
    expect(validateObject(shoot({ credentialsBindingName: 'b' }), { gardener: '1.98.0' })).toEqual([]);
  });

  test('finds fields in every entry of a list', () => {
    const workers = [
      { name: 'a', machine: { type: 'm' }, maximum: 1, minimum: 1 },
      { name: 'b', machine: { type: 'm' }, maximum: 1, minimum: 1, clusterAutoscaler: {} },
    ];
    const provider = { type: 'local', workers };
    expect(validateObject(shoot({ provider }), { gardener: '1.89.0' })).toMatchObject([
      { path: 'spec.provider.workers[1].clusterAutoscaler', message: 'exists since Gardener 1.90, this is 1.89' },
    ]);
  });

  test('tells the successor of a field that was removed', () => {
    const seed = (backup: object): object => ({
      provider: { type: 'local', region: 'r' },
      networks: { pods: '10.0.0.0/16', services: '10.1.0.0/16' },
      dns: {},
      backup: { provider: 'local', ...backup },
    });
    const object = { apiVersion: core, kind: 'Seed', metadata: { name: 'a' } };
    const secretRef = { name: 'backup', namespace: 'garden' };
    expect(validateObject({ ...object, spec: seed({ secretRef }) }, { gardener: '1.150.0' })).toContainEqual(
      expect.objectContaining({
        rule: 'VERSION-FIELD-REMOVED',
        path: 'spec.backup.secretRef',
        fix: 'use credentialsRef instead',
      }),
    );
    expect(validateObject({ ...object, spec: seed({ secretRef }) }, { gardener: '1.117.0' })).toEqual([]);
  });

  test('tells no successor where there is none, and none of another name', () => {
    const fixes = (kubernetes: object, gardener = '1.150.0'): (string | undefined)[] =>
      validateObject(shoot({ kubernetes }), { gardener }).map(({ fix }) => fix);
    expect(fixes({ kubeAPIServer: { oidcConfig: {} } })).toEqual(['use structuredAuthentication instead']);
    expect(fixes({ kubelet: { systemReserved: {} } })).toEqual(['use kubeReserved instead']);
    expect(fixes({ enableStaticTokenKubeconfig: true })).toEqual(['remove the field']);
  });

  test('refuses a kind that came later or went', () => {
    const preset = (gardener: string): string[] =>
      validateObject(
        {
          apiVersion: 'settings.gardener.cloud/v1alpha1',
          kind: 'ClusterOpenIDConnectPreset',
          metadata: { name: 'a' },
          spec: { server: { clientID: 'c', issuerURL: 'https://i.example.org' }, weight: 1 },
        },
        { gardener },
      ).map(({ message }) => message);
    expect(preset('1.141.0')).toEqual([]);
    expect(preset('1.142.0')).toEqual(['ClusterOpenIDConnectPreset was removed in Gardener 1.142, this is 1.142']);
  });

  test('reaches configurations inside other objects', () => {
    const config = {
      apiVersion: 'gardenlet.config.gardener.cloud/v1alpha1',
      kind: 'GardenletConfiguration',
      seedConfig: {
        spec: {
          dns: {
            internal: {
              type: 't',
              domain: 'd',
              credentialsRef: { apiVersion: 'v1', kind: 'Secret', name: 'n', namespace: 'garden' },
            },
          },
        },
      },
    };
    const managedSeed = {
      apiVersion: seedmanagement,
      kind: 'ManagedSeed',
      metadata: { name: 'a' },
      spec: { shoot: { name: 'a' }, gardenlet: { config } },
    };
    const paths = validateObject(managedSeed, { gardener: '1.120.0' }).map(({ path }) => path);
    expect(paths).toEqual(['spec.gardenlet.config.seedConfig.spec.dns.internal']);
  });

  test('a text that is no version is a mistake of the caller', () => {
    expect(() => validateObject(shoot({}), { gardener: 'latest' })).toThrow(
      '"latest" is no Gardener version such as "1.150.0"',
    );
  });
});

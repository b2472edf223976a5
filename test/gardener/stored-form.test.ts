import type { Schema } from '../../lib/api/json-schema';
import { builtinRegistry } from '../../lib/api/registry';
import { fillDeep } from '../../lib/gardener/fill-deep';
import { withSchemaDefaults } from '../../lib/gardener/schema-defaults';
import { storedForm } from '../../lib/gardener/stored-form';

function schemaOf(apiVersion: string, kind: string): Schema {
  const info = builtinRegistry().find(apiVersion, kind);
  if (info === undefined) throw new Error(`no schema of ${kind}`);
  return info.schema();
}

const config = schemaOf('gardenlet.config.gardener.cloud/v1alpha1', 'GardenletConfiguration');
const garden = schemaOf('operator.gardener.cloud/v1alpha1', 'Garden');

describe('the stored form', () => {
  test('writes amounts and durations as Go does', () => {
    const value = {
      resources: { capacity: { shoots: 250, cpu: '1000m' } },
      controllers: { seed: { syncPeriod: '90s' } },
    };
    expect(storedForm(value, config)).toMatchObject({
      resources: { capacity: { shoots: '250', cpu: '1' } },
      controllers: { seed: { syncPeriod: '1m30s' } },
    });
  });

  test('fills fields that Go always writes, below structs that are there', () => {
    expect(storedForm({ gardenClientConnection: {}, seedConfig: {} }, config)).toEqual({
      apiVersion: '',
      kind: '',
      gardenClientConnection: { acceptContentTypes: '', burst: 0, contentType: '', kubeconfig: '', qps: 0 },
      seedConfig: {
        metadata: {},
        spec: { dns: {}, networks: { pods: '', services: '' }, provider: { region: '', type: '' } },
      },
      logFormat: '',
      logLevel: '',
      server: {},
    });
  });

  test('leaves out empty lists, empty maps and nulls, but no pointer to an empty struct', () => {
    const value = { featureGates: {}, exposureClassHandlers: [], monitoring: {}, sni: null };
    const stored = storedForm(value, config) as object;
    expect(Object.keys(stored).sort()).toEqual(['apiVersion', 'kind', 'logFormat', 'logLevel', 'monitoring', 'server']);
  });

  test('has no place for unknown fields and for those that only people read', () => {
    const seedConfig = { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'Seed', spec: { colour: 'red' } };
    expect(storedForm({ seedConfig, colour: 'red' }, config)).toEqual({
      apiVersion: '',
      kind: '',
      seedConfig: {
        metadata: {},
        spec: { dns: {}, networks: { pods: '', services: '' }, provider: { region: '', type: '' } },
      },
      logFormat: '',
      logLevel: '',
      server: {},
    });
  });

  test('leaves out empty texts that are no pointers, and fills what the schema does not require', () => {
    const profile = schemaOf('core.gardener.cloud/v1beta1', 'CloudProfile');
    const spec = {
      controlPlane: { allowZonePinning: false },
      machineTypes: [{ name: 'a', storage: { type: 'ssd' } }],
    };
    expect(storedForm({ metadata: { name: 'a', generateName: '' }, spec }, profile)).toMatchObject({
      metadata: { name: 'a' },
      spec: {
        controlPlane: {},
        machineTypes: [{ name: 'a', cpu: '0', gpu: '0', memory: '0', storage: { class: '', type: 'ssd' } }],
      },
    });
    const deployment = schemaOf('core.gardener.cloud/v1', 'ControllerDeployment');
    expect(storedForm({ helm: { ociRepository: { pullSecretRef: { name: '' } } } }, deployment)).toMatchObject({
      helm: { ociRepository: { pullSecretRef: {} } },
    });
  });

  test('knows the structs of Kubernetes that a gardenlet is deployed with', () => {
    const gardenlet = schemaOf('seedmanagement.gardener.cloud/v1alpha1', 'Gardenlet');
    const deployment = {
      additionalVolumes: [
        { name: 'disk', cinder: { volumeID: '1', fsType: '', readOnly: false } },
        { name: 'cloud', azureDisk: { diskName: 'a', diskURI: 'b', readOnly: false } },
        { name: 'old', scaleIO: { gateway: 'a', system: 'b', sslEnabled: false } },
        { name: 'own', ephemeral: { volumeClaimTemplate: { spec: { volumeName: '' } } } },
      ],
      env: [
        { name: 'A', value: '' },
        { name: 'B', valueFrom: { secretKeyRef: { key: 'b', name: '' } } },
      ],
    };
    const stored = storedForm({ spec: { deployment } }, gardenlet);
    expect(stored).toHaveProperty('spec.deployment.additionalVolumes', [
      { name: 'disk', cinder: { volumeID: '1' } },
      { name: 'cloud', azureDisk: { diskName: 'a', diskURI: 'b', readOnly: false } },
      { name: 'old', scaleIO: { gateway: 'a', system: 'b', secretRef: null } },
      { name: 'own', ephemeral: { volumeClaimTemplate: { metadata: {}, spec: { resources: {} } } } },
    ]);
    expect(stored).toHaveProperty('spec.deployment.env', [
      { name: 'A' },
      { name: 'B', valueFrom: { secretKeyRef: { key: 'b' } } },
    ]);
  });

  test('writes null for a pointer that is never left out', () => {
    expect(storedForm({ leaderElection: {} }, config)).toMatchObject({ leaderElection: { leaderElect: null } });
  });

  test('leaves free-form fields as they are', () => {
    const providerConfig = { list: [], map: {}, size: '1000m' };
    const stored = storedForm({ seedConfig: { spec: { backup: { provider: 'x', providerConfig } } } }, config);
    expect(stored).toMatchObject({ seedConfig: { spec: { backup: { providerConfig } } } });
  });
});

describe('defaults of a CRD schema', () => {
  test('are filled in where the struct that holds them is there', () => {
    const value = {
      spec: { virtualCluster: { etcd: { main: { storage: {} } }, gardener: { gardenerScheduler: {} } } },
    };
    expect(withSchemaDefaults(value, garden)).toEqual({
      spec: {
        virtualCluster: {
          etcd: { main: { storage: { capacity: '10Gi' } } },
          gardener: { gardenerScheduler: { logLevel: 'info', strategy: 'SameRegion' } },
        },
      },
    });
  });

  test('share what lacks nothing', () => {
    const runtimeCluster = { settings: { verticalPodAutoscaler: { enabled: false } } };
    const complete = { spec: { runtimeCluster } };
    expect(withSchemaDefaults(complete, garden)).toBe(complete);
    const value = { spec: { runtimeCluster, virtualCluster: { gardener: { gardenerScheduler: {} } } } };
    expect(withSchemaDefaults(value, garden).spec.runtimeCluster).toBe(runtimeCluster);
  });
});

describe('filling in', () => {
  const isUnset = (_field: string, value: unknown): boolean => value === undefined;

  test('goes into maps and not into lists', () => {
    const object = { a: { b: 1 }, list: [{}] };
    expect(fillDeep<object>(object, { a: { b: 2, c: 3 }, list: [{ x: 1 }], d: 4 }, isUnset)).toEqual({
      a: { b: 1, c: 3 },
      list: [{}],
      d: 4,
    });
    expect(object).toEqual({ a: { b: 1 }, list: [{}] });
  });

  test('shares what lacks nothing', () => {
    const object = { a: { b: 1 } };
    expect(fillDeep(object, { a: { b: 2 } }, isUnset)).toBe(object);
  });
});

import { ApiObject, App, Chart, JsonPatch, Lazy, Testing } from 'cdk8s';
import { Seed, Shoot, type SeedSpec } from '../../imports/core.gardener.cloud/v1beta1';
import { GardenletConfiguration } from '../../imports/gardenlet.config.gardener.cloud/v1alpha1';
import { TypedObject } from '../../lib/api/typed-object';

const chart = (namespace?: string): Chart => new Chart(new App(), 'unit', namespace === undefined ? {} : { namespace });
const seedSpec: SeedSpec = {
  provider: { type: 'openstack', region: 'eu01' },
  networks: { pods: '10.0.0.0/16', services: '10.1.0.0/16' },
  dns: {},
};

const lazily = (value: SeedSpec['provider']): SeedSpec['provider'] =>
  Lazy.any({ produce: () => value }) as SeedSpec['provider'];

describe('TypedObject', () => {
  test('prints apiVersion and kind of its descriptor, and the fields as given', () => {
    const unit = chart();
    new TypedObject(unit, 'soil', Seed, { metadata: { name: 'soil' }, spec: seedSpec });
    expect(Testing.synth(unit)).toEqual([
      { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'Seed', metadata: { name: 'soil' }, spec: seedSpec },
    ]);
  });

  test('a cluster-scoped kind has no namespace even in a chart that has one', () => {
    const unit = chart('garden');
    const seed = new TypedObject(unit, 'soil', Seed, { metadata: { name: 'soil' }, spec: seedSpec });
    expect(seed.metadata.namespace).toBeUndefined();
    expect((seed.toJson() as { metadata: unknown }).metadata).toEqual({ name: 'soil' });
  });

  test('a namespaced kind takes the namespace of its chart unless it has its own', () => {
    const unit = chart('garden-dev');
    const spec = { provider: { type: 'openstack' }, region: 'eu01' };
    const shoot = new TypedObject(unit, 'a', Shoot, { metadata: { name: 'a' }, spec });
    const other = new TypedObject(unit, 'b', Shoot, { metadata: { name: 'b', namespace: 'garden-x' }, spec });
    expect([shoot.metadata.namespace, other.metadata.namespace]).toEqual(['garden-dev', 'garden-x']);
  });

  test('a namespace on a cluster-scoped kind is refused at once', () => {
    expect(() => new TypedObject(chart(), 'soil', Seed, { metadata: { namespace: 'garden' }, spec: seedSpec })).toThrow(
      'Seed is cluster-scoped: remove metadata.namespace "garden"',
    );
  });

  test('a configuration kind is no object', () => {
    expect(() => new TypedObject(chart(), 'config', GardenletConfiguration, {})).toThrow('put it into a field');
  });

  test('lazy fields are made once per print, and not before', () => {
    let made = 0;
    const unit = chart();
    const seed = new TypedObject(unit, 'soil', Seed, {
      metadata: { name: 'soil' },
      manifest: () => {
        made++;
        return { spec: seedSpec };
      },
    });
    expect(made).toBe(0);
    expect(seed.toJson()).toEqual({
      apiVersion: 'core.gardener.cloud/v1beta1',
      kind: 'Seed',
      metadata: { name: 'soil' },
      spec: seedSpec,
    });
    expect(made).toBe(1);
  });

  test('JSON patches and Lazy values work as for any cdk8s object', () => {
    const seed = new TypedObject(chart(), 'soil', Seed, {
      metadata: { name: 'soil' },
      spec: { ...seedSpec, provider: lazily({ type: 'local', region: 'r' }) },
    });
    seed.addJsonPatch(JsonPatch.replace('/spec/provider/region', 'eu02'));
    expect(seed.toJson()).toMatchObject({ spec: { provider: { type: 'local', region: 'eu02' } } });
  });

  test('overrides create parents, reach into lists, and remove fields', () => {
    const seed = new TypedObject(chart(), 'soil', Seed, {
      metadata: { name: 'soil' },
      spec: { ...seedSpec, taints: [{ key: 'a' }, { key: 'b' }] },
    });
    seed.addOverride('metadata.labels.example\\.org/size', 'big');
    seed.addOverride('spec.taints.1.key', 'c');
    seed.addOverride('spec.taints.2', { key: 'd' });
    seed.addDeletionOverride('spec.taints.0');
    seed.addDeletionOverride('spec.dns');
    expect(seed.toJson()).toEqual({
      apiVersion: 'core.gardener.cloud/v1beta1',
      kind: 'Seed',
      metadata: { name: 'soil', labels: { 'example.org/size': 'big' } },
      spec: { provider: seedSpec.provider, networks: seedSpec.networks, taints: [{ key: 'c' }, { key: 'd' }] },
    });
  });

  test('is told from a plain ApiObject', () => {
    const unit = chart();
    const plain = new ApiObject(unit, 'plain', { apiVersion: 'v1', kind: 'ConfigMap' });
    const typed = new TypedObject(unit, 'soil', Seed, { metadata: { name: 'soil' }, spec: seedSpec });
    expect([plain, typed, undefined].map(value => TypedObject.isTypedObject(value))).toEqual([false, true, false]);
  });
});

import type { KubernetesObject } from '../../../lib/core/object';
import { managedSeedCheck } from '../../../lib/gardener/managed-seed/check';
import { Judge } from '../../../lib/rules/judge';
import { View } from '../../../lib/rules/view';

const credentialsRef = { apiVersion: 'v1', kind: 'Secret', name: 'dns', namespace: 'garden' };
const internal = { type: 'openstack-designate', domain: 'internal.example.org', credentialsRef };

function managedSeed(seed: object, shoot = 'soil'): object {
  return {
    apiVersion: 'seedmanagement.gardener.cloud/v1alpha1',
    kind: 'ManagedSeed',
    metadata: { name: 'soil', namespace: 'garden' },
    spec: {
      shoot: { name: shoot },
      gardenlet: {
        config: {
          apiVersion: 'gardenlet.config.gardener.cloud/v1alpha1',
          kind: 'GardenletConfiguration',
          seedConfig: { spec: { dns: { internal }, ...seed } },
        },
      },
    },
  };
}

const shoot = {
  apiVersion: 'core.gardener.cloud/v1beta1',
  kind: 'Shoot',
  metadata: { name: 'soil', namespace: 'garden' },
  spec: {
    region: 'eu01',
    dns: { domain: 'soil.example.org', providers: [{ type: 'x', primary: true, credentialsRef }] },
    kubernetes: { version: '1.34.2', verticalPodAutoscaler: { enabled: true } },
    networking: { nodes: '10.0.0.0/16', pods: '10.1.0.0/16', services: '10.2.0.0/16' },
    provider: { type: 'openstack', workers: [{ zones: ['a'] }] },
  },
};

function judge(objects: readonly object[], complete = false): string[] {
  const entries = objects.map(object => ({
    cluster: 'virtual-garden',
    unit: '',
    object: object as KubernetesObject,
    origin: () => undefined,
  }));
  const judgement = new Judge();
  judgement.run(new View({ gardener: '1.150.0', complete, objects: entries }), [
    { name: 'a', checks: [managedSeedCheck] },
  ]);
  return judgement.result().findings.map(({ rule, path }) => `${rule} ${path}`);
}

const ingress = { controller: { kind: 'nginx' } };

describe('a ManagedSeed of a tree', () => {
  test('may leave out what follows from its Shoot, whether the tree holds it or not', () => {
    expect(judge([managedSeed({ ingress }), shoot])).toEqual([]);
    expect(judge([managedSeed({ ingress })])).toEqual([]);
  });

  test('must agree with its Shoot', () => {
    expect(judge([managedSeed({ provider: { region: 'eu02' } }), shoot])).toEqual([
      'MS-07 spec.gardenlet.config.seedConfig.spec.provider.region',
    ]);
  });

  test('lives in the namespace garden', () => {
    const elsewhere = { ...managedSeed({}), metadata: { name: 'soil', namespace: 'garden-dev' } };
    expect(judge([elsewhere], true)).toEqual(['NM-11 metadata.namespace']);
  });

  test('needs its Shoot where the tree holds the others', () => {
    const missing = ['MANAGED-SEED-SHOOT-NOT-FOUND spec.shoot.name'];
    expect(judge([managedSeed({}, 'loam'), shoot])).toEqual(missing);
    expect(judge([managedSeed({})], true)).toEqual(missing);
  });

  test('is validated itself, with and without its Shoot', () => {
    const wrong = managedSeed({ provider: { zones: ['a', 'a'] } });
    const finding = 'SEED-PROVIDER-ZONE-DUPLICATE spec.gardenlet.config.seedConfig.spec.provider.zones[1]';
    expect(judge([wrong])).toEqual([finding]);
    expect(judge([wrong, shoot])).toEqual([finding]);
  });

  describe('whose Shoot leaves its domain to Gardener', () => {
    const { dns: _dns, kubernetes: _kubernetes, ...rest } = shoot.spec;
    const plain = { ...shoot, spec: { ...rest, kubernetes: { version: '1.34.2' } } };
    const at = 'spec.gardenlet.config.seedConfig.spec.ingress.domain';

    test('gets domain, DNS provider and autoscaler from elsewhere', () => {
      expect(judge([managedSeed({ ingress }), plain])).toEqual([]);
      expect(
        judge([managedSeed({ ingress: { ...ingress, domain: 'ingress.soil.garden.x.example.org' } }), plain]),
      ).toEqual([]);
    });

    test('cannot have another ingress domain than the one below it', () => {
      const elsewhere = managedSeed({ ingress: { ...ingress, domain: 'soil.seeds.example.org' } });
      expect(judge([elsewhere, plain])).toEqual([`MANAGED-SEED-INGRESS-DOMAIN ${at}`]);
    });

    test('needs one when nobody manages its DNS', () => {
      const unmanaged = { ...plain, spec: { ...plain.spec, dns: { providers: [{ type: 'unmanaged' }] } } };
      expect(judge([managedSeed({ ingress }), unmanaged])).toEqual(['MS-01 spec.shoot.name']);
    });
  });
});

import type { Seed } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../lib/core/loose';
import { withStoredLabels } from '../../../lib/gardener/seed/stored-labels';
import { treeOf, type TreeObject } from '../landscape-rules/tree';

const core = 'core.gardener.cloud/v1beta1';

function labelsOf(seed: Loose<Seed>, ...objects: TreeObject[]): unknown {
  return withStoredLabels(seed, treeOf(objects)).metadata?.labels;
}

const seed: Loose<Seed> = {
  metadata: { name: 'soil', labels: { color: 'red', 'provider.extensions.gardener.cloud/aws': 'true' } },
  spec: {
    provider: { type: 'openstack', region: 'eu01' },
    backup: { provider: 'gcp' },
    dns: { provider: { type: 'designate' } },
    extensions: [{ type: 'acl' }, { type: 'cert', disabled: true }],
  },
};

const own = {
  color: 'red',
  'seed.gardener.cloud/provider': 'openstack',
  'seed.gardener.cloud/region': 'eu01',
  'name.seed.gardener.cloud/soil': 'true',
  'extensions.extensions.gardener.cloud/acl': 'true',
  'provider.extensions.gardener.cloud/openstack': 'true',
  'provider.extensions.gardener.cloud/gcp': 'true',
  'dnsrecord.extensions.gardener.cloud/designate': 'true',
};

test('a Seed gets labels of its name, place and types, and loses those that it must not have', () => {
  expect(labelsOf(seed)).toEqual(own);
  expect(labelsOf({ metadata: { name: 'soil' }, spec: { provider: { type: 'openstack', region: 'eu01' } } })).toEqual({
    'seed.gardener.cloud/provider': 'openstack',
    'seed.gardener.cloud/region': 'eu01',
    'name.seed.gardener.cloud/soil': 'true',
    'provider.extensions.gardener.cloud/openstack': 'true',
  });
});

test('extensions that are enabled for all seeds count, unless the Seed turns them off', () => {
  const registration: TreeObject = {
    apiVersion: core,
    kind: 'ControllerRegistration',
    metadata: { name: 'extras' },
    spec: {
      resources: [
        { kind: 'Extension', type: 'audit', autoEnable: ['seed'], clusterCompatibility: ['seed'] },
        { kind: 'Extension', type: 'cert', autoEnable: ['seed'], clusterCompatibility: ['seed'] },
        { kind: 'Extension', type: 'shoots-only', autoEnable: ['shoot'] },
      ],
    },
  };
  expect(labelsOf(seed, registration)).toEqual({ ...own, 'extensions.extensions.gardener.cloud/audit': 'true' });
});

test('the Seed of a ManagedSeed has the name of the seed below it, too', () => {
  const managedSeed: TreeObject = {
    apiVersion: 'seedmanagement.gardener.cloud/v1alpha1',
    kind: 'ManagedSeed',
    metadata: { name: 'soil', namespace: 'garden' },
    spec: { shoot: { name: 'bed' } },
  };
  const shoot: TreeObject = {
    apiVersion: core,
    kind: 'Shoot',
    metadata: { name: 'bed', namespace: 'garden' },
    spec: { seedName: 'rock' },
  };
  expect(labelsOf(seed, managedSeed, shoot)).toEqual({ ...own, 'name.seed.gardener.cloud/rock': 'true' });
});

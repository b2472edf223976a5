import { compareSeeds } from '../../../lib/gardener/landscape-rules/seed-changes';
import { shoot, treeOf, type TreeObject } from './tree';

const core = 'core.gardener.cloud/v1beta1';
const seedmanagement = 'seedmanagement.gardener.cloud/v1alpha1';

const seed = (spec: object, labels?: Record<string, string>): TreeObject => ({
  apiVersion: core,
  kind: 'Seed',
  metadata: { name: 'soil', ...(labels && { labels }) },
  spec,
});
const gardenlet = (spec: object): TreeObject => ({
  apiVersion: seedmanagement,
  kind: 'Gardenlet',
  metadata: { name: 'soil', namespace: 'garden' },
  spec: { config: { seedConfig: { spec } } },
});
const managedSeed = (spec: object, shootName = 'soil'): TreeObject => ({
  apiVersion: seedmanagement,
  kind: 'ManagedSeed',
  metadata: { name: 'soil', namespace: 'garden' },
  spec: { shoot: { name: shootName }, gardenlet: { config: { seedConfig: { spec } } } },
});
const user = shoot('fern', { seedName: 'soil', dns: { domain: 'fern.dev.apps.example.org' } });
const zones = (...list: string[]): object => ({ provider: { type: 'openstack', zones: list } });
const domains = (internal: string, ...defaults: string[]): object => ({
  dns: { internal: { domain: internal }, defaults: defaults.map(domain => ({ domain })) },
});

function compare(old: TreeObject, next: TreeObject, ...around: TreeObject[]): string[] {
  const findings = compareSeeds(treeOf([old, ...around]), treeOf([next, ...around]));
  return [...findings].map(({ rule, type, object, path }) => `${rule} ${type ?? ''} ${object?.kind ?? ''} ${path}`);
}

describe('a seed on which Shoots run', () => {
  test('keeps its zones', () => {
    expect(compare(seed(zones('a', 'b')), seed(zones('a')), user)).toEqual([
      'MANAGED-SEED-ZONES-REMOVED forbidden Seed spec.provider.zones',
    ]);
    expect(compare(seed(zones('a')), seed(zones('b', 'a')), user)).toEqual([]);
    expect(compare(seed(zones('a', 'b')), seed(zones('a')))).toEqual([]);
    expect(compare(seed(zones('a', 'b')), seed(zones('a')), shoot('moss', { seedName: 'rock' }))).toEqual([]);
  });

  test('keeps its internal domain, and the default domains that are used', () => {
    const old = seed(domains('internal.example.org', 'apps.example.org', 'free.example.org'));
    expect(compare(old, seed(domains('other.example.org', 'apps.example.org')), user)).toEqual([
      'MANAGED-SEED-INTERNAL-DOMAIN forbidden Seed spec.dns.internal.domain',
    ]);
    expect(compare(old, seed(domains('internal.example.org', 'free.example.org')), user)).toEqual([
      'MANAGED-SEED-DEFAULT-DOMAINS forbidden Seed spec.dns.defaults',
    ]);
  });

  test('is judged below a gardenlet, too', () => {
    expect(compare(gardenlet(zones('a', 'b')), gardenlet(zones('a')), user)).toEqual([
      'MANAGED-SEED-ZONES-REMOVED forbidden Gardenlet spec.config.seedConfig.spec.provider.zones',
    ]);
    expect(compare(managedSeed(zones('a', 'b')), managedSeed(zones('a')), user)).toEqual([
      'MANAGED-SEED-ZONES-REMOVED forbidden ManagedSeed spec.gardenlet.config.seedConfig.spec.provider.zones',
    ]);
    // what the manifest leaves out stays as it was filled in from the Shoot
    expect(compare(managedSeed(zones('a', 'b')), managedSeed({}), user)).toEqual([]);
  });
});

test('a self-hosted Shoot stays recognizable as a seed', () => {
  const label = { 'seed.gardener.cloud/self-hosted-shoot-cluster': 'true' };
  expect(compare(seed({}, label), seed({}, { a: 'b' }))).toEqual([
    'SEED-SELF-HOSTED-LABEL forbidden Seed metadata.labels[seed.gardener.cloud/self-hosted-shoot-cluster]',
  ]);
  expect(compare(seed({}, label), seed({}, label))).toEqual([]);
});

test('a Shoot that is a seed keeps its node range', () => {
  const bed = (nodes?: string): TreeObject => ({
    ...shoot('bed', { networking: nodes === undefined ? {} : { nodes } }),
    metadata: { name: 'bed', namespace: 'garden' },
  });
  const around = managedSeed({}, 'bed');
  const refused = ['MANAGED-SEED-SHOOT-NODES invalid Shoot spec.networking.nodes'];
  expect(compare(bed('10.0.0.0/16'), bed('10.1.0.0/16'), around)).toEqual(refused);
  expect(compare(bed('10.0.0.0/16'), bed('10.0.0.0/16'), around)).toEqual([]);
  expect(compare(bed(), bed('10.1.0.0/16'), around)).toEqual([]);
  expect(compare(bed('10.0.0.0/16'), bed('10.1.0.0/16'), managedSeed({}, 'other'))).toEqual([]);
});

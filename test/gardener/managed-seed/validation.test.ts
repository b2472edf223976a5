import type { ManagedSeed } from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import type { Loose } from '../../../lib/core/loose';
import { defaultManagedSeed } from '../../../lib/gardener/managed-seed/defaults';
import { validateManagedSeed, validateManagedSeedUpdate } from '../../../lib/gardener/managed-seed/validation';
import { Report } from '../../../lib/rules/report';

type Fields = Loose<ManagedSeed>;

function managedSeed(spec: Fields['spec'] = {}): Fields {
  return { metadata: { name: 'soil', namespace: 'garden' }, spec: { shoot: { name: 'soil' }, ...spec } };
}

function create(object: Fields): string[] {
  const report = new Report();
  validateManagedSeed(defaultManagedSeed(object), report);
  return report.findings.map(({ rule, type, path }) => `${rule} ${type} ${path}`);
}

function update(next: Fields, old: Fields): string[] {
  const report = new Report();
  validateManagedSeedUpdate(defaultManagedSeed(next), defaultManagedSeed(old), report);
  return report.findings.map(({ rule, type, path }) => `${rule} ${type} ${path}`);
}

describe('a ManagedSeed', () => {
  test('names a Shoot', () => {
    expect(create(managedSeed())).toEqual([]);
    expect(create({ metadata: { name: 'soil', namespace: 'garden' } })).toEqual([
      'MANAGED-SEED-SHOOT required spec.shoot',
    ]);
    expect(create(managedSeed({ shoot: { name: '' } }))).toEqual(['MANAGED-SEED-SHOOT-NAME required spec.shoot.name']);
  });

  test('bootstraps its gardenlet in a way that Gardener knows', () => {
    const gardenlet = { bootstrap: '' } as unknown as NonNullable<Fields['spec']>['gardenlet'];
    expect(create(managedSeed({ gardenlet }))).toEqual([
      'MANAGED-SEED-BOOTSTRAP notSupported spec.gardenlet.bootstrap',
    ]);
  });

  test('keeps Shoot, bootstrap and merge with the parent', () => {
    const next = managedSeed({ shoot: { name: 'loam' }, gardenlet: { bootstrap: 'None', mergeWithParent: false } });
    expect(update(next, managedSeed())).toEqual([
      'MANAGED-SEED-SHOOT-FIXED invalid spec.shoot',
      'MS-12 invalid spec.gardenlet.bootstrap',
      'MS-12 invalid spec.gardenlet.mergeWithParent',
    ]);
  });

  test('tells what a fixed field was', () => {
    const report = new Report();
    validateManagedSeedUpdate(managedSeed({ shoot: { name: 'loam' } }), managedSeed(), report);
    expect(report.findings[0]?.message).toBe('a ManagedSeed stays with its Shoot, it was {"name":"soil"}');
  });
});

describe('the defaults of a ManagedSeed', () => {
  test('bootstrap with a token and merge with the parent', () => {
    expect(defaultManagedSeed(managedSeed()).spec?.gardenlet).toEqual({
      bootstrap: 'BootstrapToken',
      mergeWithParent: true,
      deployment: {
        replicaCount: 2,
        revisionHistoryLimit: 2,
        enableHealthProbes: true,
        image: { pullPolicy: 'IfNotPresent' },
      },
      config: {
        apiVersion: 'gardenlet.config.gardener.cloud/v1alpha1',
        kind: 'GardenletConfiguration',
        resources: { capacity: { shoots: '250' } },
      },
    });
  });
});

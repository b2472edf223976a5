import type { SeedSpec, Shoot } from '../../../imports/core.gardener.cloud/v1beta1';
import type { GardenletConfiguration } from '../../../imports/gardenlet.config.gardener.cloud/v1alpha1';
import type { ManagedSeed } from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import type { Loose } from '../../../lib/core/loose';
import type { KubernetesObject } from '../../../lib/core/object';
import { completeManagedSeed, validateManagedSeedAdmission } from '../../../lib/gardener/managed-seed/admission';
import { managedSeedWorld, type ManagedSeedWorld } from '../../../lib/gardener/managed-seed/admission/world';
import { Report } from '../../../lib/rules/report';
import { View } from '../../../lib/rules/view';

type Fields = Loose<ManagedSeed>;

const shoot: Loose<Shoot> = {
  apiVersion: 'core.gardener.cloud/v1beta1',
  kind: 'Shoot',
  metadata: { name: 'soil', namespace: 'garden' },
  spec: {
    region: 'eu01',
    dns: { domain: 'soil.apps.meadow.example.org' },
    kubernetes: { version: '1.34.2', verticalPodAutoscaler: { enabled: true } },
    networking: { nodes: '10.0.0.0/16', pods: '10.1.0.0/16', services: '10.2.0.0/16' },
    provider: { type: 'openstack', workers: [{ zones: ['b', 'a'] }, { zones: ['a'] }] },
  },
};
const defaultDomain: Loose<KubernetesObject> = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {
    name: 'default-domain',
    namespace: 'garden',
    labels: { 'gardener.cloud/role': 'default-domain' },
    annotations: {
      'dns.gardener.cloud/domain': 'apps.meadow.example.org',
      'dns.gardener.cloud/provider': 'aws-route53',
    },
  },
};

function world(...objects: object[]): ManagedSeedWorld {
  return managedSeedWorld(
    new View({
      gardener: '1.150.0',
      objects: objects.map(object => ({
        cluster: 'virtual-garden',
        unit: '',
        object: object as KubernetesObject,
        origin: () => undefined,
      })),
    }),
  );
}

function managedSeed(seed: Loose<SeedSpec> | undefined, name = 'soil'): Fields {
  const config: Loose<GardenletConfiguration> = seed === undefined ? {} : { seedConfig: { spec: seed } };
  return {
    apiVersion: 'seedmanagement.gardener.cloud/v1alpha1',
    kind: 'ManagedSeed',
    metadata: { name, namespace: 'garden' },
    spec: { shoot: { name: 'soil' }, gardenlet: { config } },
  };
}

function seedOf(object: Fields): Loose<SeedSpec> | undefined {
  const config: Loose<GardenletConfiguration> | undefined = object.spec?.gardenlet?.config;
  return config?.seedConfig?.spec;
}

const brief = (report: Report): string[] => report.findings.map(({ rule, type, path }) => `${rule} ${type} ${path}`);

function admit(next: Fields, objects: object[], old?: Fields): string[] {
  const report = new Report();
  const there = world(...objects);
  const completed = completeManagedSeed(next, there, report);
  validateManagedSeedAdmission(completed, old && completeManagedSeed(old, there, new Report()), there, report);
  return brief(report);
}

const seedPath = 'spec.gardenlet.config.seedConfig.spec';

describe('completing a ManagedSeed', () => {
  test('takes from the Shoot what the manifest leaves out', () => {
    const completed = completeManagedSeed(
      managedSeed({ backup: { region: 'eu02' } }),
      world(shoot, defaultDomain),
      new Report(),
    );
    expect(seedOf(completed)).toEqual({
      backup: { provider: 'openstack', region: 'eu02' },
      dns: {
        provider: {
          type: 'aws-route53',
          credentialsRef: { apiVersion: 'v1', kind: 'Secret', name: 'default-domain', namespace: 'garden' },
        },
      },
      ingress: { controller: { kind: 'nginx' }, domain: 'ingress.soil.apps.meadow.example.org' },
      networks: { nodes: '10.0.0.0/16', pods: '10.1.0.0/16', services: '10.2.0.0/16' },
      provider: { type: 'openstack', region: 'eu01', zones: ['a', 'b'] },
      settings: { verticalPodAutoscaler: { enabled: false } },
    });
  });

  test('never changes what the manifest says', () => {
    const seed = { provider: { type: 'aws', region: 'x', zones: ['z'] }, networks: { pods: '10.9.0.0/16' } };
    const completed = seedOf(completeManagedSeed(managedSeed(seed), world(shoot, defaultDomain), new Report()));
    expect(completed?.provider).toEqual(seed.provider);
    expect(completed?.networks?.pods).toBe('10.9.0.0/16');
  });

  test('prefers the primary provider of the Shoot, with the credentials of the Shoot where it has none', () => {
    const providers = [{ type: 'other' }, { type: 'openstack-designate', primary: true }];
    const spec = { ...shoot.spec, credentialsBindingName: 'meadow', dns: { ...shoot.spec?.dns, providers } };
    const credentialsRef = { apiVersion: 'v1', kind: 'Secret', name: 'meadow', namespace: 'garden' };
    const binding = {
      apiVersion: 'security.gardener.cloud/v1alpha1',
      kind: 'CredentialsBinding',
      metadata: { name: 'meadow', namespace: 'garden' },
      credentialsRef,
    };
    const there = world({ ...shoot, spec }, defaultDomain, binding);
    expect(seedOf(completeManagedSeed(managedSeed({}), there, new Report()))?.dns).toEqual({
      provider: { type: 'openstack-designate', credentialsRef },
    });
  });

  test('prefers the default domains of the seed on which the Shoot runs, and finds none there', () => {
    const seed = {
      apiVersion: 'core.gardener.cloud/v1beta1',
      kind: 'Seed',
      metadata: { name: 'bedrock' },
      spec: { dns: { defaults: [{ domain: 'other.example.org', type: 'x' }] } },
    };
    const there = { ...shoot, spec: { ...shoot.spec, seedName: 'bedrock' } };
    expect(admit(managedSeed({}), [there, seed, defaultDomain])).toEqual([
      `MANAGED-SEED-DNS-PROVIDER invalid ${seedPath}.ingress`,
    ]);
  });

  test('does not mistake another domain for one below a default domain of a seed', () => {
    const seed = {
      apiVersion: 'core.gardener.cloud/v1beta1',
      kind: 'Seed',
      metadata: { name: 'bedrock' },
      spec: { dns: { defaults: [{ domain: 'ps.meadow.example.org', type: 'x' }] } },
    };
    const there = { ...shoot, spec: { ...shoot.spec, seedName: 'bedrock' } };
    expect(admit(managedSeed({}), [there, seed])).toHaveLength(1);
  });
});

describe('the admission of a ManagedSeed', () => {
  test('wants a Shoot that exists and can become a seed', () => {
    expect(admit(managedSeed({}), [])).toEqual([
      'MANAGED-SEED-SHOOT-NOT-FOUND invalid spec.shoot.name',
      'MANAGED-SEED-SHOOT-NOT-FOUND invalid spec.shoot.name',
    ]);
    const poor = {
      ...shoot,
      spec: { region: 'eu01', dns: { domain: '' }, addons: { nginxIngress: { enabled: true } }, provider: {} },
    };
    const findings = admit(managedSeed({ dns: { provider: { type: 'x' } } }), [poor]);
    expect(findings.filter(finding => finding.endsWith('spec.shoot.name'))).toEqual([
      'MS-01 invalid spec.shoot.name',
      'MS-03 invalid spec.shoot.name',
      'MS-02 invalid spec.shoot.name',
      'MS-04 invalid spec.shoot.name',
    ]);
  });

  test('wants seed and Shoot to agree', () => {
    const seed: Loose<SeedSpec> = {
      ingress: { domain: 'x.soil.apps.meadow.example.org' },
      networks: { nodes: '10.9.0.0/16', services: '10.8.0.0/16' },
      provider: { type: 'aws', region: 'eu02', zones: ['a', 'c'] },
      settings: { verticalPodAutoscaler: { enabled: true }, topologyAwareRouting: { enabled: true } },
    };
    const spec = {
      ...shoot.spec,
      kubernetes: { ...shoot.spec?.kubernetes, kubeProxy: { featureGates: { TopologyAwareHints: false } } },
    };
    expect(admit(managedSeed(seed), [{ ...shoot, spec }, defaultDomain])).toEqual([
      `MANAGED-SEED-INGRESS-DOMAIN invalid ${seedPath}.ingress.domain`,
      `MS-05 invalid ${seedPath}.networks.nodes`,
      `MS-05 invalid ${seedPath}.networks.services`,
      `MS-06 invalid ${seedPath}.provider.type`,
      `MS-07 invalid ${seedPath}.provider.region`,
      `MS-09 invalid ${seedPath}.settings.verticalPodAutoscaler.enabled`,
      `MANAGED-SEED-TOPOLOGY-HINTS invalid ${seedPath}.settings.topologyAwareRouting.enabled`,
      `MS-08 invalid ${seedPath}.provider.zones`,
    ]);
  });

  test('takes a Shoot once, and the same ManagedSeed again', () => {
    const other = managedSeed({}, 'loam');
    expect(admit(managedSeed({}), [shoot, defaultDomain, managedSeed({})])).toEqual([]);
    expect(admit(managedSeed({}), [shoot, defaultDomain, other])).toEqual(['MS-10 invalid spec.shoot.name']);
  });

  test('wants a seed to be described, and the namespace garden', () => {
    expect(admit(managedSeed(undefined), [shoot])).toEqual([
      'MANAGED-SEED-SEED-CONFIG required spec.gardenlet.config.seedConfig',
    ]);
    const elsewhere = { ...managedSeed({}), metadata: { name: 'soil', namespace: 'dev' } };
    const report = new Report();
    validateManagedSeedAdmission(elsewhere, undefined, world(), report);
    expect(brief(report)).toEqual(['NM-11 invalid metadata.namespace']);
  });

  test('lets zones stay that the Shoot does not have any more', () => {
    const seed: Loose<SeedSpec> = { provider: { zones: ['a', 'old'] } };
    expect(admit(managedSeed(seed), [shoot, defaultDomain], managedSeed(seed))).toEqual([]);
  });

  test('keeps zones and domains of a seed on which Shoots run', () => {
    const dns = (internal: string, ...domains: string[]): Loose<SeedSpec>['dns'] => ({
      internal: { domain: internal, type: 'x' },
      defaults: domains.map(domain => ({ domain, type: 'x' })),
    });
    const old: Loose<SeedSpec> = { provider: { zones: ['a', 'b'] }, dns: dns('i.example.org', 'd.example.org') };
    const next: Loose<SeedSpec> = { provider: { zones: ['a'] }, dns: dns('j.example.org', 'e.example.org') };
    const user = {
      apiVersion: 'core.gardener.cloud/v1beta1',
      kind: 'Shoot',
      metadata: { name: 'rose', namespace: 'garden-dev' },
      spec: { dns: { domain: 'rose.dev.d.example.org' } },
      status: { seedName: 'soil' },
    };
    expect(admit(managedSeed(next), [shoot, defaultDomain], managedSeed(old))).toEqual([]);
    expect(admit(managedSeed(next), [shoot, defaultDomain, user], managedSeed(old))).toEqual([
      `MANAGED-SEED-ZONES-REMOVED forbidden ${seedPath}.provider.zones`,
      `MANAGED-SEED-INTERNAL-DOMAIN forbidden ${seedPath}.dns.internal.domain`,
      `MANAGED-SEED-DEFAULT-DOMAINS forbidden ${seedPath}.dns.defaults`,
    ]);
  });
});

import type { Seed } from '../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../../lib/core/field-path';
import type { Loose } from '../../../lib/core/loose';
import { defaultSeed, withProviderLabels } from '../../../lib/gardener/seed/defaults';
import {
  validateSeed,
  validateSeedTemplate,
  validateSeedTemplateUpdate,
  validateSeedUpdate,
} from '../../../lib/gardener/seed/validation';
import { Report } from '../../../lib/rules/report';

type Spec = NonNullable<Loose<Seed>['spec']>;

const credentialsRef = { apiVersion: 'v1', kind: 'Secret', name: 'dns', namespace: 'garden' };
const spec: Spec = {
  provider: { type: 'openstack', region: 'eu01', zones: ['eu01-1', 'eu01-2'] },
  networks: { pods: '100.64.0.0/12', services: '100.104.0.0/13' },
  ingress: { domain: 'ingress.soil.example.org', controller: { kind: 'nginx' } },
  dns: {
    provider: { type: 'openstack-designate', credentialsRef },
    internal: { type: 'openstack-designate', domain: 'internal.example.org', credentialsRef },
  },
};

const seed = (fields: Spec = {}, annotations = {}): Loose<Seed> => ({
  metadata: { name: 'soil', annotations },
  spec: { ...spec, ...fields },
});

function judge(run: (report: Report) => void): string[] {
  const report = new Report();
  run(report);
  return report.findings.map(({ rule, type, path }) => `${rule} ${type} ${path}`);
}

const create = (fields: Spec): string[] => judge(report => validateSeed(defaultSeed(seed(fields)), report));
const update = (next: Spec, old: Spec): string[] =>
  judge(report => validateSeedUpdate(defaultSeed(seed(next)), defaultSeed(seed(old)), report));

describe('a Seed', () => {
  test('needs provider, networks, ingress and DNS', () => {
    expect(create({})).toEqual([]);
    expect(judge(report => validateSeed(defaultSeed({ metadata: { name: 'soil' } }), report))).toEqual([
      'SEED-PROVIDER-TYPE required spec.provider.type',
      'SEED-PROVIDER-REGION required spec.provider.region',
      'NETWORK-CIDR invalid spec.networks.pods',
      'NETWORK-CIDR invalid spec.networks.services',
      'SEED-INGRESS required spec.ingress',
      'SEED-DNS-INTERNAL required spec.dns.internal',
    ]);
  });

  test('lists zones, taints, purposes and default domains once', () => {
    const domain = { type: 'a', domain: 'apps.example.org', credentialsRef };
    expect(
      create({
        provider: { ...spec.provider, zones: ['a', 'a'] },
        taints: [{ key: 'a' }, { key: 'a', value: '' }, { key: 'a' }, {}],
        volume: { minimumSize: '-1Gi', providers: [{ purpose: 'etcd', name: 'b' }, { purpose: 'etcd' }, {}] },
        dns: { ...spec.dns, defaults: [domain, domain] },
      }),
    ).toEqual([
      'SEED-PROVIDER-ZONE-DUPLICATE duplicate spec.provider.zones[1]',
      'SEED-TAINT-DUPLICATE duplicate spec.taints[2]',
      'SEED-TAINT-KEY required spec.taints[3].key',
      'QUANTITY-NEGATIVE invalid spec.volume.minimumSize',
      'SEED-VOLUME-NAME required spec.volume.providers[1].name',
      'SEED-VOLUME-DUPLICATE duplicate spec.volume.providers[1].purpose',
      'SEED-VOLUME-PURPOSE required spec.volume.providers[2].purpose',
      'SEED-VOLUME-NAME required spec.volume.providers[2].name',
      'SEED-DNS-DEFAULTS-DUPLICATE duplicate spec.dns.defaults[1].domain',
    ]);
  });

  test('has a backup region of its own where the backup is at another provider', () => {
    expect(create({ backup: { provider: 'openstack', credentialsRef } })).toEqual([]);
    expect(create({ backup: { provider: 'aws' } })).toEqual([
      'SEED-BACKUP-REGION invalid spec.backup.region',
      'SEED-BACKUP-CREDENTIALS required spec.backup.credentialsRef',
    ]);
  });

  test('needs a DNS provider for its ingress', () => {
    const { internal } = spec.dns ?? {};
    expect(create({ dns: { internal }, ingress: { domain: 'A', controller: { kind: 'other' as 'nginx' } } })).toEqual([
      'SEED-DNS-DOMAIN invalid spec.ingress.domain',
      'SEED-INGRESS-CONTROLLER notSupported spec.ingress.controller.kind',
      'SEED-INGRESS-DNS required spec.dns.provider',
    ]);
  });

  test('has settings that fit its zones', () => {
    const settings: Spec['settings'] = {
      topologyAwareRouting: { enabled: true },
      zoneSelection: { mode: 'Maybe' as 'Prefer' },
      loadBalancerServices: { zones: [{ name: 'eu01-1' }, { name: 'eu01-1' }, { name: 'eu01-9' }] },
    };
    expect(create({ settings })).toEqual([
      'SEED-LB-ZONE-DUPLICATE duplicate spec.settings.loadBalancerServices.zones[1].name',
      'SEED-LB-ZONE-UNKNOWN notFound spec.settings.loadBalancerServices.zones[2].name',
      'SEED-ZONE-SELECTION-MODE notSupported spec.settings.zoneSelection.mode',
    ]);
    expect(create({ settings, provider: { type: 'openstack', region: 'eu01' } })).toEqual([
      'SEED-LB-ZONES forbidden spec.settings.loadBalancerServices.zones',
      'SEED-LB-ZONE-UNKNOWN notFound spec.settings.loadBalancerServices.zones[0].name',
      'SEED-LB-ZONE-UNKNOWN notFound spec.settings.loadBalancerServices.zones[1].name',
      'SEED-LB-ZONE-DUPLICATE duplicate spec.settings.loadBalancerServices.zones[1].name',
      'SEED-LB-ZONE-UNKNOWN notFound spec.settings.loadBalancerServices.zones[2].name',
      'SEED-ZONE-SELECTION forbidden spec.settings.zoneSelection',
      'SEED-ZONE-SELECTION-MODE notSupported spec.settings.zoneSelection.mode',
      'SEED-TOPOLOGY-ZONES forbidden spec.settings.topologyAwareRouting.enabled',
    ]);
  });

  test('reserves an amount of something, where pods can run', () => {
    const configs = [
      { resources: {}, tolerations: [{ operator: 'Equal' as const }] },
      { resources: { cpu: '-1', 'nvidia.com/gpu': '500m' }, tolerations: [{ key: 'a', tolerationSeconds: 1 }] },
    ];
    const path = 'spec.settings.excessCapacityReservation.configs';
    expect(create({ settings: { excessCapacityReservation: { configs } } })).toEqual([
      `SEED-EXCESS-RESOURCES required ${path}[0].resources`,
      `POD-TOLERATION-OPERATOR-WITHOUT-KEY invalid ${path}[0].tolerations[0].operator`,
      `QUANTITY-NEGATIVE invalid ${path}[1].resources[cpu]`,
      `QUANTITY-FRACTION invalid ${path}[1].resources[nvidia.com/gpu]`,
      `POD-TOLERATION-SECONDS invalid ${path}[1].tolerations[0].effect`,
    ]);
  });

  test('keeps networks, ingress domain and backup, and some default domain', () => {
    const domain = { type: 'a', domain: 'apps.example.org', credentialsRef };
    const old: Spec = {
      networks: { ...spec.networks, nodes: '10.0.0.0/16' },
      backup: { provider: 'openstack', region: 'a', credentialsRef },
      dns: { ...spec.dns, defaults: [domain] },
    };
    expect(
      update({ ingress: { domain: 'other.example.org', controller: { kind: 'nginx' } }, dns: spec.dns }, old),
    ).toEqual([
      'SEED-NETWORKS-IMMUTABLE invalid spec.networks.nodes',
      'SEED-INGRESS-IMMUTABLE invalid spec.ingress.domain',
      'SEED-BACKUP-REMOVED invalid spec.backup',
      'SEED-DNS-DEFAULTS-REMOVED forbidden spec.dns.defaults',
    ]);
    expect(update({ ...old, backup: { provider: 'aws', region: 'b', credentialsRef } }, old)).toEqual([
      'SEED-BACKUP-IMMUTABLE invalid spec.backup.provider',
      'SEED-BACKUP-IMMUTABLE invalid spec.backup.region',
    ]);
    expect(update(old, {})).toEqual([]);
  });

  test('takes one known operation at a time', () => {
    const key = 'gardener.cloud/operation';
    const change = (next: string, old: string): string[] =>
      judge(report =>
        validateSeedUpdate(defaultSeed(seed({}, { [key]: next })), defaultSeed(seed({}, { [key]: old })), report),
      );
    expect(change('reconcile', 'reconcile')).toEqual([]);
    expect(change('', 'reconcile')).toEqual([]);
    expect(change('reconcile', 'renew-kubeconfig')).toEqual([]);
    expect(change('renew-kubeconfig', 'reconcile')).toEqual([
      `SEED-OPERATION-PENDING forbidden metadata.annotations[${key}]`,
    ]);
    expect(change('dig', '')).toEqual([`SEED-OPERATION notSupported metadata.annotations[${key}]`]);
  });
});

describe('a seed template', () => {
  const path = FieldPath.of('spec', 'config', 'seedConfig');

  test('may leave to the gardenlet what the gardenlet knows', () => {
    const template = { spec: { dns: spec.dns, networks: { nodes: '10.0.0.0/33' } } };
    expect(judge(report => validateSeedTemplate(template, path, report))).toEqual([
      'NETWORK-CIDR invalid spec.config.seedConfig.spec.networks.nodes',
    ]);
  });

  test('has labels and annotations, but no name to judge', () => {
    const template = { metadata: { labels: { 'a b': 'c' } }, spec: { dns: spec.dns } };
    expect(judge(report => validateSeedTemplate(template, path, report))).toEqual([
      'LABEL-KEY invalid spec.config.seedConfig.metadata.labels',
    ]);
  });

  test('keeps what a seed keeps', () => {
    const next = { spec: { ...spec, networks: { pods: '10.0.0.0/16' } } };
    expect(judge(report => validateSeedTemplateUpdate(next, { spec }, path, report))).toEqual([
      'SEED-NETWORKS-IMMUTABLE invalid spec.config.seedConfig.spec.networks.pods',
      'SEED-NETWORKS-IMMUTABLE invalid spec.config.seedConfig.spec.networks.services',
    ]);
  });
});

describe('the defaults of a Seed', () => {
  test('reserve capacity for a control plane, unless that is switched off or configured', () => {
    const reservation = (given: NonNullable<Spec['settings']>['excessCapacityReservation']): unknown =>
      defaultSeed(seed({ settings: { excessCapacityReservation: given } })).spec?.settings?.excessCapacityReservation;
    const configs = [{ resources: { cpu: '2', memory: '6Gi' } }];
    expect(reservation(undefined)).toEqual({ configs });
    expect(reservation({ enabled: true, configs: [] })).toEqual({ enabled: true, configs });
    expect(reservation({ enabled: false })).toEqual({ enabled: false });
    expect(reservation({ configs: [{ resources: { cpu: '1' } }] })).toEqual({ configs: [{ resources: { cpu: '1' } }] });
  });

  test('keep what is given, down to single settings', () => {
    const settings = { dependencyWatchdog: { prober: { enabled: false } }, loadBalancerServices: { class: 'a' } };
    expect(defaultSeed(seed({ settings })).spec?.settings).toMatchObject({
      dependencyWatchdog: { prober: { enabled: false }, weeder: { enabled: true } },
      loadBalancerServices: { class: 'a', zonalIngress: { enabled: true } },
    });
  });

  test('are followed by labels for provider and region', () => {
    const { metadata } = withProviderLabels({ metadata: { name: 'a', labels: { b: 'c' } }, spec });
    expect(metadata?.labels).toEqual({
      b: 'c',
      'seed.gardener.cloud/provider': 'openstack',
      'seed.gardener.cloud/region': 'eu01',
    });
  });
});

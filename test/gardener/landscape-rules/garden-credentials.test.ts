import { domainSecretCheck } from '../../../lib/gardener/landscape-rules/domain-secrets';
import { seedBackupCheck } from '../../../lib/gardener/landscape-rules/seed-backup';
import { findingsOf, treeOf, type TreeObject } from './tree';

describe('Secrets that describe domains', () => {
  const full = { 'dns.gardener.cloud/domain': 'example.org', 'dns.gardener.cloud/provider': 'designate' };
  const secret = (role: string, annotations: object, name = 'a', namespace = 'garden'): TreeObject => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace, labels: { 'gardener.cloud/role': role }, annotations: { ...annotations } },
    cluster: 'virtual-garden',
  });
  const found = (...secrets: TreeObject[]): string[] => findingsOf(domainSecretCheck, treeOf(secrets));

  test('name the domain and the type of the provider', () => {
    expect(found(secret('internal-domain', full), secret('default-domain', full))).toEqual([]);
    expect(found(secret('internal-domain', { 'dns.gardener.cloud/domain': '' }))).toEqual([
      'GARDEN-DOMAIN-INTERNAL a metadata.annotations[dns.gardener.cloud/domain]: a Secret with the internal domain names the domain and the type of the DNS provider',
      'GARDEN-DOMAIN-INTERNAL a metadata.annotations[dns.gardener.cloud/provider]: a Secret with the internal domain names the domain and the type of the DNS provider',
    ]);
    expect(found(secret('default-domain', { 'dns.gardener.cloud/domain': 'example.org' }))).toEqual([
      'GARDEN-DOMAIN-DEFAULT a metadata.annotations[dns.gardener.cloud/provider]: without domain and type of the DNS provider on every Secret with a default domain no Shoot gets a domain',
    ]);
    expect(
      found(secret('internal-domain', {}, 'a', 'elsewhere'), secret('default-domain', {}, 'b', 'seed-soil')),
    ).toEqual([]);
  });

  test('with the internal domain are alone in their namespace', () => {
    const [first, second] = [secret('internal-domain', full), secret('internal-domain', full, 'b')];
    expect(found(first, second)).toEqual([
      'GARDEN-DOMAIN-TWICE b metadata.labels[gardener.cloud/role]: Secret garden/a has the internal domain already',
    ]);
    expect(found(first, secret('internal-domain', full, 'b', 'seed-soil'))).toEqual([]);
    expect(found(secret('default-domain', full), secret('default-domain', full, 'b'))).toEqual([]);
    expect(found({ ...secret('internal-domain', {}), cluster: 'runtime' })).toEqual([]);
  });
});

describe('the backups of a seed', () => {
  const identity: TreeObject = {
    apiVersion: 'security.gardener.cloud/v1alpha1',
    kind: 'WorkloadIdentity',
    metadata: { name: 'backup', namespace: 'garden' },
    spec: { targetSystem: { type: 'aws' } },
  };
  const credentialsRef = {
    apiVersion: 'security.gardener.cloud/v1alpha1',
    kind: 'WorkloadIdentity',
    name: 'backup',
    namespace: 'garden',
  };
  const spec = (provider?: string): object => ({
    backup: { ...(provider !== undefined && { provider }), credentialsRef },
  });
  const seed = (provider: string): TreeObject => ({
    apiVersion: 'core.gardener.cloud/v1beta1',
    kind: 'Seed',
    metadata: { name: 'soil' },
    spec: spec(provider),
  });
  const managedSeed = (provider?: string): TreeObject => ({
    apiVersion: 'seedmanagement.gardener.cloud/v1alpha1',
    kind: 'ManagedSeed',
    metadata: { name: 'soil', namespace: 'garden' },
    spec: { gardenlet: { config: { seedConfig: { spec: spec(provider) } } } },
  });
  const found = (...objects: TreeObject[]): string[] => findingsOf(seedBackupCheck, treeOf(objects));

  test('have a WorkloadIdentity of their provider', () => {
    const why = 'the backups are for gcp, WorkloadIdentity backup is for aws';
    expect(found(seed('aws'), identity)).toEqual([]);
    expect(found(seed('gcp'), identity)).toEqual([`SEED-BACKUP-IDENTITY soil spec.backup.credentialsRef: ${why}`]);
    expect(found(managedSeed('gcp'), identity)).toEqual([
      `SEED-BACKUP-IDENTITY soil spec.gardenlet.config.seedConfig.spec.backup.credentialsRef: ${why}`,
    ]);
    expect(found(managedSeed(), identity)).toEqual([]);
    expect(found(seed('gcp'))).toEqual([]);
  });
});

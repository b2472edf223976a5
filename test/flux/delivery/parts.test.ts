import * as fc from 'fast-check';
import { kustomizationNames } from '../../../lib/flux/delivery/names';
import { ownedFields, withoutOwnedFields } from '../../../lib/flux/delivery/owned-fields';
import { withProtection } from '../../../lib/flux/delivery/protection';
import { isKeptOnPrune } from '../../../lib/gardener/deletion';
import { shardOf } from '../../../lib/flux/delivery/shards';
import type { KubernetesObject } from '../../../lib/core/object';

const unit = (cluster: string, folder: string) => ({ cluster, folder, objects: [] });
const shoot = (spec: object): KubernetesObject => ({
  apiVersion: 'core.gardener.cloud/v1beta1',
  kind: 'Shoot',
  metadata: { name: 'a' },
  spec,
});

describe('names of Flux Kustomizations', () => {
  it('are the path with dashes, at most 63 characters and never the same', () => {
    const names = kustomizationNames([
      unit('runtime', 'garden'),
      unit('runtime', 'a/b-c'),
      unit('runtime', 'a-b/c'),
      unit('virtual-garden', `shoots/${'x'.repeat(80)}`),
    ]);
    expect(names.get('runtime/garden')).toBe('runtime-garden');
    expect(new Set(names.values()).size).toBe(4);
    expect(Math.max(...[...names.values()].map(name => name.length))).toBe(63);
    expect(names.get('runtime/a/b-c')).toMatch(/^runtime-a-b-c-[0-9a-f]{8}$/);
  });
});

describe('shards', () => {
  it('keep their keys when another shard is added', () => {
    fc.assert(
      fc.property(fc.string(), key => {
        const before = shardOf(key, ['a', 'b', 'c']);
        expect([before, 'd']).toContain(shardOf(key, ['d', 'c', 'b', 'a']));
      }),
    );
    expect(shardOf('dev', [])).toBeUndefined();
  });
});

describe('fields that Gardener writes too', () => {
  const spec = {
    kubernetes: { version: '1.33.4' },
    hibernation: { enabled: true, schedules: [{ start: '0 1 * * *' }] },
    provider: { workers: [{ name: 'a', machine: { image: { version: '1.0.0' } }, kubernetes: { version: '1.33.4' } }] },
  };

  it('are the versions and the hibernation that maintenance and schedules change', () => {
    expect(ownedFields(shoot(spec)).map(({ pointer, remedy }) => `${remedy} ${pointer}`)).toEqual([
      'omit /spec/kubernetes/version',
      'omit /spec/provider/workers/0/kubernetes/version',
      'ignore /spec/provider/workers/0/machine/image/version',
      'ignore /spec/hibernation/enabled',
    ]);
  });

  it('are none when auto-update is off and nothing is scheduled', () => {
    const maintenance = { autoUpdate: { kubernetesVersion: false, machineImageVersion: false } };
    expect(ownedFields(shoot({ ...spec, maintenance, hibernation: { enabled: true } }))).toEqual([]);
  });

  it('are left out where Flux cannot ignore them', () => {
    expect(withoutOwnedFields(shoot(spec), { canIgnore: false, omitVersions: true })['spec']).toEqual({
      kubernetes: {},
      hibernation: { schedules: [{ start: '0 1 * * *' }] },
      provider: { workers: [{ name: 'a', machine: { image: {} }, kubernetes: {} }] },
    });
    expect(withoutOwnedFields(shoot(spec), { canIgnore: true, omitVersions: false })['spec']).toMatchObject({
      hibernation: { enabled: true },
    });
  });
});

describe('protection against pruning', () => {
  it.each([
    ['core.gardener.cloud/v1beta1', ['Shoot', 'Seed', 'Project', 'BackupBucket', 'SecretBinding', 'InternalSecret']],
    ['operator.gardener.cloud/v1alpha1', ['Garden']],
    ['security.gardener.cloud/v1alpha1', ['CredentialsBinding', 'WorkloadIdentity']],
    ['v1', ['Namespace', 'Secret']],
  ])('is added to what holds clusters, backups or credentials: %s %j', (apiVersion, kinds) => {
    const kept = kinds.filter(kind => isKeptOnPrune(withProtection({ apiVersion, kind, metadata: { name: 'a' } })));
    expect(kept).toEqual(kinds);
  });

  it('is added to kinds whose loss hurts, and only there', () => {
    expect(isKeptOnPrune(withProtection(shoot({})))).toBe(true);
    const config: KubernetesObject = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };
    expect(withProtection(config)).toBe(config);
  });

  it('respects a decision that was made', () => {
    const decided: KubernetesObject = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'a', annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'enabled' } },
    };
    expect(withProtection(decided)).toBe(decided);
    expect(isKeptOnPrune(decided)).toBe(false);
  });
});

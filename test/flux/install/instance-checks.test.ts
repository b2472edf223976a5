import type { KubernetesObject } from '../../../lib/core/object';
import { fluxInstance } from '../../../lib/flux/install/flux-instance';
import { fluxOperator, installFlux } from '../../../lib/flux/install/installer';
import { findingsOf, inFile } from '../tree';

const said = (object: KubernetesObject): string[] =>
  findingsOf([inFile('flux.yaml', object)]).map(({ rule, path, type }) => `${rule} ${type ?? ''} ${path}`);

const sync = {
  kind: 'GitRepository',
  url: 'https://git.example.org/a.git',
  ref: 'refs/heads/main',
  path: 'a',
} as const;
const judged = (options: object): string[] => said(fluxInstance({ version: '2.9.x', ...options }));

/** With fields that no option writes. */
const written = (spec: object, name = 'flux'): string[] => {
  const object = fluxInstance({ version: '2.9.x' });
  return said({ ...object, metadata: { ...object.metadata, name }, spec: { ...(object['spec'] as object), ...spec } });
};

describe('a FluxInstance', () => {
  it('that says everything right is not talked about', () => {
    expect(judged({})).toEqual([]);
    expect(
      judged({
        components: ['source-controller', 'kustomize-controller', 'source-watcher'],
        artifact: 'oci://registry.example.org/flux-operator-manifests:latest',
        size: 'large',
        shards: ['a'],
        sync: { ...sync, interval: '1m30s', pullSecret: 'git' },
      }),
    ).toEqual([]);
    expect(
      judged({ sync: { ...sync, kind: 'OCIRepository', url: 'oci://registry.example.org/a', ref: 'latest' } }),
    ).toEqual([]);
  });

  it.each<[string, object, string[]]>([
    ['no version', { version: '' }, ['FLUX-INSTANCE-REQUIRED required spec.distribution.version']],
    ['a version that is no range', { version: 'latest' }, ['FLUX-INSTANCE-VERSION invalid spec.distribution.version']],
    ['no registry', { registry: '' }, ['FLUX-INSTANCE-REQUIRED required spec.distribution.registry']],
    ['a registry with a slash', { registry: 'r/' }, ['FLUX-INSTANCE-REGISTRY invalid spec.distribution.registry']],
    ['an artifact elsewhere', { artifact: 'https://a' }, ['FLUX-INSTANCE-URL invalid spec.distribution.artifact']],
    ['another size', { size: 'huge' }, ['FLUX-INSTANCE-VALUE notSupported spec.cluster.size']],
    [
      'components that do not apply anything',
      { components: ['source-controler'] },
      ['FLUX-INSTANCE-COMPONENTS  spec.components', 'FLUX-INSTANCE-COMPONENT notSupported spec.components[0]'],
    ],
    ['a name for a reference', { sync: { ...sync, ref: 'main' } }, ['FLUX-INSTANCE-REF invalid spec.sync.ref']],
    ['a URL in short form', { sync: { ...sync, url: 'git@h:a' } }, ['FLUX-INSTANCE-URL invalid spec.sync.url']],
    ['a URL of Git for OCI', { sync: { ...sync, kind: 'OCIRepository' } }, ['FLUX-INSTANCE-URL invalid spec.sync.url']],
    [
      'a source of charts',
      { sync: { ...sync, kind: 'HelmRepository' } },
      ['FLUX-INSTANCE-VALUE notSupported spec.sync.kind'],
    ],
    [
      'an interval in days',
      { sync: { ...sync, interval: '1d' } },
      ['FLUX-INSTANCE-INTERVAL invalid spec.sync.interval'],
    ],
    ['a sync without path', { sync: { ...sync, path: '' } }, ['FLUX-INSTANCE-REQUIRED required spec.sync.path']],
  ])('with %s', (_, options, expected) => {
    expect(judged(options)).toEqual(expected);
  });

  it.each<[string, object, string[]]>([
    [
      'a shard that keeps nothing',
      { sharding: { shards: [] } },
      ['FLUX-INSTANCE-REQUIRED required spec.sharding.shards'],
    ],
    [
      'shards that keep what has no place',
      { sharding: { shards: ['a'], storage: 'persistent' } },
      ['FLUX-INSTANCE-STORAGE required spec.storage'],
    ],
    ['a storage without size', { storage: { class: 'fast' } }, ['FLUX-INSTANCE-REQUIRED required spec.storage.size']],
    [
      'identities of tenants alone',
      { cluster: { multitenantWorkloadIdentity: true } },
      ['FLUX-INSTANCE-IDENTITY invalid spec.cluster'],
    ],
    [
      'a login of GitHub for OCI',
      { sync: { ...sync, kind: 'OCIRepository', url: 'oci://a', provider: 'github' } },
      ['FLUX-INSTANCE-PROVIDER invalid spec.sync.provider'],
    ],
    [
      'a long name of the sync',
      { sync: { ...sync, name: 'a'.repeat(64) } },
      ['FLUX-INSTANCE-SYNC-NAME tooLong spec.sync.name'],
    ],
  ])('of another writer with %s', (_, spec, expected) => {
    expect(written(spec)).toEqual(expected);
  });

  it('has one name', () => {
    expect(written({}, 'fluxx')).toEqual(['FLUX-INSTANCE-NAME invalid metadata.name']);
  });

  it('of a delivery may not choose another release than the one that the delivery is made for', () => {
    const context = { version: '2.9.2', namespace: 'flux-system', reachesVirtualGarden: false, shards: [] };
    const problems = (version: string): object => installFlux(fluxOperator({ version }), context).problems;
    expect(['2.x', '2.9.x', '>=2.9.2 <3', 'v2.9.2', 'latest'].map(problems)).toEqual([[], [], [], [], []]);
    expect(problems('2.8.x')).toEqual([
      { at: 'version', message: '2.8.x does not hold 2.9.2, the release that the delivery is made for' },
    ]);
  });
});

import { openstack } from '../../lib/openstack/topic';
import { amdPool, armPool, changed, factsOf, profile, shoot, viewOf, workerConfig } from './fixture';

const rules = (before: Parameters<typeof viewOf>[0], after: Parameters<typeof viewOf>[0]): string[] =>
  changed(viewOf(before), viewOf(after)).map(({ rule, path }) => `${rule} ${path}`);

const withPool = (pool: Record<string, unknown>): ReturnType<typeof shoot> => shoot({ workers: [amdPool, pool] });
const image = (version: string): Record<string, unknown> => ({
  machine: { type: 'a1.4', architecture: 'arm64', image: { name: 'gardenlinux', version } },
});

describe('a change of a shoot', () => {
  it('says nothing when nothing changes', () => {
    expect(rules([profile(), shoot()], [profile(), shoot()])).toEqual([]);
  });

  it('says which input replaces the nodes of which pool, and how that goes in each zone', () => {
    const before = viewOf([profile(), shoot()]);
    const after = viewOf([profile(), withPool({ ...armPool, ...image('1877.4.0') })]);
    const [finding, ...rest] = changed(before, after);
    expect(rest).toEqual([]);
    expect(finding).toEqual({
      rule: 'SHOOT-ROLL',
      severity: 'warning',
      path: 'spec.provider.workers[1]',
      message:
        'pool arm: all nodes are replaced, because machine image changes from gardenlinux1877.3.0 to gardenlinux1877.4.0',
    });
  });

  it('names the zones with their nodes, surge and classes', () => {
    const after = viewOf([profile(), withPool({ ...armPool, ...image('1877.4.0') })]);
    const [finding] = [...(openstack.compare?.(viewOf([profile(), shoot()]), after) ?? [])];
    expect(finding?.effect?.replaceAll(/-[0-9a-f]{5}\b/g, '-HASH')).toBe(
      [1, 2, 3]
        .map(
          zone =>
            `eu-1${'abc'[zone - 1] ?? ''}: 1 to 2 nodes, surge 1, unavailable 0, shoot--dev--crazy-arm-z${zone}-HASH becomes shoot--dev--crazy-arm-z${zone}-HASH`,
        )
        .join('; '),
    );
  });

  it.each([
    ['a patch of Kubernetes', shoot({ spec: { kubernetes: { version: '1.34.3' } } }), []],
    ['a minor of Kubernetes', shoot({ spec: { kubernetes: { version: '1.35.1' } } }), ['SHOOT-ROLL', 'SHOOT-ROLL']],
    [
      'a removed Kubernetes version that becomes the newest',
      shoot({ spec: { kubernetes: {} } }),
      ['SHOOT-ROLL', 'SHOOT-ROLL'],
    ],
    ['labels', withPool({ ...armPool, labels: { team: 'a' } }), ['OS-POOL-UPDATE']],
    ['other limits', withPool({ ...armPool, maximum: 9 }), ['OS-POOL-UPDATE']],
    [
      'a rolling machine label',
      withPool({
        ...armPool,
        providerConfig: workerConfig({ machineLabels: [{ name: 'l', value: '1', triggerRollingOnUpdate: true }] }),
      }),
      ['SHOOT-ROLL'],
    ],
    [
      'another machine label',
      withPool({ ...armPool, providerConfig: workerConfig({ machineLabels: [{ name: 'l', value: '1' }] }) }),
      ['OS-POOL-UPDATE'],
    ],
    [
      'a server group',
      withPool({ ...armPool, providerConfig: workerConfig({ serverGroup: { policy: 'soft-anti-affinity' } }) }),
      ['SHOOT-ROLL'],
    ],
    [
      'data volumes, which OpenStack ignores',
      withPool({ ...armPool, volume: undefined, dataVolumes: [{ name: 'd', size: '10Gi' }] }),
      ['OS-POOL-UPDATE'],
    ],
    [
      'a removed image, which the server keeps',
      withPool({ ...armPool, machine: { type: 'a1.4', architecture: 'arm64' } }),
      ['OS-POOL-UPDATE'],
    ],
  ])('%s', (_, next, expected) => {
    expect(changed(viewOf([profile(), shoot()]), viewOf([profile(), next])).map(({ rule }) => rule)).toEqual(expected);
  });

  it('tells a new server group from the recorded one when the policy changes', () => {
    const pool = (policy: string): ReturnType<typeof shoot> =>
      withPool({ ...armPool, providerConfig: workerConfig({ serverGroup: { policy } }) });
    const facts = factsOf('shoot/dev/crazy', {
      workerStatus: { serverGroupDependencies: [{ poolName: 'arm', id: 'real', name: 'shoot--dev--crazy-arm-x' }] },
    });
    const compare = (policy: string): string[] =>
      changed(viewOf([profile(), pool('affinity')], { facts }), viewOf([profile(), pool(policy)], { facts })).map(
        ({ rule }) => rule,
      );
    expect(compare('affinity')).toEqual([]);
    expect(compare('anti-affinity')).toEqual(['SHOOT-ROLL']);
  });

  it('knows the hashes without the profile, and claims nothing that only the profile could tell', () => {
    const compare = (next: ReturnType<typeof shoot>): string[] => rules([shoot()], [next]);
    expect(compare(shoot({ spec: { kubernetes: { version: '1.35.1' } } }))).toEqual([
      'SHOOT-ROLL spec.provider.workers[0]',
      'SHOOT-ROLL spec.provider.workers[1]',
    ]);
    expect(compare(shoot({ spec: { kubernetes: {} } }))).toEqual([]);
  });

  it.each([
    ['a lower version of Kubernetes', shoot({ spec: { kubernetes: { version: '1.33.6' } } })],
    ['a version that skips a minor', shoot({ spec: { kubernetes: { version: '1.36.0' } } })],
    ['another kind of update', withPool({ ...armPool, maxSurge: 0, updateStrategy: 'AutoInPlaceUpdate' })],
  ])('claims no roll for what the API server refuses: %s', (_, next) => {
    expect(rules([profile(), shoot()], [profile(), next]).filter(rule => rule.startsWith('SHOOT-'))).toEqual([]);
  });

  it('says that nodes of in-place pools are updated', () => {
    const pool = (version: string): ReturnType<typeof shoot> =>
      withPool({ ...armPool, ...image(version), updateStrategy: 'AutoInPlaceUpdate' });
    const [finding] = changed(viewOf([profile(), pool('1877.3.0')]), viewOf([profile(), pool('1877.4.0')]));
    expect(finding?.message).toBe(
      'pool arm: all nodes are updated in place, because machine image version changes from 1877.3.0 to 1877.4.0',
    );
  });
});

describe('immutable fields', () => {
  const network = (config: Record<string, unknown>): ReturnType<typeof shoot> => {
    const base = shoot();
    const { provider } = base['spec'] as { provider: { infrastructureConfig: object } };
    return shoot({ spec: { provider: { infrastructureConfig: { ...provider.infrastructureConfig, ...config } } } });
  };
  const share = (enabled: boolean): ReturnType<typeof shoot> =>
    network({ networks: { workers: '10.250.0.0/16', shareNetwork: { enabled } } });

  it('refuses to switch a share network off, and lets it be switched on', () => {
    expect(rules([share(true)], [share(false)])).toEqual([
      'IMMUTABLE spec.provider.infrastructureConfig.networks.shareNetwork',
    ]);
    expect(rules([share(false)], [share(true)])).toEqual([]);
  });

  const networks = (fields: object): ReturnType<typeof shoot> => network({ networks: fields });
  const immutable = (...fields: string[]): string[] =>
    fields.map(field => `IMMUTABLE spec.provider.infrastructureConfig.${field}`);

  it.each<[string, object, object, string[]]>([
    ['ranges of IPv4', {}, { worker: '', workers: '' }, []],
    ['the network', {}, { id: '' }, ['networks.id']],
    ['the router', {}, { router: {} }, ['networks.router']],
    ['the id of the router', { router: {} }, { router: { id: '' } }, []],
    ['the subnet pool', {}, { subnetPool: {} }, ['networks.subnetPool']],
    ['fields of the subnet pool', { subnetPool: {} }, { subnetPool: { id: '', prefixLength: 0 } }, []],
    [
      'the length of the subnet',
      { subnetPool: { id: 'a' } },
      { subnetPool: { id: 'a', prefixLength: 24 } },
      ['networks.subnetPool'],
    ],
    ['IPv6', {}, { ipv6: {} }, ['networks.ipv6']],
    ['ranges of IPv6', { ipv6: {} }, { ipv6: { nodeCIDR: '', podCIDR: '', serviceCIDR: '' } }, []],
    ['the subnet pool of IPv6', { ipv6: {} }, { ipv6: { subnetPoolID: '' } }, ['networks.ipv6']],
    ['a share network that was off', { shareNetwork: {} }, { shareNetwork: { enabled: false } }, []],
    [
      'a share network that was on',
      { shareNetwork: { enabled: true } },
      { shareNetwork: {} },
      ['networks.shareNetwork'],
    ],
  ])('tells an empty field from none where the API does: %s', (_, fields, others, refused) => {
    expect(rules([networks(fields)], [networks(others)])).toEqual(immutable(...refused));
  });

  it('tells an empty floating subnet from none, and an empty floating pool not', () => {
    expect(rules([network({})], [network({ floatingPoolSubnetName: '' })])).toEqual(
      immutable('floatingPoolSubnetName'),
    );
    const pool = (floatingPoolName: string | undefined): ReturnType<typeof shoot> => network({ floatingPoolName });
    expect(rules([pool('')], [pool(undefined)])).toEqual([]);
  });

  it.each<[string, object, object, string[]]>([
    ['no configuration', {}, { providerConfig: {} }, ['providerConfig']],
    ['a text', { providerConfig: { a: {} } }, { providerConfig: { a: { b: '' } } }, ['providerConfig']],
    ['a list', { providerConfig: {} }, { providerConfig: { machineLabels: [] } }, ['providerConfig']],
    ['the order of keys', { providerConfig: { a: 1, b: 2 } }, { providerConfig: { b: 2, a: 1 } }, []],
    ['no data volumes', {}, { dataVolumes: [] }, []],
    ['the name of a volume', { dataVolumes: [{ size: '1Gi' }] }, { dataVolumes: [{ name: '', size: '1Gi' }] }, []],
    [
      'the type of a volume',
      { dataVolumes: [{ name: 'a' }] },
      { dataVolumes: [{ name: 'a', type: '' }] },
      ['dataVolumes'],
    ],
    [
      'its encryption',
      { dataVolumes: [{ name: 'a' }] },
      { dataVolumes: [{ name: 'a', encrypted: false }] },
      ['dataVolumes'],
    ],
  ])('compares a pool that is updated in place as the API does: %s', (_, fields, others, refused) => {
    const pool = (more: object): ReturnType<typeof shoot> =>
      withPool({ ...armPool, updateStrategy: 'AutoInPlaceUpdate', ...more });
    const findings = rules([pool(fields)], [pool(others)]).filter(rule => rule.startsWith('IMMUTABLE'));
    expect(findings).toEqual(refused.map(field => `IMMUTABLE spec.provider.workers[1].${field}`));
  });

  it('refuses another floating pool', () => {
    expect(rules([shoot()], [network({ floatingPoolName: 'other' })])).toEqual([
      'IMMUTABLE spec.provider.infrastructureConfig.floatingPoolName',
    ]);
  });

  it('lets zones be appended, and nothing else', () => {
    const zones = (...names: string[]): ReturnType<typeof shoot> => withPool({ ...armPool, zones: names });
    const compare = (next: ReturnType<typeof shoot>): string[] =>
      rules([profile(), zones('eu-1a', 'eu-1b')], [profile(), next]).filter(rule => !rule.startsWith('OS-POOL'));
    const path = 'spec.provider.workers[1].zones';
    expect(compare(zones('eu-1a', 'eu-1b', 'eu-1c'))).toEqual([]);
    expect(compare(zones('eu-1b', 'eu-1a'))).toEqual([`IMMUTABLE ${path}`, `OS-ZONE-REORDERED ${path}`]);
    expect(compare(zones('eu-1a'))).toEqual([`IMMUTABLE ${path}`, `OS-ZONE-REMOVED ${path}`]);
  });
});

describe('a node template in the configuration of the pool', () => {
  const template = (beans: string): Record<string, unknown> =>
    workerConfig({ nodeTemplate: { virtualCapacity: { 'example.org/beans': beans } } });

  it('does not replace nodes in OpenStack', () => {
    const pool = (beans: string): ReturnType<typeof shoot> => withPool({ ...armPool, providerConfig: template(beans) });
    const findings = changed(viewOf([profile(), pool('1')]), viewOf([profile(), pool('2')]));
    expect(findings).toEqual([
      {
        rule: 'OS-POOL-UPDATE',
        severity: 'info',
        path: 'spec.provider.workers[1]',
        message: 'pool arm changes in providerConfig.nodeTemplate: nodes are not replaced',
      },
    ]);
  });

  it('is not known to be harmless with another provider', () => {
    const pool = (beans: string): ReturnType<typeof shoot> =>
      shoot({
        workers: [{ ...amdPool, providerConfig: { nodeTemplate: { virtualCapacity: { beans } } } }],
        spec: { provider: { type: 'aws' } },
      });
    expect(rules([pool('1')], [pool('2')])).toEqual(['SHOOT-ROLL-UNKNOWN spec.provider.workers[0]']);
  });

  it('does not hide what Gardener itself decides with another provider', () => {
    const pool = (version: string): ReturnType<typeof shoot> =>
      shoot({ spec: { kubernetes: { version }, provider: { type: 'aws' } } });
    expect(rules([pool('1.34.2')], [pool('1.35.1')])).toEqual([
      'SHOOT-ROLL spec.provider.workers[0]',
      'SHOOT-ROLL spec.provider.workers[1]',
    ]);
  });
});

describe('an image id that changes in the profile', () => {
  const swapped = (): ReturnType<typeof profile> => {
    const next = profile();
    const text = JSON.stringify(next).replace('eu-1-arm64-old', 'eu-1-arm64-rebuilt');
    return JSON.parse(text) as ReturnType<typeof profile>;
  };

  it('changes exactly the classes of that region and architecture', () => {
    const classes = (cloudProfile: ReturnType<typeof profile>): Map<string, string> =>
      new Map(
        [...(openstack.predict?.(viewOf([cloudProfile, shoot()])) ?? [])]
          .filter(({ object }) => object.kind === 'MachineClass')
          .map(({ object }) => [object.metadata.name ?? '', JSON.stringify(object)]),
      );
    const [before, after] = [classes(profile()), classes(swapped())];
    const different = [...after]
      .filter(([name, text]) => before.get(name) !== text)
      .map(([name]) => name.replace(/-[0-9a-f]{5}$/, ''));
    expect(different).toEqual(['shoot--dev--crazy-arm-z1', 'shoot--dev--crazy-arm-z2', 'shoot--dev--crazy-arm-z3']);
  });

  it('is said once, with the pools that will be mixed', () => {
    const findings = changed(viewOf([profile(), shoot()]), viewOf([swapped(), shoot()]));
    expect(findings).toEqual([
      {
        rule: 'OS-IMAGE-ID-SWAPPED',
        severity: 'warning',
        path: 'spec.providerConfig.machineImages[0].versions[0].regions',
        message:
          'image gardenlinux 1877.3.0 in eu-1 changes its id from eu-1-arm64-old to eu-1-arm64-rebuilt: no node is replaced, new ones differ from old ones (1 pool)',
      },
    ]);
  });
});

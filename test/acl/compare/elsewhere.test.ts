// Changes that are not about the Shoot itself: named clients, the virtual garden, and filters of what the tree does not hold.
import { clientsAnnotation } from '../../../lib/acl/control/client-set';
import { gardenLists, renderGarden } from '../../../lib/acl/garden/garden-access';
import type { HardenedOptions } from '../../../lib/acl/hardened/render';
import { acl } from '../../../lib/acl/topic';
import { gardenlet, tree, type TreeObject } from '../tree';
import { aggregated, compare, hardened, told } from './changes';

describe('named clients', () => {
  const named = (text: string | undefined): TreeObject => {
    const [filter] = hardened({ allow: ['10.0.0.0/8'] }) as [TreeObject];
    const { metadata, ...rest } = filter.object as { readonly metadata: object };
    const annotations = text === undefined ? {} : { annotations: { [clientsAnnotation]: text } };
    return { ...filter, object: { ...rest, metadata: { ...metadata, ...annotations } } };
  };
  const change = (old: string | undefined, now: string | undefined, date?: string) => {
    const views = [old, now].map(text => tree([named(text)], date === undefined ? {} : { now: new Date(date) }));
    const [before, after] = views;
    if (before === undefined || after === undefined) throw new Error('two views');
    return [...(acl.compare?.(before, after) ?? [])].map(({ message }) => message);
  };

  it('come, go, and get another last day', () => {
    expect(change('ci until 2027-01-31: 192.0.2.0/24', 'ci until 2027-03-31: 192.0.2.0/24')).toEqual([
      'clients "ci" stay until 2027-03-31, and no longer until 2027-01-31',
    ]);
    expect(change('ci: 192.0.2.0/24', 'ci until 2027-03-31: 192.0.2.0/24 # new tenant')).toEqual([
      'clients "ci" stay until 2027-03-31, and no longer without a last day',
    ]);
    expect(change('ci: 192.0.2.0/24', 'ci: 192.0.2.0/24\nlab until 2027-01-31: 192.0.2.1/32, 192.0.2.2/32')).toEqual([
      'clients "lab" come, until 2027-01-31: 192.0.2.1/32, 192.0.2.2/32',
    ]);
    expect(change(undefined, 'ci: 192.0.2.0/24')).toEqual(['clients "ci" come, without a last day: 192.0.2.0/24']);
    expect(change('ci: 192.0.2.0/24 # one', 'ci: 192.0.2.0/24 # two')).toEqual([]);
  });

  it('go in time or overdue, where there is a clock', () => {
    const text = 'ci until 2027-01-31: 192.0.2.0/24';
    expect(change(text, undefined)).toEqual(['clients "ci" go: 192.0.2.0/24']);
    expect(change(text, undefined, '2027-01-31T23:59:59Z')).toEqual(['clients "ci" go: 192.0.2.0/24']);
    expect(change(text, undefined, '2027-02-01T00:00:00Z')).toEqual([
      'clients "ci" go, whose last day was 2027-01-31: 192.0.2.0/24',
    ]);
  });

  it('are found at the annotation, as a notice', () => {
    const [finding] = compare([named('ci: 192.0.2.0/24')], [named(undefined)]);
    expect(finding).toMatchObject({
      rule: 'ACL-CLIENTS',
      severity: 'notice',
      cluster: 'seeds/soil',
      path: `metadata.annotations[${clientsAnnotation}]`,
      object: { kind: 'EnvoyFilter', namespace: 'istio-ingress', name: 'acl-x-shoot--bar--foo' },
    });
  });

  it('of several shoots in one object may be called alike', () => {
    const both = 'ci: 192.0.2.0/24\nci: 192.0.2.1/32';
    expect(change(both, 'ci: 192.0.2.0/24\nci: 192.0.2.3/32')).toEqual([
      'clients "ci" come, without a last day: 192.0.2.3/32',
      'clients "ci" go: 192.0.2.1/32',
    ]);
  });
});

describe('the virtual garden', () => {
  const garden: TreeObject = {
    cluster: 'runtime',
    object: {
      apiVersion: 'operator.gardener.cloud/v1alpha1',
      kind: 'Garden',
      metadata: { name: 'garden' },
      spec: {
        runtimeCluster: { networking: { nodes: ['10.1.0.0/16'] } },
        virtualCluster: { dns: { domains: [{ name: 'g.example.org' }] } },
      },
    },
  };
  const control = (allow: readonly string[], seeds: readonly string[], options: HardenedOptions = {}): TreeObject[] => {
    const label = (cidrs: readonly string[]) => cidrs.map(cidr => ({ cidr, origin: 'rule' }));
    const access = { garden: garden.object as never, allow: label(allow), seedEgress: label(seeds) };
    expect(gardenLists(access).unreadable).toEqual([]);
    return renderGarden(access, options).map(object => ({ cluster: 'runtime', object }));
  };
  const known = { 'seed/soil': { natAddresses: ['203.0.113.1'] } };
  const change = (...[old, now]: [TreeObject[], TreeObject[]]) =>
    told([garden, gardenlet(), ...old], [garden, gardenlet(), ...now], known);

  it('whose control begins, changes or ends says who gets in', () => {
    const [wide, narrow] = [
      control(['185.1.0.0/16'], ['203.0.113.1/32']),
      control(['185.1.0.0/17'], ['203.0.113.1/32']),
    ];
    const listed = '10.1.0.0/16, 185.1.0.0/16, 203.0.113.1/32';
    expect(change(wide, wide)).toEqual([]);
    expect(change([], wide)).toEqual([`warning ACL-NARROWED access is lost: everybody but ${listed}, on every way in`]);
    expect(change(wide, narrow)).toEqual([
      'warning ACL-NARROWED access is lost: 185.1.128.0/17 (32768 addresses), on every way in',
    ]);
    expect(change(wide, [])).toEqual([`warning ACL-OPENED access is gained: everybody but ${listed}, on every way in`]);
  });

  it('locks gardenlets out when their seed is forgotten', () => {
    expect(change(control(['185.1.0.0/16'], ['203.0.113.1/32']), control(['185.1.0.0/16'], []))).toEqual([
      'critical ACL-LOCKOUT clients of seed soil, its gardenlet among them, are locked out: 203.0.113.1/32 (1 address), on every way in',
      'warning ACL-NARROWED access is lost: 203.0.113.1/32 (1 address), on every way in',
    ]);
  });

  it('has dry runs too', () => {
    const of = (options: HardenedOptions) => control(['185.1.0.0/16'], ['203.0.113.1/32'], options);
    expect(change(of({ shadow: true }), of({}))).toEqual([
      expect.stringMatching(/^warning ACL-NARROWED/),
      'notice ACL-DRY-RUN the dry run ends: who was only counted is refused from now on, on every way in',
    ]);
  });

  it('without a change of its own costs nothing', () => {
    expect(change(control(['185.1.0.0/16'], []), control(['185.1.0.0/16'], []))).toEqual([]);
  });
});

describe('filters of what the tree does not hold', () => {
  it('are told by the name of the shoot', () => {
    const found = told(hardened({ allow: ['185.1.0.0/16'] }), hardened({ allow: ['185.1.0.0/17'] }));
    expect(found).toEqual([
      'warning ACL-NARROWED shoot--bar--foo: access is lost: 185.1.128.0/17 (32768 addresses), on every way in',
    ]);
    expect(told(hardened({ allow: ['185.1.0.0/16'] }), [])).toEqual([
      'warning ACL-OPENED shoot--bar--foo: access is gained: everybody but 185.1.0.0/16, on every way in',
    ]);
  });

  it('are told shoot by shoot where they share objects', () => {
    const of = (moss: string) =>
      aggregated([
        { name: 'foo', ranges: { allow: ['185.1.0.0/16'] } },
        { name: 'moss', ranges: { allow: [moss] } },
      ]);
    expect(told(of('185.2.0.0/16'), of('185.2.0.0/17'))).toEqual([
      'warning ACL-NARROWED shoot--bar--moss: access is lost: 185.2.128.0/17 (32768 addresses), on every way in',
    ]);
  });

  it('may be about a host of anybody', () => {
    const mine = (prefix_len: number): TreeObject => ({
      cluster: 'seeds/soil',
      object: {
        apiVersion: 'networking.istio.io/v1alpha3',
        kind: 'EnvoyFilter',
        metadata: { name: 'mine', namespace: 'istio-ingress' },
        spec: {
          workloadSelector: { labels: { istio: 'ingressgateway' } },
          configPatches: [
            {
              applyTo: 'NETWORK_FILTER',
              match: { context: 'GATEWAY', listener: { filterChain: { sni: 'api.elsewhere.example.org' } } },
              patch: {
                operation: 'INSERT_FIRST',
                value: {
                  name: 'mine',
                  typed_config: {
                    '@type': 'type.googleapis.com/envoy.extensions.filters.network.rbac.v3.RBAC',
                    stat_prefix: 'mine',
                    rules: {
                      action: 'ALLOW',
                      policies: {
                        mine: {
                          permissions: [{ any: true }],
                          principals: [{ remote_ip: { address_prefix: '185.1.0.0', prefix_len } }],
                        },
                      },
                    },
                  },
                },
              },
            },
          ],
        },
      },
    });
    expect(told([mine(16)], [mine(17)])).toEqual([
      'warning ACL-NARROWED api.elsewhere.example.org: access is lost: 185.1.128.0/17 (32768 addresses), on every way in',
    ]);
  });
});

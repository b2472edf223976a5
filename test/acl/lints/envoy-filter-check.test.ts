import { judge, tree } from '../tree';
import { at0, findings, manager, moved, rbac } from './foreign-filter';

describe('a foreign EnvoyFilter', () => {
  // istio#38214, istio#26912
  it('that goes beside a filter which may be absent, in any context, is reported', () => {
    const patch = {
      applyTo: 'HTTP_FILTER',
      match: {
        context: 'ANY',
        listener: {
          filterChain: {
            filter: { name: 'envoy.filters.network.http_connection_manager', subFilter: { name: 'istio.stats' } },
          },
        },
      },
      patch: { operation: 'INSERT_BEFORE', value: { name: 'lua' } },
    };
    expect(findings(patch)).toEqual([
      'ACL-ENVOY-CONTEXT spec.configPatches[0].match.context',
      'ACL-ENVOY-ANCHOR spec.configPatches[0].match.listener.filterChain.filter',
    ]);
  });

  it('like those of Gardener itself has no finding', () => {
    const patch = {
      applyTo: 'HTTP_FILTER',
      match: {
        context: 'GATEWAY',
        listener: {
          portNumber: 9443,
          filterChain: {
            filter: {
              name: 'envoy.filters.network.http_connection_manager',
              subFilter: { name: 'envoy.filters.http.router' },
            },
          },
        },
      },
      patch: { operation: 'INSERT_BEFORE', value: { name: 'envoy.filters.http.lua' } },
    };
    expect(findings(patch)).toEqual([]);
    const merge = {
      applyTo: 'LISTENER',
      match: { context: 'GATEWAY', listener: { portNumber: 9443 } },
      patch: { operation: 'MERGE', value: {} },
    };
    expect(findings(merge)).toEqual([]);
  });

  it('that Gardener has made is not foreign', () => {
    const object = {
      apiVersion: 'networking.istio.io/v1alpha3',
      kind: 'EnvoyFilter',
      metadata: { name: 'x', namespace: 'y', labels: { 'resources.gardener.cloud/managed-by': 'gardener' } },
      spec: { configPatches: [{}] },
    };
    expect(judge(tree([{ object }]))).toEqual([]);
  });

  it('without a selector is reported', () => {
    expect(findings(rbac([{ any: true }]), {})).toEqual(['ACL-ENVOY-SELECTOR spec.workloadSelector']);
  });
});

describe('a patch that Istio would refuse', () => {
  const good = rbac([{ any: true }]) as { patch: { value: { typed_config: object } } };
  const inFilter = (filter: object, applyTo = 'NETWORK_FILTER'): object =>
    moved(good, { applyTo, match: { context: 'GATEWAY', listener: { filterChain: { filter } } } });

  it.each<[string, object, string]>([
    ['says not what it applies to', moved(good, { applyTo: undefined }), 'applyTo'],
    ['holds no patch', moved(good, { patch: undefined }), 'patch'],
    ['has no operation', moved(good, { patch: { value: good.patch.value } }), 'patch.operation'],
    ['inserts nothing', moved(good, { patch: { operation: 'INSERT_FIRST' } }), 'patch.value'],
    [
      'looks for a route',
      moved(good, { match: { context: 'GATEWAY', routeConfiguration: { name: 'x' } } }),
      'match.routeConfiguration',
    ],
    ['looks for a filter without a name', inFilter({}), 'match.listener.filterChain.filter.name'],
    [
      'looks inside a network filter',
      inFilter({ name: manager, subFilter: { name: 'x' } }),
      'match.listener.filterChain.filter.subFilter',
    ],
    [
      'looks for an HTTP filter elsewhere',
      inFilter({ name: 'envoy.filters.network.tcp_proxy', subFilter: { name: 'x' } }, 'HTTP_FILTER'),
      'match.listener.filterChain.filter.subFilter',
    ],
    [
      'looks for an HTTP filter without a name',
      inFilter({ name: manager, subFilter: {} }, 'HTTP_FILTER'),
      'match.listener.filterChain.filter.subFilter.name',
    ],
    [
      'does not say of what type the filter is',
      moved(good, { patch: { operation: 'INSERT_FIRST', value: { name: 'x', typed_config: { stat_prefix: 'x' } } } }),
      'patch.value.typed_config.@type',
    ],
  ])('%s', (_, patch, path) => {
    const found = findings(JSON.parse(JSON.stringify(patch)) as object);
    expect(found).toContain(`ACL-ENVOY-INVALID ${at0}.${path}`);
    expect(found.filter(text => text.startsWith('ACL-ENVOY-INVALID'))).toHaveLength(1);
  });

  it.each([
    [
      'a version that is no expression',
      { match: { context: 'GATEWAY', proxy: { proxyVersion: '1.29.(' } } },
      'match.proxy.proxyVersion',
    ],
    [
      'a type of the second version',
      {
        patch: {
          operation: 'INSERT_FIRST',
          value: {
            name: 'x',
            typed_config: { '@type': 'type.googleapis.com/envoy.config.filter.network.rbac.v2.RBAC' },
          },
        },
      },
      'patch.value.typed_config.@type',
    ],
  ])('names %s', (_, changes, path) => {
    expect(findings(moved(good, changes))).toEqual([`ACL-ENVOY-INVALID ${at0}.${path}`]);
  });

  it('is not asked where it is for waypoints, which no gateway is', () => {
    const waypoint = { applyTo: 'HTTP_FILTER', match: { context: 'WAYPOINT' }, patch: { value: {} } };
    expect(findings(waypoint)).toEqual([]);
  });

  it('is none, and the places of the others are told all the same', () => {
    const spec = { workloadSelector: { labels: { app: 'gw' } } };
    expect(findings([null, moved(good, { applyTo: undefined })], spec)).toEqual([
      'ACL-ENVOY-INVALID spec.configPatches[0]',
      'ACL-ENVOY-INVALID spec.configPatches[1].applyTo',
    ]);
  });

  it('may remove without a value', () => {
    const match = { context: 'GATEWAY', listener: { filterChain: { filter: { name: 'x' } } } };
    expect(findings({ applyTo: 'NETWORK_FILTER', match, patch: { operation: 'REMOVE' } })).toEqual([
      `ACL-ENVOY-ANCHOR ${at0}.match.listener.filterChain.filter`,
    ]);
  });
});

describe('a filter at the wrong place', () => {
  const network = rbac([{ any: true }]);
  const http = rbac([{ any: true }], 'http', {});
  const value = (patch: object): object => (patch as { patch: { value: object } }).patch.value;
  const gateway = (listener: object): object => ({ match: { context: 'GATEWAY', listener } });

  it.each<[string, object, string]>([
    [
      'the port of the load balancer',
      moved(network, gateway({ portNumber: 443 })),
      'ACL-ENVOY-LISTENER match.listener.portNumber',
    ],
    ['the same by name', moved(network, gateway({ name: '0.0.0.0_443' })), 'ACL-ENVOY-LISTENER match.listener.name'],
    [
      'a name and a number that differ',
      moved(http, gateway({ name: '0.0.0.0_8443', portNumber: 8132 })),
      'ACL-ENVOY-LISTENER match.listener.portNumber',
    ],
    [
      'a server name with capitals',
      moved(network, gateway({ filterChain: { sni: 'API.foo' } })),
      'ACL-ENVOY-LISTENER match.listener.filterChain.sni',
    ],
    [
      'a server name with a dot at its end',
      moved(network, gateway({ filterChain: { sni: 'api.foo.' } })),
      'ACL-ENVOY-LISTENER match.listener.filterChain.sni',
    ],
    [
      'HTTP filters of a filter that has none',
      moved(http, gateway({ filterChain: { filter: { name: 'envoy.http_connection_manager' } } })),
      'ACL-ENVOY-ANCHOR match.listener.filterChain.filter',
    ],
    [
      'a neighbor inside that filter',
      moved(
        http,
        gateway({
          filterChain: { filter: { name: 'envoy.http_connection_manager', subFilter: { name: 'envoy.router' } } },
        }),
      ),
      'ACL-ENVOY-ANCHOR match.listener.filterChain.filter',
    ],
    [
      'a port that no gateway of Gardener listens on',
      moved(http, gateway({ portNumber: 15443 })),
      'ACL-ENVOY-LISTENER match.listener.portNumber',
    ],
    ['the same in a name', moved(http, gateway({ name: '0.0.0.0_8133' })), 'ACL-ENVOY-LISTENER match.listener.name'],
    [
      'whatever filter there is, to be removed',
      { ...moved(network, gateway({ filterChain: { sni: 'api.foo' } })), patch: { operation: 'REMOVE' } },
      'ACL-ENVOY-ANCHOR patch.operation',
    ],
    [
      'a filter that chains have which pass TLS through',
      {
        ...moved(
          network,
          gateway({ filterChain: { sni: 'api.foo', filter: { name: 'envoy.filters.network.tcp_proxy' } } }),
        ),
        patch: { operation: 'INSERT_BEFORE', value: value(network) },
      },
      'ACL-ENVOY-ANCHOR match.listener.filterChain.filter',
    ],
    [
      'the place behind the last filter',
      moved(network, { patch: { operation: 'ADD', value: value(network) } }),
      'ACL-ENVOY-REFUSED patch.operation',
    ],
    [
      'the same by its neighbor',
      {
        ...moved(
          http,
          gateway({ filterChain: { filter: { name: manager, subFilter: { name: 'envoy.filters.http.router' } } } }),
        ),
        patch: { operation: 'INSERT_AFTER', value: value(http) },
      },
      'ACL-ENVOY-REFUSED patch.operation',
    ],
    [
      'the filters of the other kind',
      moved(network, { applyTo: 'HTTP_FILTER' }),
      'ACL-ENVOY-REFUSED patch.value.typed_config.@type',
    ],
    [
      'a name without a configuration',
      moved(network, { patch: { operation: 'INSERT_FIRST', value: { name: 'envoy.filters.network.rbac' } } }),
      'ACL-ENVOY-REFUSED patch.value',
    ],
    [
      'a configuration of the second version',
      moved(network, { patch: { operation: 'INSERT_FIRST', value: { name: 'x', config: {} } } }),
      'ACL-ENVOY-REFUSED patch.value.config',
    ],
  ])('%s', (_, patch, expected) => {
    expect(findings(patch)).toEqual([expected.replace(' ', ` ${at0}.`)]);
  });

  it('is no filter that is discovered', () => {
    const discovered = { name: 'x', config_discovery: { type_urls: [] } };
    expect(findings(moved(http, { patch: { operation: 'INSERT_FIRST', value: discovered } }))).toEqual([]);
  });
});

describe('a patch that may be silently absent', () => {
  const network = rbac([{ any: true }]);
  const version = (proxyVersion: string): object =>
    moved(network, {
      match: { context: 'GATEWAY', proxy: { proxyVersion }, listener: { filterChain: { sni: 'api.foo' } } },
    });

  it.each(['^1\\.18.*', '1.29.6', '^1\\.29', '1\\.29\\-alpha', '(?i)^1'])(
    'is one for gateways of version %s',
    proxyVersion => {
      expect(findings(version(proxyVersion))).toEqual([`ACL-ENVOY-VERSION ${at0}.match.proxy.proxyVersion`]);
    },
  );

  it('is none for gateways of all versions', () => {
    expect([findings(version('.*')), findings(version(''))]).toEqual([[], []]);
  });

  it.each(['shoot--dev--foo', 'garden', 'kube-system', 'default', 'extension-acl-x7'])(
    'is one for a gateway in %s',
    namespace => {
      const selector = { workloadSelector: { labels: { istio: 'ingressgateway' } } };
      expect(findings(network, selector, namespace)).toEqual(['ACL-ENVOY-NAMESPACE metadata.namespace']);
      expect(findings(network, { workloadSelector: { labels: { app: 'shop' } } }, namespace)).toEqual([]);
    },
  );

  it.each(['istio-ingress--eu01-1', 'istio-system', 'own-ingress', 'virtual-garden-istio-ingress'])(
    'is none where gateways may run: %s',
    namespace => {
      expect(findings(network, { workloadSelector: { labels: { istio: 'ingressgateway' } } }, namespace)).toEqual([]);
    },
  );
});

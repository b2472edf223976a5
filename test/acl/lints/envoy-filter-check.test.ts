import { rbacType } from '../../../lib/acl/envoy-filter';
import { judge, tree } from '../tree';

function findings(patch: object, spec: object = { workloadSelector: { labels: { app: 'gw' } } }): string[] {
  const object = {
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: { name: 'foreign', namespace: 'istio-ingress' },
    spec: { ...spec, configPatches: [patch] },
  };
  return judge(tree([{ cluster: 'seeds/soil', object }])).map(text => text.replace(' EnvoyFilter/foreign', ''));
}

const rbac = (
  principals: unknown,
  flavor: 'network' | 'http' = 'network',
  config: object = { stat_prefix: 'x' },
): object => ({
  applyTo: flavor === 'network' ? 'NETWORK_FILTER' : 'HTTP_FILTER',
  match: { context: 'GATEWAY', listener: { filterChain: { sni: 'api.foo' } } },
  patch: {
    operation: 'INSERT_FIRST',
    value: {
      name: 'x',
      typed_config: {
        '@type': rbacType[flavor],
        ...config,
        rules: { action: 'ALLOW', policies: { p: { permissions: [{ any: true }], principals } } },
      },
    },
  },
});
const at = 'spec.configPatches[0].patch.value.typed_config';

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

  it('without a selector is reported', () => {
    expect(findings(rbac([{ any: true }]), {})).toEqual(['ACL-ENVOY-SELECTOR spec.workloadSelector']);
  });
});

const manager = 'envoy.filters.network.http_connection_manager';

/** A patch with another place or operation. */
const moved = (patch: object, changes: object): object => ({ ...patch, ...changes });
const at0 = 'spec.configPatches[0]';

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

describe('a filter that reaches others than it seems to', () => {
  const some = [{ remote_ip: { address_prefix: '10.0.0.0', prefix_len: 8 } }];
  const everywhere = { match: { context: 'GATEWAY', listener: { portNumber: 9443 } } };

  it('is an allow-list for a whole listener', () => {
    expect(findings(moved(rbac(some), everywhere))).toEqual([`ACL-ENVOY-EVERYBODY ${at}.rules.policies`]);
    expect(findings(moved(rbac([{ any: true }]), everywhere))).toEqual([]);
    expect(findings(rbac(some))).toEqual([]);
  });

  it('is an allow-list without policies', () => {
    const none = JSON.parse(JSON.stringify(rbac(some)).replace(/"policies":.*?}]}}/, '"policies":{}')) as object;
    expect(findings(none)).toEqual([`ACL-ENVOY-EVERYBODY ${at}.rules`]);
  });

  it('is one for sidecars at a gateway', () => {
    const sidecar = moved(rbac(some), { match: { context: 'SIDECAR_INBOUND' } });
    const labels = (istio: string): object => ({ workloadSelector: { labels: { istio } } });
    expect(findings(sidecar, labels('ingressgateway--zone--a'))).toEqual([`ACL-ENVOY-CONTEXT ${at0}.match.context`]);
    expect(findings(sidecar, labels('other'))).toEqual([`ACL-ENVOY-EVERYBODY ${at}.rules.policies`]);
  });

  it('is one without labels to select', () => {
    expect(findings(rbac(some), { workloadSelector: { labels: {} } })).toEqual([
      'ACL-ENVOY-SELECTOR spec.workloadSelector',
    ]);
  });

  // envoy#23583
  it.each<[string, object, string[]]>([
    ['xff_num_trusted_hops', { xff_num_trusted_hops: 1 }, ['xff_num_trusted_hops']],
    ['the same in the other spelling', { xffNumTrustedHops: '2' }, ['xff_num_trusted_hops']],
    ['use_remote_address', { use_remote_address: false }, ['use_remote_address']],
    [
      'original_ip_detection_extensions',
      { original_ip_detection_extensions: [{ name: 'x' }] },
      ['original_ip_detection_extensions'],
    ],
    ['settings as Istio has them', { use_remote_address: true, xff_num_trusted_hops: 0 }, []],
  ])('is a connection manager that believes a header: %s', (_, settings, fields) => {
    const type =
      'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager';
    const patch = {
      applyTo: 'NETWORK_FILTER',
      match: { context: 'GATEWAY', listener: { portNumber: 8443, filterChain: { filter: { name: manager } } } },
      patch: { operation: 'MERGE', value: { name: manager, typed_config: { '@type': type, ...settings } } },
    };
    expect(findings(patch)).toEqual(fields.map(field => `ACL-ENVOY-TRUST ${at}.${field}`));
  });
});

describe('an RBAC filter that Envoy would refuse', () => {
  it.each<[string, object, string[]]>([
    ['has no principals', rbac([]), [`ACL-ENVOY-REFUSED ${at}.rules.policies[p].principals`]],
    [
      'has an empty list',
      rbac([{ not_id: { or_ids: { ids: [] } } }]),
      [`ACL-ENVOY-REFUSED ${at}.rules.policies[p].principals[0].not_id.or_ids.ids`],
    ],
    [
      'has a length inside the address',
      rbac([{ remote_ip: { address_prefix: '10.0.0.0/8', prefix_len: 8 } }]),
      [`ACL-ENVOY-REFUSED ${at}.rules.policies[p].principals[0].remote_ip.address_prefix`],
    ],
    [
      'has a length beyond 128',
      rbac([{ remote_ip: { address_prefix: '::', prefix_len: 129 } }]),
      [`ACL-ENVOY-REFUSED ${at}.rules.policies[p].principals[0].remote_ip.prefix_len`],
    ],
    ['has no stat_prefix', rbac([{ any: true }], 'network', {}), [`ACL-ENVOY-REFUSED ${at}.stat_prefix`]],
    [
      'has an action that is not one',
      JSON.parse(JSON.stringify(rbac([{ any: true }])).replace('"ALLOW"', '"allow"')) as object,
      [`ACL-ENVOY-REFUSED ${at}.rules.action`],
    ],
    [
      'has a length that is none',
      rbac([{ remote_ip: { address_prefix: '::', prefix_len: 'x' } }]),
      [`ACL-ENVOY-REFUSED ${at}.rules.policies[p].principals[0].remote_ip.prefix_len`],
    ],
    ['has none where none is allowed', rbac([{ any: true }], 'http', {}), []],
    [
      'has two matchers in one',
      rbac([{ any: true, remote_ip: {} }]),
      [`ACL-ENVOY-REFUSED ${at}.rules.policies[p].principals[0]`],
    ],
  ])('%s', (_, patch, expected) => {
    expect(findings(patch)).toEqual(expected);
  });
});

describe('a range that means something else', () => {
  it.each<[string, object, string]>([
    ['has no length', { address_prefix: '10.0.0.0' }, 'prefix_len'],
    ['has a length as text, as protobuf takes it', { address_prefix: '192.0.2.0', prefix_len: '64' }, 'prefix_len'],
    ['has an IPv6 length behind an IPv4 address', { address_prefix: '192.0.2.0', prefix_len: 120 }, 'prefix_len'],
  ])('%s', (_, range, field) => {
    expect(findings(rbac([{ remote_ip: range }]))).toEqual([
      `ACL-ENVOY-RANGE ${at}.rules.policies[p].principals[0].remote_ip.${field}`,
    ]);
  });

  it('is IPv4-mapped, unless its IPv4 twin stands beside it', () => {
    const mapped = { remote_ip: { address_prefix: '::ffff:192.0.2.0', prefix_len: 120 } };
    const plain = { remote_ip: { address_prefix: '192.0.2.0', prefix_len: 24 } };
    expect(findings(rbac([mapped]))).toEqual([`ACL-ENVOY-RANGE ${at}.rules.policies[p].principals`]);
    expect(findings(rbac([mapped, plain]))).toEqual([]);
  });
});

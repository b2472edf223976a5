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
  match: { context: 'GATEWAY', listener: { portNumber: 9443 } },
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

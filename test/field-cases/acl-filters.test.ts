// What writers of EnvoyFilters and of access rules stumbled over (the reference is the issue in which somebody met it), seen from outside.
import { rbacType } from '../../lib/acl/envoy-filter';
import { entryPaths } from '../../lib/acl/entry-paths';
import type { Connection } from '../../lib/acl/evaluate/connection';
import { evaluate } from '../../lib/acl/evaluate/evaluate';
import { FilterIndex } from '../../lib/acl/evaluate/filter-index';
import { findEnvoy } from '../../tools/envoy/binary';
import { renderings } from '../../tools/envoy/scenes';
import { runTrials, type Trial } from '../../tools/envoy/trial';
import { situation } from '../acl/situations';
import { clients } from './acl-tree';
import { said } from './run';

describe('D09 (istio#38214, istio#26912): an EnvoyFilter of somebody else', () => {
  const manager = 'envoy.filters.network.http_connection_manager';
  const labels = { istio: 'ingressgateway' };
  const rbac = (flavor: 'network' | 'http', rules: object): object => ({
    name: 'own',
    typed_config: {
      '@type': rbacType[flavor],
      ...(flavor === 'network' && { stat_prefix: 'own' }),
      rules,
    },
  });
  const office = {
    office: {
      permissions: [{ any: true }],
      principals: [{ remote_ip: { address_prefix: '198.51.100.0', prefix_len: 24 } }],
    },
  };
  const network = rbac('network', { action: 'ALLOW', policies: office });
  const http = rbac('http', { action: 'DENY', policies: office });
  const api = { listener: { filterChain: { sni: 'api.a.example.org' } } };
  const beside = (name: string, subFilter?: string): { readonly listener: object } => ({
    listener: { filterChain: { filter: { name, ...(subFilter !== undefined && { subFilter: { name: subFilter } }) } } },
  });
  interface Patch {
    readonly operation?: string;
    readonly value?: object;
    readonly match?: object;
    readonly context?: string | null;
    readonly kind?: 'NETWORK_FILTER' | 'HTTP_FILTER';
    readonly spec?: object;
    readonly namespace?: string;
  }

  /** Who wrote what, and the rules that say something about it. */
  const cases: readonly (readonly [string, Patch, string])[] = [
    [
      'beside istio.stats in any context',
      {
        kind: 'HTTP_FILTER',
        operation: 'INSERT_BEFORE',
        context: 'ANY',
        match: beside(manager, 'istio.stats'),
        value: { name: 'lua' },
      },
      'ANCHOR CONTEXT',
    ],
    [
      'behind istio.stats',
      { kind: 'HTTP_FILTER', operation: 'INSERT_AFTER', match: beside(manager, 'istio.stats'), value: http },
      'ANCHOR',
    ],
    [
      'beside a filter of ext_authz',
      {
        kind: 'HTTP_FILTER',
        operation: 'INSERT_BEFORE',
        match: beside(manager, 'envoy.filters.http.ext_authz'),
        value: http,
      },
      'ANCHOR',
    ],
    [
      'beside the router by its former name',
      { kind: 'HTTP_FILTER', operation: 'INSERT_BEFORE', match: beside(manager, 'envoy.router'), value: http },
      'ANCHOR',
    ],
    [
      'before the router',
      {
        kind: 'HTTP_FILTER',
        operation: 'INSERT_BEFORE',
        match: beside(manager, 'envoy.filters.http.router'),
        value: http,
      },
      '',
    ],
    [
      'behind the router',
      {
        kind: 'HTTP_FILTER',
        operation: 'INSERT_AFTER',
        match: beside(manager, 'envoy.filters.http.router'),
        value: http,
      },
      'REFUSED',
    ],
    ['at the end', { operation: 'ADD', match: api, value: network }, 'REFUSED'],
    ['first, on one host', { match: api, value: network }, ''],
    ['first, without a context', { context: null, match: api, value: network }, 'CONTEXT'],
    ['first, for sidecars of a gateway', { context: 'SIDECAR_INBOUND', match: api, value: network }, 'CONTEXT'],
    ['first, without a match', { context: null, value: network }, 'CONTEXT EVERYBODY'],
    ['first, on every host', { value: network }, 'EVERYBODY'],
    ['an HTTP filter among network filters', { match: api, value: http }, 'REFUSED'],
    [
      'of a version that Gardener has left behind',
      { match: { ...api, proxy: { proxyVersion: '^1\\.18.*' } }, value: network },
      'VERSION',
    ],
    [
      'of a version that is no expression',
      { match: { ...api, proxy: { proxyVersion: '*' } }, value: network },
      'INVALID',
    ],
    ['without an operation', { operation: '', match: api, value: network }, 'INVALID'],
    ['that removes nothing', { operation: 'REMOVE', match: api }, 'ANCHOR'],
    ['that removes an access filter', { operation: 'REMOVE', match: beside('acl-api') }, 'DISARM'],
    [
      'that merges into an access filter',
      { kind: 'HTTP_FILTER', operation: 'MERGE', match: beside(manager, 'acl-http-proxy'), value: { name: 'x' } },
      'DISARM',
    ],
    [
      'that merges into a chain of another version',
      {
        operation: 'MERGE',
        match: { listener: { name: '0.0.0.0_8133', ...beside(manager).listener } },
        value: network,
      },
      'ANCHOR LISTENER',
    ],
    [
      'on the port of the load balancer',
      { match: { listener: { portNumber: 443, filterChain: { sni: 'api.a.example.org' } } }, value: network },
      'LISTENER',
    ],
    ['without a selector', { match: api, value: network, spec: {} }, 'SELECTOR'],
    ['in the namespace of the shoot', { match: api, value: network, namespace: 'shoot--bar--a' }, 'NAMESPACE'],
    ['with a priority', { match: api, value: network, spec: { workloadSelector: { labels }, priority: -10 } }, ''],
    [
      'without principals',
      { match: api, value: rbac('network', { policies: { x: { permissions: [{ any: true }], principals: [] } } }) },
      'REFUSED',
    ],
    ['that lets in nobody', { match: api, value: rbac('network', {}) }, 'EVERYBODY'],
    [
      'of the second version',
      {
        match: api,
        value: { name: 'x', typed_config: { '@type': 'type.googleapis.com/envoy.config.filter.network.rbac.v2.RBAC' } },
      },
      'INVALID',
    ],
  ];

  const file = (i: number): string => `filter-${String(i).padStart(2, '0')}.yaml`;
  const files = Object.fromEntries(
    cases.map(([, patch], i) => [file(i), JSON.stringify(envoyFilter(`filter-${i}`, patch))]),
  );
  const found = new Map<string, Set<string>>();

  beforeAll(() => {
    const [, ...lines] = said(files);
    for (const line of lines) {
      const [, severity = '', rule = '', at = ''] = /^(\w+) ACL-ENVOY-(\w+) (filter-\d+\.yaml):/.exec(line) ?? [];
      const isError = rule === 'INVALID' || rule === 'REFUSED';
      if (rule !== '')
        found.set(at, (found.get(at) ?? new Set()).add(severity === (isError ? 'error' : 'warning') ? rule : line));
    }
  });

  function envoyFilter(
    name: string,
    { operation = 'INSERT_FIRST', value, match, context = 'GATEWAY', kind = 'NETWORK_FILTER', ...more }: Patch,
  ): object {
    const { spec = { workloadSelector: { labels } }, namespace = 'istio-ingress' } = more;
    const place = { ...(context !== null && { context }), ...match };
    const patch = { ...(operation !== '' && { operation }), ...(value && { value }) };
    return {
      apiVersion: 'networking.istio.io/v1alpha3',
      kind: 'EnvoyFilter',
      metadata: { name, namespace },
      spec: {
        ...spec,
        configPatches: [{ applyTo: kind, ...(Object.keys(place).length > 0 && { match: place }), patch }],
      },
    };
  }

  it.each(cases.map(([title, , expected], i) => [title, expected, i] as const))('%s: %s', (_, expected, i) => {
    expect([...(found.get(file(i)) ?? [])].sort()).toEqual(expected.split(' ').filter(Boolean).sort());
  });
});

describe('D12 (istio#55722, envoy#23583): a header that names an allowed address', () => {
  const target = situation();
  const claimed = clients.alice;
  const forged: readonly Readonly<Record<string, string | readonly string[]>>[] = [
    { 'x-forwarded-for': claimed },
    { 'X-FORWARDED-FOR': claimed },
    { 'x-forwarded-for': `${claimed}, 10.0.0.1` },
    { 'x-forwarded-for': `10.0.0.1, ${claimed}` },
    { 'x-forwarded-for': [claimed, claimed] },
    { 'x-forwarded-for': `[::ffff:${claimed}]` },
    { 'x-real-ip': claimed },
    { forwarded: `for=${claimed}` },
    { 'x-envoy-external-address': claimed },
    { 'true-client-ip': claimed },
    { 'cf-connecting-ip': claimed },
    { 'x-client-ip': claimed, 'client-ip': claimed },
    { 'x-forwarded-host': claimed, 'x-forwarded-proto': 'https' },
    { 'proxy-protocol': `TCP4 ${claimed}` },
  ];
  const tunnels = entryPaths(target).filter(({ chain, kind }) => chain.entry === 'http' && kind !== 'socket');
  const forgeries = tunnels.flatMap(({ chain, request }) =>
    forged.flatMap(headers =>
      [clients.eve, claimed].map((proxied): Connection => ({
        ...chain,
        sni: null,
        headers: { ...headers, ...request.headers },
        peer: '127.0.0.1',
        proxied,
      })),
    ),
  );

  it.each(renderings([target]).map(({ name, objects }) => [name, objects] as const))(
    'opens no tunnel by the evaluator: %s',
    (_, objects) => {
      const index = new FilterIndex(objects);
      const verdicts = forgeries.map(
        connection => `${connection.proxied ?? ''} ${evaluate(index, connection).verdict}`,
      );
      expect(new Set(verdicts)).toEqual(new Set([`${clients.eve} DENY`, `${claimed} ALLOW`]));
    },
  );

  it('is believed where a patch of the connection manager says so, which makes the verdict unknown and is a warning', () => {
    const type =
      'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager';
    const name = 'envoy.filters.network.http_connection_manager';
    const trusting = {
      apiVersion: 'networking.istio.io/v1alpha3',
      kind: 'EnvoyFilter',
      metadata: { name: 'hops', namespace: 'istio-ingress' },
      spec: {
        workloadSelector: { labels: { istio: 'ingressgateway' } },
        configPatches: [
          {
            applyTo: 'NETWORK_FILTER',
            match: { context: 'GATEWAY', listener: { filterChain: { filter: { name } } } },
            patch: { operation: 'MERGE', value: { name, typed_config: { '@type': type, xff_num_trusted_hops: 1 } } },
          },
        ],
      },
    };
    const [upstream] = renderings([target]);
    const [connection] = forgeries.filter(({ proxied }) => proxied === claimed);
    expect(connection && evaluate([...(upstream?.objects ?? []), trusting], connection)).toMatchObject({
      verdict: 'UNKNOWN',
    });
    const [status, ...lines] = said({ 'hops.yaml': JSON.stringify(trusting) });
    expect([status, lines.filter(line => line.includes('ACL-ENVOY-TRUST')).length]).toEqual([0, 1]);
  });

  const envoy = findEnvoy();
  if ('reason' in envoy) console.warn(`the header is not tried on a real Envoy: ${envoy.reason}`);
  ('path' in envoy ? it : it.skip)(
    'opens no tunnel of a real Envoy',
    async () => {
      const trials = renderings([target]).map((rendering): Trial => ({
        ...rendering,
        chains: forgeries,
        connections: forgeries,
      }));
      const { differences, verdicts, tried } = await runTrials('path' in envoy ? envoy.path : '', trials);
      expect([differences, verdicts]).toEqual([[], { ALLOW: tried / 2, DENY: tried / 2 }]);
    },
    60_000,
  );
});

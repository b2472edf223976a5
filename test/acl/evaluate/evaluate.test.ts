import type { KubernetesObject } from '../../../lib/core/object';
import { evaluate } from '../../../lib/acl/evaluate/evaluate';
import type { Connection } from '../../../lib/acl/evaluate/connection';
import { rbacType } from '../../../lib/acl/envoy-filter';

const gateway = { namespace: 'istio-ingress', labels: { app: 'gw', extra: 'x' } };

const connection = (changes: Partial<Connection> = {}): Connection => ({
  gateway,
  listener: '0.0.0.0_9443',
  entry: 'sni',
  serverNames: ['api.foo', 'api.internal.foo'],
  sni: 'api.foo',
  headers: {},
  peer: '192.0.2.1',
  proxied: null,
  ...changes,
});

interface PatchOptions {
  readonly flavor?: 'network' | 'http';
  readonly listener?: object;
  readonly context?: string;
  readonly operation?: string;
  readonly selector?: object | undefined;
  readonly namespace?: string;
  readonly config?: object;
}

function filter(rules: unknown, options: PatchOptions = {}): KubernetesObject {
  const { flavor = 'network', context = 'GATEWAY', operation = 'INSERT_FIRST', namespace = 'istio-ingress' } = options;
  const typed = options.config ?? { '@type': rbacType[flavor], stat_prefix: 'x', rules };
  return {
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: { name: 'f', namespace },
    spec: {
      ...('selector' in options ? options.selector : { workloadSelector: { labels: { app: 'gw' } } }),
      configPatches: [
        {
          applyTo: flavor === 'network' ? 'NETWORK_FILTER' : 'HTTP_FILTER',
          match: { context, listener: options.listener ?? { filterChain: { sni: 'api.foo' } } },
          patch: { operation, value: { name: 'x', typed_config: typed } },
        },
      ],
    },
  };
}

const policy = (principals: unknown[], permissions: unknown[] = [{ any: true }]): object => ({
  p: { permissions, principals },
});
const remote = (address_prefix: string, prefix_len?: number) => ({
  remote_ip: { address_prefix, ...(prefix_len !== undefined && { prefix_len }) },
});
const verdict = (rules: unknown, changes: Partial<Connection> = {}, options: PatchOptions = {}): string =>
  evaluate([filter(rules, options)], connection(changes)).verdict;
const allow = (principals: unknown[], permissions?: unknown[]) => ({
  action: 'ALLOW',
  policies: policy(principals, permissions),
});

describe('the RBAC engine', () => {
  it('lets ALLOW pass on a match and DENY on none', () => {
    const listed = policy([remote('192.0.2.0', 24)]);
    expect(verdict({ action: 'ALLOW', policies: listed })).toBe('ALLOW');
    expect(verdict({ action: 'ALLOW', policies: listed }, { peer: '8.8.8.8' })).toBe('DENY');
    expect(verdict({ action: 'DENY', policies: listed })).toBe('DENY');
    expect(verdict({ action: 'DENY', policies: listed }, { peer: '8.8.8.8' })).toBe('ALLOW');
    expect(verdict({ action: 'LOG', policies: listed })).toBe('ALLOW');
  });

  it('denies all with ALLOW and no policy, nobody with DENY and none, and nothing without rules', () => {
    expect(verdict({ action: 'ALLOW', policies: {} })).toBe('DENY');
    expect(verdict({ policies: {} })).toBe('DENY');
    expect(verdict({ action: 'DENY', policies: {} })).toBe('ALLOW');
    expect(verdict(undefined)).toBe('ALLOW');
  });

  it.each([
    ['masks host bits', remote('192.0.2.77', 24), '192.0.2.1', 'ALLOW'],
    ['takes an omitted length for everybody of the family', remote('10.0.0.0'), '8.8.8.8', 'ALLOW'],
    ['never mixes families', remote('::', 0), '8.8.8.8', 'DENY'],
    ['clamps IPv4 lengths to 32', remote('192.0.2.1', 120), '192.0.2.1', 'ALLOW'],
    ['clamps them to a single address', remote('192.0.2.0', 120), '192.0.2.1', 'DENY'],
    ['matches IPv6 prefixes', remote('2001:db8:a::', 48), '2001:db8:a:ffff::1', 'ALLOW'],
    ['presents a mapped peer as IPv4', remote('192.0.2.0', 24), '::ffff:192.0.2.9', 'ALLOW'],
    ['never matches IPv4 with a mapped range', remote('::ffff:192.0.2.0', 120), '192.0.2.1', 'DENY'],
  ])('%s', (_, principal, peer, expected) => {
    expect(verdict(allow([principal]), { peer })).toBe(expected);
  });

  it('keeps a mapped address of a PROXY header IPv6', () => {
    expect(verdict(allow([remote('192.0.2.0', 24)]), { proxied: '::ffff:192.0.2.9' })).toBe('DENY');
    expect(verdict(allow([remote('::', 0)]), { proxied: '::ffff:192.0.2.9' })).toBe('ALLOW');
  });

  it('looks at the PROXY source for remote_ip and source_ip, and at the peer for direct_remote_ip', () => {
    const range = { address_prefix: '198.51.100.0', prefix_len: 24 };
    const client = { peer: '100.64.7.7', proxied: '198.51.100.7' };
    expect(verdict(allow([{ remote_ip: range }]), client)).toBe('ALLOW');
    expect(verdict(allow([{ source_ip: range }]), client)).toBe('ALLOW');
    expect(verdict(allow([{ direct_remote_ip: range }]), client)).toBe('DENY');
  });

  it('combines principals and permissions with not, or, and', () => {
    const inside = remote('192.0.2.0', 24);
    expect(verdict(allow([{ not_id: inside }]))).toBe('DENY');
    expect(verdict(allow([{ or_ids: { ids: [remote('8.8.8.8', 32), inside] } }]))).toBe('ALLOW');
    expect(verdict(allow([{ and_ids: { ids: [{ any: true }, { not_id: inside }] } }]))).toBe('DENY');
    const sni = (suffix: string) => ({ requested_server_name: { suffix } });
    expect(verdict(allow([{ any: true }], [{ and_rules: { rules: [sni('.foo'), { not_rule: sni('.bar') }] } }]))).toBe(
      'ALLOW',
    );
  });

  it('lower-cases the server name', () => {
    expect(verdict(allow([{ any: true }], [{ requested_server_name: { exact: 'api.foo' } }]), { sni: 'API.Foo' })).toBe(
      'ALLOW',
    );
  });

  it('matches a regular expression against the whole text', () => {
    const match = (regex: string) => allow([{ any: true }], [{ requested_server_name: { safe_regex: { regex } } }]);
    expect(verdict(match('[^-.]+-x\\.d'), { sni: 'gu-x.d' })).toBe('ALLOW');
    expect(verdict(match('[^-.]+-x\\.d'), { sni: 'gu-y-x.d' })).toBe('DENY');
  });

  it('says that it does not know rather than guess', () => {
    expect(verdict(allow([{ authenticated: {} }]))).toBe('UNKNOWN');
    expect(verdict(allow([{ authenticated: {} }, remote('192.0.2.0', 24)]))).toBe('ALLOW');
    expect(verdict(allow([remote('192.0.2.0', 24)], [{ url_path: {} }]), { peer: '8.8.8.8' })).toBe('DENY');
    expect(verdict(allow([remote('192.0.2.0/24')]))).toBe('UNKNOWN');
    expect(
      verdict({
        action: 'ALLOW',
        policies: { p: { permissions: [{ any: true }], principals: [{ any: true }], condition: {} } },
      }),
    ).toBe('UNKNOWN');
  });

  it('does not take a tree of matchers for no rules', () => {
    const config = { '@type': rbacType.network, stat_prefix: 'x', matcher: { matcher_list: {} } };
    expect(verdict(undefined, {}, { config })).toBe('UNKNOWN');
  });

  it('reads the other spellings of protobuf and a TypedStruct', () => {
    const camel = {
      action: 'ALLOW',
      policies: {
        keepMyName: {
          permissions: [{ any: true }],
          principals: [{ remoteIp: { addressPrefix: '192.0.2.0', prefixLen: { value: 24 } } }],
        },
      },
    };
    expect(verdict(camel)).toBe('ALLOW');
    expect(verdict(camel, { peer: '8.8.8.8' })).toBe('DENY');
    const config = {
      '@type': 'type.googleapis.com/udpa.type.v1.TypedStruct',
      type_url: rbacType.network,
      value: { rules: camel },
    };
    expect(verdict(undefined, { peer: '8.8.8.8' }, { config })).toBe('DENY');
  });
});

describe('header matching', () => {
  const http: PatchOptions = { flavor: 'http', listener: { name: '0.0.0.0_8443' } };
  const tunnel: Partial<Connection> = { entry: 'http', listener: '0.0.0.0_8443', serverNames: [], sni: null };
  const denies = (matcher: object, headers: Connection['headers']): boolean =>
    verdict(
      { action: 'DENY', policies: policy([{ any: true }], [{ header: { name: 'X-Dest', ...matcher } }]) },
      { ...tunnel, headers },
      http,
    ) === 'DENY';

  it('does not care for the case of names and does for that of values', () => {
    expect(denies({ string_match: { contains: '.a.' } }, { 'x-dEST': 'q.a.b' })).toBe(true);
    expect(denies({ string_match: { contains: '.a.' } }, { 'X-Dest': 'q.A.b' })).toBe(false);
    expect(denies({ string_match: { contains: '.a.', ignore_case: true } }, { 'X-Dest': 'q.A.b' })).toBe(true);
  });

  it('never matches an absent header, and looks at each value of a repeated one', () => {
    expect(denies({ string_match: { contains: '' } }, {})).toBe(false);
    expect(denies({ string_match: { exact: 'b' } }, { 'x-dest': ['a', 'b'] })).toBe(true);
    expect(denies({ present_match: true }, { 'x-dest': 'a' })).toBe(true);
    expect(denies({ string_match: { exact: 'a' }, invert_match: true }, { 'x-dest': 'b' })).toBe(true);
    expect(denies({ prefix_match: 'a' }, { 'x-dest': 'ab' })).toBe(true);
  });
});

describe('where Istio puts filters', () => {
  const denyAll = { action: 'ALLOW', policies: {} };

  it.each([
    ['another namespace', { namespace: 'other' }, 'ALLOW'],
    ['the root namespace', { namespace: 'istio-system' }, 'DENY'],
    ['no selector', { selector: {} }, 'DENY'],
    ['a selector of other pods', { selector: { workloadSelector: { labels: { app: 'other' } } } }, 'ALLOW'],
    ['the context of sidecars', { context: 'SIDECAR_INBOUND' }, 'ALLOW'],
    ['any context', { context: 'ANY' }, 'DENY'],
    ['the other server name of the chain', { listener: { filterChain: { sni: 'api.internal.foo' } } }, 'DENY'],
    ['a server name that only looks alike', { listener: { filterChain: { sni: '*.foo' } } }, 'ALLOW'],
    ['the listener by number', { listener: { portNumber: 9443 } }, 'DENY'],
    ['another number', { listener: { portNumber: 8443 } }, 'ALLOW'],
    [
      'a filter that only chains have which pass TLS through',
      {
        operation: 'INSERT_BEFORE',
        listener: { filterChain: { filter: { name: 'envoy.filters.network.tcp_proxy' } } },
      },
      'UNKNOWN',
    ],
    [
      'a filter that may be absent',
      { operation: 'INSERT_BEFORE', listener: { filterChain: { filter: { name: 'istio.stats' } } } },
      'UNKNOWN',
    ],
    ['the place in front of all others', { operation: 'INSERT_BEFORE' }, 'DENY'],
    ['the place behind all others, where Envoy takes none', { operation: 'INSERT_AFTER' }, 'UNKNOWN'],
    ['an operation that replaces', { operation: 'REPLACE' }, 'UNKNOWN'],
    ['targets of the Gateway API', { selector: { targetRefs: [{ kind: 'Gateway', name: 'x' }] } }, 'ALLOW'],
    ['a chain by more than its server name', { listener: { filterChain: { sni: 'api.foo', name: 'c' } } }, 'UNKNOWN'],
    ['a port by name', { listener: { portName: 'tls' } }, 'UNKNOWN'],
  ])('%s', (_, options: PatchOptions, expected) => {
    expect(verdict(denyAll, {}, options)).toBe(expected);
  });

  const manager = 'envoy.filters.network.http_connection_manager';

  it.each([
    [
      'the filter that answers requests',
      { operation: 'INSERT_BEFORE', name: manager, inner: 'envoy.filters.http.router' },
      'DENY',
    ],
    ['the beginning of all HTTP filters', { operation: 'INSERT_BEFORE', name: manager }, 'DENY'],
    [
      'an HTTP filter that may be absent',
      { operation: 'INSERT_BEFORE', name: manager, inner: 'istio.stats' },
      'UNKNOWN',
    ],
    [
      'a network filter that holds no HTTP filters',
      { operation: 'INSERT_FIRST', name: 'envoy.filters.network.tcp_proxy' },
      'UNKNOWN',
    ],
    [
      'the place behind the last one',
      { operation: 'INSERT_AFTER', name: manager, inner: 'envoy.filters.http.router' },
      'UNKNOWN',
    ],
  ])(
    '%s, on a port without TLS',
    (_, { operation, name, inner }: { operation: string; name: string; inner?: string }, expected) => {
      const filter = { name, ...(inner !== undefined && { subFilter: { name: inner } }) };
      const http: PatchOptions = { flavor: 'http', operation, listener: { portNumber: 8443, filterChain: { filter } } };
      const tunnel: Partial<Connection> = { entry: 'http', listener: '0.0.0.0_8443', serverNames: [], sni: null };
      expect(verdict(denyAll, tunnel, http)).toBe(expected);
    },
  );

  it('asks every filter, and names those that were asked and those that deny', () => {
    const second = { ...filter(allow([{ any: true }])), metadata: { name: 'a', namespace: 'istio-ingress' } };
    expect(evaluate([filter(denyAll), second], connection())).toEqual({
      verdict: 'DENY',
      evaluated: ['istio-ingress/a', 'istio-ingress/f'],
      deniedBy: ['istio-ingress/f'],
      unclear: [],
    });
  });
});

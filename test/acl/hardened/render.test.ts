import { listsOf } from '../../../lib/acl/access-lists';
import { hardenedLists } from '../../../lib/acl/hardened/refusal';
import { renderHardened, type HardenedOptions } from '../../../lib/acl/hardened/render';
import { allow, deny, situation, type Changes } from '../situations';

function render(changes: Changes = {}, options: HardenedOptions = {}) {
  const target = situation(changes);
  const result = hardenedLists(target);
  if ('refused' in result) throw new Error(result.refused);
  return renderHardened({ situation: target, lists: result.lists }, options);
}

const snis = (changes: Changes, options: HardenedOptions = {}) =>
  render(changes, options).map(({ metadata, spec }) => [
    metadata.namespace,
    spec.configPatches.map(({ match }) => match.listener.filterChain?.sni ?? match.listener.portNumber),
  ]);

const observability = ['gu', 'p', 'au', 'v', 'otc'].map(prefix => `${prefix}-bar--foo.ingress.soil.example.org`);
const shared = ['*.ingress.soil.example.org', 8443, 8132];

describe('the hardened filters of a shoot', () => {
  it('are one object that denies everybody who is in no range, merged and sorted', () => {
    const [object] = render({
      providerConfig: allow('198.51.100.128/25', '198.51.100.0/25', '2001:DB8::1/32', '10.240.1.0/24'),
    });
    expect(object?.metadata).toEqual({
      name: 'acl-x-shoot--bar--foo',
      namespace: 'istio-ingress',
      labels: { 'app.kubernetes.io/part-of': 'acl' },
    });
    const remote = (address_prefix: string, prefix_len: number) => ({ remote_ip: { address_prefix, prefix_len } });
    const ids = [
      remote('10.240.0.0', 15),
      remote('10.250.0.0', 16),
      remote('192.0.2.200', 32),
      remote('198.51.100.0', 24),
      remote('203.0.113.10', 32),
      remote('2001:db8::', 32),
    ];
    const principals = [{ not_id: { or_ids: { ids } } }];
    const header = (name: string, contains: string) => ({ header: { name, string_match: { contains } } });
    const tunnel = {
      or_rules: {
        rules: [
          header('reversed-vpn', '.shoot--bar--foo.'),
          header('reversed-vpn', 'shoot--bar--foo--kube-apiserver-socket'),
          header('x-gardener-destination', '.shoot--bar--foo.'),
          header('x-gardener-destination', 'shoot--bar--foo--kube-apiserver-socket'),
        ],
      },
    };
    expect(object?.spec.configPatches[0]).toEqual({
      applyTo: 'NETWORK_FILTER',
      match: { context: 'GATEWAY', listener: { filterChain: { sni: 'api.foo.bar.shoots.example.org' } } },
      patch: {
        operation: 'INSERT_FIRST',
        value: {
          name: 'acl-api',
          typed_config: {
            '@type': 'type.googleapis.com/envoy.extensions.filters.network.rbac.v3.RBAC',
            stat_prefix: 'envoyrbac',
            rules: { action: 'DENY', policies: { 'bar--foo': { permissions: [{ any: true }], principals } } },
          },
        },
      },
    });
    expect(object?.spec.configPatches.at(-1)).toEqual({
      applyTo: 'HTTP_FILTER',
      match: { context: 'GATEWAY', listener: { portNumber: 8132 } },
      patch: {
        operation: 'INSERT_FIRST',
        value: {
          name: 'acl-tunnel',
          typed_config: {
            '@type': 'type.googleapis.com/envoy.extensions.filters.http.rbac.v3.RBAC',
            rules: { action: 'DENY', policies: { 'bar--foo': { permissions: [tunnel], principals } } },
            track_per_rule_stats: true,
          },
        },
      },
    });
  });

  it('cover the chain of the API, all observability hosts, the shared domain and both tunnel ports', () => {
    expect(snis({})).toEqual([['istio-ingress', ['api.foo.bar.shoots.example.org', ...observability, ...shared]]]);
  });

  it('cover the trusted host by a patch of its own where TLS is terminated, and need none where it shares the chain', () => {
    const facts = { wildcardCertificate: true };
    const hosts = ['api.foo.bar.shoots.example.org', 'api-bar--foo.ingress.soil.example.org'];
    expect(snis({ facts })).toEqual([['istio-ingress', [...hosts, ...observability, ...shared]]]);
    const annotations = { 'shoot.gardener.cloud/disable-istio-tls-termination': 'true' };
    expect(snis({ facts, annotations })).toEqual([['istio-ingress', [hosts[0], ...observability, ...shared]]]);
  });

  it('protect the tunnels of the gateway that serves the trusted host too', () => {
    const seed = { provider: { type: 'openstack', region: 'r1', zones: ['a', 'b'] } };
    expect(snis({ seed, facts: { controlPlaneZones: 'a', wildcardCertificate: true } })).toEqual([
      ['istio-ingress--a', ['api.foo.bar.shoots.example.org', 8443, 8132]],
      ['istio-ingress', ['api-bar--foo.ingress.soil.example.org', ...observability, ...shared]],
    ]);
  });

  it("go to every gateway that may become the shoot's own", () => {
    const seed = { provider: { type: 'openstack', region: 'r1', zones: ['a', 'b'] } };
    expect(snis({ seed }).map(([namespace]) => namespace)).toEqual([
      'istio-ingress--a',
      'istio-ingress--b',
      'istio-ingress',
    ]);
  });

  it('exist before the shoot does, and while it sleeps', () => {
    expect(snis({ facts: { kubeApiserverGateway: { absent: true } } })).toEqual(snis({}));
  });

  it('leave out the legacy port once it is gone', () => {
    expect(snis({ gardenlet: { featureGates: { RemoveHTTPProxyLegacyPort: true } } })[0]?.[1]).not.toContain(8132);
  });

  it('add only what the extension leaves open in complement to it', () => {
    expect(snis({}, { coverage: 'complement' })).toEqual([['istio-ingress', [...observability, ...shared]]]);
  });

  it('deny denied ranges in both forms in which a client can claim them', () => {
    const [object] = render({ providerConfig: deny('192.0.2.0/24', '2001:db8::/32') });
    const principals = object?.spec.configPatches[0]?.patch.value.typed_config.rules?.policies['bar--foo']?.principals;
    expect(principals).toEqual([
      { remote_ip: { address_prefix: '192.0.2.0', prefix_len: 24 } },
      { remote_ip: { address_prefix: '::ffff:192.0.2.0', prefix_len: 120 } },
      { remote_ip: { address_prefix: '2001:db8::', prefix_len: 32 } },
    ]);
  });

  it('only count in shadow mode, and hold denied connections when asked to', () => {
    const configs = (options: HardenedOptions) =>
      render({}, options)[0]?.spec.configPatches.map(({ patch }) => patch.value.typed_config);
    for (const config of configs({ shadow: true }) ?? []) {
      expect(config).toMatchObject({ shadow_rules: { action: 'DENY' }, shadow_rules_stat_prefix: 'acl_shadow_' });
      expect(config).not.toHaveProperty('rules');
    }
    const delayed = configs({ delayDeny: '0.5s' }) ?? [];
    expect(delayed[0]).toMatchObject({ delay_deny: '0.5s' });
    expect(delayed.at(-1)).not.toHaveProperty('delay_deny');
  });

  it('are none where nobody is refused', () => {
    expect(renderHardened({ situation: situation(), lists: listsOf({ allow: [], deny: [] }) })).toEqual([]);
  });

  it('deny everybody, and never an empty list, when no allowed range can be read', () => {
    const lists = listsOf({ allow: [{ cidr: 'x', origin: 'rule' }], deny: [] });
    expect(lists.unreadable).toEqual([{ cidr: 'x', origin: 'rule' }]);
    const [object] = renderHardened({ situation: situation(), lists });
    expect(object?.spec.configPatches[0]?.patch.value.typed_config.rules?.policies['bar--foo']?.principals).toEqual([
      { any: true },
    ]);
  });
});

describe('what the hardened profile refuses', () => {
  it.each([
    [
      'an IPv4-mapped range',
      { providerConfig: allow('::ffff:192.0.2.0/120') },
      'IPv4-mapped range: ::ffff:192.0.2.0/120',
    ],
    ['a missing rule', { providerConfig: {} }, 'rule must be present'],
    ['a rule that upstream refuses', { providerConfig: allow('x') }, 'invalid CIDR address: x'],
    ['a disabled entry', { disabled: true }, 'the extension is disabled'],
  ])('%s', (_, changes, refused) => {
    expect(hardenedLists(situation(changes))).toEqual({ refused });
  });

  it('is no letter case of the action', () => {
    const config = { rule: { action: 'allow', type: 'direct_remote_ip', cidrs: ['198.51.100.0/24'] } };
    expect(render({ providerConfig: config })).toEqual(render());
  });
});

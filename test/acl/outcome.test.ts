import { alwaysAllowed } from '../../lib/acl/always-allowed';
import { foreseenObjects, predictUpstream, type Outcome } from '../../lib/acl/outcome';
import { situation, type Changes } from './situations';

const outcome = (changes: Changes): Outcome => predictUpstream(situation(changes));
const zones = { provider: { type: 'openstack', region: 'r1', zones: ['a', 'b'] } };

describe('what the extension renders', () => {
  it('is the object that its chart prints, to the last field', () => {
    const result = outcome({ gardener: '1.140.0', facts: { nginxGateway: undefined } });
    const [api, , vpn, ingress] = result.kind === 'rendered' ? result.objects : [];
    const labels = {
      'helm.sh/chart': 'acl-seed-0.1.0',
      'app.kubernetes.io/name': 'acl-seed',
      'app.kubernetes.io/instance': 'seed',
      'app.kubernetes.io/version': '1.0',
      'app.kubernetes.io/managed-by': 'Helm',
    };
    const workloadSelector = { labels: { app: 'istio-ingressgateway', istio: 'ingressgateway' } };
    const remote = (address_prefix: string, prefix_len: number) => ({ remote_ip: { address_prefix, prefix_len } });
    const principals = [
      remote('198.51.100.0', 24),
      remote('10.240.0.0', 16),
      remote('10.241.0.0', 16),
      remote('192.0.2.200', 32),
      remote('10.250.0.0', 16),
      remote('203.0.113.10', 32),
    ];
    expect(api).toEqual({
      apiVersion: 'networking.istio.io/v1alpha3',
      kind: 'EnvoyFilter',
      metadata: { name: 'acl-api-shoot--bar--foo', namespace: 'istio-ingress', labels },
      spec: {
        workloadSelector,
        configPatches: [
          {
            applyTo: 'NETWORK_FILTER',
            match: { context: 'GATEWAY', listener: { filterChain: { sni: 'api.foo.bar.shoots.example.org' } } },
            patch: {
              operation: 'INSERT_FIRST',
              value: {
                name: 'acl-api',
                typed_config: {
                  '@type': 'type.googleapis.com/envoy.extensions.filters.network.rbac.v3.RBAC',
                  stat_prefix: 'envoyrbac',
                  rules: { action: 'ALLOW', policies: { 'acl-api': { permissions: [{ any: true }], principals } } },
                },
              },
            },
          },
        ],
      },
    });
    expect(vpn?.spec.configPatches[0]?.match).toEqual({ context: 'GATEWAY', listener: { name: '0.0.0.0_8132' } });
    expect(ingress?.metadata).toMatchObject({ name: 'acl-ingress-shoot--bar--foo', namespace: 'istio-ingress' });
    expect(ingress?.spec.configPatches[0]?.patch.value.typed_config.rules?.policies).toMatchObject({
      'bar--foo-inverse': {
        permissions: [{ not_rule: { requested_server_name: { suffix: '-bar--foo.ingress.soil.example.org' } } }],
        principals: [remote('0.0.0.0', 0), remote('::', 0)],
      },
      'bar--foo': { principals },
    });
  });

  it.each([
    ['is absent before v1.89', '1.88.0', undefined, 3],
    ['exists from v1.89', '1.89.0', undefined, 4],
    ['is absent from v1.149, where nginx is off', '1.149.0', undefined, 3],
    [
      'exists from v1.149 where the gate keeps nginx',
      '1.149.0',
      { featureGates: { DisableNginxIngressInSeed: false } },
      4,
    ],
  ])('the ingress filter %s', (_, gardener, gardenlet, count) => {
    const result = outcome({ gardener, gardenlet, facts: { nginxGateway: undefined } });
    expect(result.kind === 'rendered' ? result.objects : []).toHaveLength(count);
  });
});

describe('the outcome of a reconciliation', () => {
  it('is the first error of the controller, in its order', () => {
    const broken: Changes = { facts: { kubeApiserverGateway: { absent: true }, infrastructure: null } };
    expect(outcome({ ...broken, providerConfig: {} })).toEqual({ kind: 'error', error: 'rule must be present' });
    expect(outcome(broken)).toEqual({ kind: 'error', error: 'Gateway kube-apiserver not found' });
    const noHost = { status: { advertisedAddresses: [] }, facts: { infrastructure: null } };
    expect(outcome(noHost)).toMatchObject({
      error: expect.stringContaining('advertised addresses are not available') as string,
    });
    expect(outcome({ facts: { infrastructure: null } })).toEqual({ kind: 'error', error: 'infrastructure not found' });
  });

  it('changes nothing for a hibernated shoot without gateway, and only when hibernation is complete', () => {
    const facts = { kubeApiserverGateway: { absent: true as const } };
    const shoot = { hibernation: { enabled: true } };
    expect(outcome({ facts, shoot, status: { hibernated: true } })).toEqual({ kind: 'unchanged' });
    expect(outcome({ facts, shoot, status: { hibernated: false } }).kind).toBe('error');
    expect(outcome({ facts, status: { hibernated: true } }).kind).toBe('error');
  });

  it('is nothing for a disabled entry, whatever its rule', () => {
    expect(outcome({ disabled: true, providerConfig: 'x' })).toEqual({ kind: 'not-deployed' });
  });

  it('names the candidates where the zone is random', () => {
    expect(outcome({ seed: zones })).toMatchObject({
      kind: 'indeterminate',
      candidates: [{ namespace: 'istio-ingress--a' }, { namespace: 'istio-ingress--b' }],
    });
  });
});

describe('always-allowed ranges', () => {
  const proxied = { ingressServiceIPModes: ['VIP', 'Proxy'] };

  it('hold the egress addresses of a managed seed behind a proxying load balancer, after its own ranges', () => {
    const facts = { ...proxied, shootInfo: { egressCIDRs: '1.1.1.1/32,1.1.1.2/32' } };
    expect(alwaysAllowed(situation({ facts })).list.map(({ cidr }) => cidr)).toEqual([
      '10.240.0.0/16',
      '10.241.0.0/16',
      '1.1.1.1/32',
      '1.1.1.2/32',
      '192.0.2.200/32',
      '10.250.0.0/16',
      '203.0.113.10/32',
    ]);
  });

  it.each([
    ['the key is missing', {}, 'unable to get egress CIDRs from shoot-info ConfigMap'],
    ['a blank follows a comma', { egressCIDRs: '1.1.1.1/32, 1.1.1.2/32' }, 'invalid CIDR address:  1.1.1.2/32'],
    ['the text is empty', { egressCIDRs: '' }, 'invalid CIDR address: '],
  ])('are an error when %s', (_, shootInfo, error) => {
    expect(alwaysAllowed(situation({ facts: { ...proxied, shootInfo } })).error).toBe(error);
  });

  it('know nothing of nodes where there are none', () => {
    const shoot = { provider: { type: 'openstack', workers: [] } };
    const origins = alwaysAllowed(situation({ shoot, facts: { infrastructure: null } })).list.map(
      ({ origin }) => origin,
    );
    expect(origins).toEqual([
      'seed.spec.networks.nodes',
      'seed.spec.networks.pods',
      'extension --additional-allowed-cidrs',
    ]);
  });
});

describe('objects that can only be foreseen', () => {
  const namespaces = (changes: Changes): string[] => [
    ...new Set(foreseenObjects(situation(changes)).map(({ metadata }) => metadata.namespace)),
  ];

  it('are those of the gateway where the specs put a hibernated shoot, and of the first that it may get', () => {
    const asleep = { shoot: { hibernation: { enabled: true } }, status: { hibernated: true } };
    const absent = { kubeApiserverGateway: { absent: true } } as const;
    expect(outcome({ ...asleep, facts: absent })).toEqual({ kind: 'unchanged' });
    expect(namespaces({ ...asleep, facts: absent })).toEqual(['istio-ingress']);
    expect(namespaces({ seed: zones })).toEqual(['istio-ingress--a']);
    expect(namespaces({ facts: absent })).toEqual([]);
    expect(namespaces({ disabled: true })).toEqual([]);
  });
});

describe('what the controller trips over', () => {
  it('is an advertised address without a scheme', () => {
    const advertisedAddresses = [{ name: 'external', url: 'api.foo.example.org' }];
    expect(outcome({ status: { advertisedAddresses } })).toMatchObject({ kind: 'error' });
  });

  it('is not a type with a dotted capital I, which Go takes for an i', () => {
    const providerConfig = { rule: { action: 'ALLOW', type: 'REMOTE_\u0130P', cidrs: ['198.51.100.0/24'] } };
    const result = outcome({ providerConfig });
    expect(JSON.stringify(result)).toContain('"remote_ip":{"address_prefix":"198.51.100.0","prefix_len":24}');
    expect(result.kind).toBe('rendered');
  });
});

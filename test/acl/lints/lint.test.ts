import { FilterIndex } from '../../../lib/acl/evaluate/filter-index';
import { hardenedLists } from '../../../lib/acl/hardened/refusal';
import { renderHardened } from '../../../lib/acl/hardened/render';
import { analyze } from '../../../lib/acl/lints/analysis';
import { lintSeed } from '../../../lib/acl/lints/lint';
import type { Situation } from '../../../lib/acl/situation';
import type { Finding } from '../../../lib/core/finding';
import { Report } from '../../../lib/rules/report';
import { allow, deny, situation, type Changes } from '../situations';

/** Settings of a seed whose gateways see client addresses. */
const visible = { settings: { loadBalancerServices: { externalTrafficPolicy: 'Local' as const } } };

function lint(situations: readonly Situation[], filters = new FilterIndex([])): readonly Finding[] {
  const report = new Report();
  const analyses = situations.map(one => analyze({ situation: one, delivery: 'extension', seedKnown: true, filters }));
  lintSeed(analyses, () => ({ shoot: report, seed: report }));
  return report.findings;
}

const ids = (findings: readonly Finding[]): string[] => [...new Set(findings.map(({ rule }) => rule))].sort();

/** Rules of a situation that differ from the usual one, whose own findings are left out. */
function found(changes: Changes): string[] {
  const usual = new Set(ids(lint([situation({ seed: visible })])));
  return ids(lint([situation({ ...changes, seed: { ...visible, ...changes.seed } })])).filter(id => !usual.has(id));
}

describe('an ordinary shoot', () => {
  it('of the extension only leaves open what the extension leaves open', () => {
    const config = allow('185.1.1.0/24');
    expect(ids(lint([situation({ seed: visible, providerConfig: config })]))).toEqual(['ACL-W114', 'ACL-W115']);
  });

  it('has no finding when hardened filters cover the rest', () => {
    const target = situation({ seed: visible, providerConfig: allow('185.1.1.0/24') });
    const lists = hardenedLists(target);
    if ('refused' in lists) throw new Error(lists.refused);
    const filters = new FilterIndex(
      renderHardened({ situation: target, lists: lists.lists }, { coverage: 'complement' }),
    );
    expect(lint([target], filters)).toEqual([]);
  });
});

describe('an access rule', () => {
  const rule = (changes: object) => ({
    rule: { action: 'ALLOW', type: 'remote_ip', cidrs: ['198.51.100.0/24'], ...changes },
  });

  it.each<[string, unknown, string[]]>([
    ['that is missing', {}, ['ACL-E001']],
    ['with an unknown action', rule({ action: 'banana' }), ['ACL-E002']],
    ['with an unknown type', rule({ type: 'potato' }), ['ACL-E003']],
    ['without ranges', rule({ cidrs: [] }), ['ACL-E004']],
    ['with a misspelled key', rule({ cidrs: undefined, cidr: ['1.2.3.4/32'] }), ['ACL-E004', 'ACL-E009']],
    ['with a range that is none', rule({ cidrs: ['203.0.113.7/33'] }), ['ACL-E005']],
    ['with everything wrong', { rule: { Action: 'x', type: '', cidrs: [1] } }, ['ACL-E005', 'ACL-E009']],
  ])('%s is refused', (_, providerConfig, expected) => {
    expect(ids(lint([situation({ providerConfig })]))).toEqual(expected);
  });

  it.each<[string, unknown, string[]]>([
    ['in lower case', rule({ action: 'allow' }), ['ACL-E007', 'ACL-W106']],
    ['that denies', deny('192.0.2.0/24'), ['ACL-E008', 'ACL-W106']],
    ['by source_ip', rule({ type: 'source_ip' }), ['ACL-W105']],
    ['with an IPv4-mapped range', allow('::ffff:203.0.113.0/120'), ['ACL-E010']],
    ['with host bits', allow('203.0.113.7/24'), ['ACL-W101']],
    ['with capitals', allow('198.51.100.0/24', '2001:DB8::/32'), ['ACL-W102', 'ACL-W119']],
    ['with a covered range', allow('198.51.100.0/24', '198.51.100.7/32'), ['ACL-W103']],
    ['with everybody', allow('0.0.0.0/0'), ['ACL-W104']],
    ['of one family on a gateway of the other', allow('2a00::/32'), ['ACL-W119']],
    ['of ranges that are always allowed', allow('10.250.1.0/24'), ['ACL-W127']],
  ])('%s is reported', (_, providerConfig, expected) => {
    expect(found({ providerConfig })).toEqual(expected);
  });

  it('names the field, the value and what to write instead', () => {
    const findings = lint([situation({ providerConfig: allow('198.51.100.0/24', ' 203.0.113.7') })]);
    expect(findings).toContainEqual({
      rule: 'ACL-E005',
      severity: 'error',
      type: 'invalid',
      path: 'spec.extensions[0].providerConfig.rule.cidrs[1]',
      value: ' 203.0.113.7',
      message: 'must be an address, "/" and a prefix length',
      fix: 'write "203.0.113.7/32"',
      source: 'gardener-extension-acl:pkg/controller/actuator.go',
    });
  });

  it('is counted against the limit of the operator', () => {
    const operator = { maxAllowedCIDRs: 1, additionalAllowedCIDRs: ['192.0.2.200/32'] };
    expect(found({ operator, providerConfig: allow('198.51.100.0/25', '198.51.100.128/25') })).toEqual(['ACL-E006']);
  });
});

describe('the surroundings of a shoot', () => {
  const zones = { provider: { type: 'openstack', region: 'r1', zones: ['a', 'b'] } };

  it.each<[string, Changes, string[]]>([
    [
      'a range of the operator that is none',
      { operator: { additionalAllowedCIDRs: ['192.0.2.200/32', 'x'] } },
      ['ACL-E011'],
    ],
    [
      'a mapped egress address',
      { facts: { infrastructure: { status: { egressCIDRs: ['::ffff:1.1.1.1/128'] } } } },
      ['ACL-E010'],
    ],
    ['a random zone', { seed: zones }, ['ACL-E013']],
    ['no host at all', { shoot: { dns: {} }, seed: { dns: {} } }, ['ACL-E012']],
    ['two acl entries', { shoot: { extensions: [{ type: 'acl' }, { type: 'x' }, { type: 'acl' }] } }, ['ACL-E012']],
    [
      'an exposure class whose handler nobody knows',
      { shoot: { exposureClassName: 'corp' }, exposureClass: { handler: 'corp' } },
      ['ACL-E014'],
    ],
    [
      'a managed seed without egress addresses behind a proxying balancer',
      { facts: { ingressServiceIPModes: ['Proxy'], shootInfo: {} } },
      ['ACL-E015'],
    ],
    ['a balancer that hides clients', { seed: { settings: {} } }, ['ACL-W110']],
    [
      'PROXY headers from anybody',
      { seed: { settings: { loadBalancerServices: { proxyProtocol: { allowed: true } } } } },
      ['ACL-W111'],
    ],
    [
      'a zone that forgets the traffic policy',
      {
        seed: {
          ...zones,
          settings: { loadBalancerServices: { externalTrafficPolicy: 'Local', zones: [{ name: 'a' }] } },
        },
        facts: { controlPlaneZones: 'a' },
      },
      ['ACL-W110', 'ACL-W120'],
    ],
    [
      'private ranges behind an exposure class',
      { exposureClass: { handler: 'dmz' }, gardenlet: { exposureClassHandlers: [{ name: 'dmz' }] } },
      ['ACL-W112'],
    ],
    ['a trusted host', { facts: { wildcardCertificate: true } }, ['ACL-W113']],
    [
      'nginx that belongs to the garden',
      { gardener: '1.145.0', facts: { nginxGateway: { selector: { 'istio-role': 'garden' } } } },
      ['ACL-W116'],
    ],
    [
      'a gateway without the legacy port',
      { gardenlet: { featureGates: { RemoveHTTPProxyLegacyPort: true } } },
      ['ACL-W117'],
    ],
    [
      'an IPv6-only seed',
      { seed: { networks: { nodes: '2001:db8::/64', ipFamilies: ['IPv6'] } } },
      ['ACL-W118', 'ACL-W119'],
    ],
    ['IPv6 nodes', { status: { networking: { nodes: ['2001:db8:77::/64'] } } }, ['ACL-W121']],
    ['an unmanaged seed whose addresses nobody lists', { operator: { additionalAllowedCIDRs: [] } }, ['ACL-W124']],
    ['an API filter on the trusted host', { shoot: { dns: {} }, facts: { wildcardCertificate: true } }, ['ACL-W125']],
    [
      'a client that must get in',
      { facts: { expectedClients: [{ name: 'ci', addresses: ['198.51.100.9', '185.1.1.1'] }] } },
      ['ACL-W126'],
    ],
  ])('%s is reported', (_, changes, expected) => {
    expect(found(changes)).toEqual(expected);
  });

  it('takes an internal balancer and documentation addresses for what they are', () => {
    const severities = (changes: Changes) =>
      lint([situation(changes)]).flatMap(({ rule, severity }) => (rule === 'ACL-W128' ? [severity] : []));
    expect(severities({ providerConfig: allow('192.168.0.0/16', '198.51.100.0/24', '185.1.1.0/24') })).toEqual([
      'warning',
      'notice',
    ]);
    const annotations = { 'service.beta.kubernetes.io/aws-load-balancer-internal': 'true' };
    const seed = { settings: { loadBalancerServices: { annotations } } };
    expect(severities({ seed, providerConfig: allow('192.168.0.0/16') })).toEqual([]);
  });

  it.each([
    ['0.1.2.3/32', 'unspecified'],
    ['198.18.0.0/16', 'benchmarking'],
    ['224.0.0.0/24', 'multicast'],
    ['240.0.0.0/24', 'reserved'],
    ['ff02::/16', 'multicast'],
  ])('knows that no client has an address of %s: it is %s space', (cidr, use) => {
    const w128 = lint([situation({ providerConfig: allow(cidr) })]).filter(({ rule }) => rule === 'ACL-W128');
    expect(w128).toMatchObject([
      { value: cidr, severity: 'warning', message: expect.stringContaining(` is ${use} space`) as string },
    ]);
  });

  it.each<[string, object, object]>([
    ['whose seed has no policy to lose', { externalTrafficPolicy: 'Cluster' }, zones],
    [
      'whose seed has gateways for no zone',
      { externalTrafficPolicy: 'Local', zonalIngress: { enabled: false } },
      zones,
    ],
    ['of a seed with one zone', { externalTrafficPolicy: 'Local' }, {}],
  ])('does not warn of the entry of a zone %s', (_, services, more) => {
    const seed = { ...more, settings: { loadBalancerServices: { ...services, zones: [{ name: 'a' }] } } };
    expect(found({ seed, facts: { controlPlaneZones: 'a' } })).not.toContain('ACL-W120');
  });

  it('says of each type why it is not remote_ip', () => {
    const said = (type: string) =>
      lint([situation({ providerConfig: { rule: { action: 'ALLOW', type, cidrs: ['185.1.1.0/24'] } } })]).flatMap(
        ({ rule, message }) => (rule === 'ACL-W105' ? [message] : []),
      );
    expect(said('source_ip')).toEqual(['source_ip is deprecated in Envoy, and means the same here']);
    expect(said('Direct_Remote_IP')).toEqual([
      'direct_remote_ip sees the load balancer, not the client, where it speaks PROXY protocol',
    ]);
    expect(said('REMOTE_IP')).toEqual([]);
  });

  it('says that nobody knows the gateway of an exposure class that is not in the tree', () => {
    const shoot = { exposureClassName: 'dmz' };
    const e014 = (changes: Changes) =>
      lint([situation({ shoot, ...changes })]).flatMap(({ rule, severity, message }) =>
        rule === 'ACL-E014' ? [`${severity} ${message.split(':')[0] ?? ''}`] : [],
      );
    expect(e014({})).toEqual(['notice the tree does not hold ExposureClass dmz']);
    expect(e014({ exposureClass: { handler: 'dmz' }, gardenlet: undefined })).toEqual([
      'notice the tree does not hold the configuration of the gardenlet',
    ]);
    const selector = { app: 'istio-ingressgateway' };
    expect(e014({ facts: { kubeApiserverGateway: { namespace: 'istio-ingress-handler-dmz', selector } } })).toEqual([]);
    expect(e014({ exposureClass: null })).toEqual([]);
  });

  it('does not blame a filter for other shoots that selects no gateway', () => {
    const old = { gardener: '1.140.0', gardenlet: { sni: { ingress: { namespace: 'own' } } } };
    const rules = lint([
      situation({ ...old, project: 'foo', name: 'db', facts: { nginxGateway: undefined } }),
      situation({ ...old, project: 'x-foo', name: 'db', facts: { nginxGateway: undefined } }),
    ]).map(({ rule }) => rule);
    expect([rules.includes('ACL-W116'), rules.includes('ACL-W123')]).toEqual([true, false]);
  });

  it('shows that the filter of one shoot restricts another whose name ends alike', () => {
    const old = { gardener: '1.140.0', facts: { nginxGateway: undefined } };
    const findings = lint([
      situation({ ...old, project: 'foo', name: 'db' }),
      situation({ ...old, project: 'x-foo', name: 'db' }),
    ]);
    expect(findings.filter(({ rule }) => rule === 'ACL-W123')).toMatchObject([
      { message: expect.stringContaining('also restricts the hosts "*-x-foo--db.ingress.soil.example.org"') as string },
    ]);
  });
});

describe('the egress addresses of a provider', () => {
  const provider = (
    type: string,
    infrastructureConfig: object,
    workers = [{ name: 'w', zones: ['1', '2'], maximum: 40 }],
  ): Changes => ({
    shoot: { provider: { type, workers, infrastructureConfig } },
    facts: { infrastructure: undefined },
  });

  it.each<[string, Changes, string[]]>([
    ['GCP without reserved addresses', provider('gcp', { networks: { cloudNAT: {} } }), ['ACL-W107']],
    [
      'GCP with too few of them',
      provider('gcp', { networks: { cloudNAT: { natIPNames: [{ name: 'a' }], minPortsPerVM: 2048 } } }),
      ['ACL-W107'],
    ],
    [
      'GCP with enough',
      provider('gcp', { networks: { cloudNAT: { natIPNames: [{ name: 'a' }, { name: 'b' }] } } }),
      [],
    ],
    ['Azure without NAT', provider('azure', { networks: { workers: '10.0.0.0/16' } }), ['ACL-W108']],
    [
      'Azure with NAT in one zone of two',
      provider('azure', { networks: { zones: [{ name: 1, natGateway: { enabled: true } }, { name: 2 }] } }),
      ['ACL-W108'],
    ],
    [
      'Azure with addresses of another resource group',
      provider('azure', {
        networks: { natGateway: { enabled: true, ipAddresses: [{ name: 'a', resourceGroup: 'mine' }] } },
      }),
      ['ACL-W108'],
    ],
    ['Azure with NAT', provider('azure', { networks: { natGateway: { enabled: true } } }), []],
    [
      'AWS with subnets of its user',
      provider('aws', { networks: { zones: [{ name: 'a', workersSubnetID: 's' }] } }),
      ['ACL-W109'],
    ],
    ['AWS without reserved addresses', provider('aws', { networks: { zones: [{ name: 'a' }] } }), ['ACL-W109']],
    ['AWS with them', provider('aws', { networks: { zones: [{ name: 'a', elasticIPAllocationID: 'e' }] } }), []],
    ['OpenStack behind a router of others', provider('openstack', { networks: { router: { id: 'r' } } }), ['ACL-W112']],
    [
      'Alicloud without reserved addresses',
      provider('alicloud', { networks: { zones: [{ name: 'a' }] } }),
      ['ACL-N201'],
    ],
    ['metal with a firewall', provider('metal', { firewall: { size: 's' } }), ['ACL-N201']],
    ['a provider that publishes none', provider('vsphere', {}), ['ACL-W106']],
    ['a shoot without workers', provider('gcp', {}, []), []],
  ])('%s', (_, changes, expected) => {
    expect(found(changes)).toEqual(expected);
  });

  it('are missed when they are published and not allowed everywhere', () => {
    const findings = lint([
      situation({ providerConfig: { rule: { action: 'allow', type: 'remote_ip', cidrs: ['198.51.100.0/24'] } } }),
    ]);
    expect(findings.find(({ rule }) => rule === 'ACL-W106')).toMatchObject({ value: '203.0.113.10/32' });
  });

  it('are awaited while the provider has not published them', () => {
    expect(found(provider('openstack', {}))).toEqual([]);
  });
});

import { renderAccessControl } from '../../../lib/acl/control/access-control';
import { lintEgress } from '../../../lib/acl/egress/egress-lints';
import { knownEgress, reservedEgress } from '../../../lib/acl/egress/known-egress';
import { FilterIndex } from '../../../lib/acl/evaluate/filter-index';
import type { AclFacts } from '../../../lib/acl/facts';
import { analyze } from '../../../lib/acl/lints/analysis';
import type { Situation } from '../../../lib/acl/situation';
import { Report } from '../../../lib/rules/report';
import { allow, situation } from '../situations';
import { facts, gardenlet, judge, shoot, tree, withRule, type TreeObject } from '../tree';

interface Nodes {
  readonly type: string;
  readonly config: object;
  readonly facts?: AclFacts;
  readonly ipFamilies?: readonly ('IPv4' | 'IPv6')[];
  readonly zones?: string[];
  readonly profileConfig?: object;
}

/** A shoot of a provider before its first reconciliation, and an allow-list that knows nothing of its nodes. */
function of({ type, config, ipFamilies = ['IPv4'], zones = ['a'], ...more }: Nodes): Situation {
  const provider = { type, workers: [{ name: 'w', zones, maximum: 3 }], infrastructureConfig: config };
  const networking = { nodes: '10.250.0.0/16', ipFamilies };
  const target = situation({
    shoot: { provider, networking },
    providerConfig: allow('185.1.1.0/24'),
    facts: { infrastructure: undefined, ...more.facts },
  });
  return { ...target, profileConfig: more.profileConfig };
}

const zone = (entry: object) => ({ networks: { zones: [{ name: 'a', ...entry }] } });
const azureNat = (address: object, enabled = true) => ({
  networks: { natGateway: { enabled, ipAddresses: [address] } },
});

describe('source addresses that an infrastructure config fixes', () => {
  it.each<[string, Nodes, string[], string[]]>([
    ['no address of AWS', { type: 'aws', config: zone({}) }, [], []],
    [
      'an Elastic IP of AWS by its id',
      { type: 'aws', config: zone({ elasticIPAllocationID: 'eipalloc-1' }) },
      [],
      ['eipalloc-1'],
    ],
    [
      'the subnet of a user on AWS',
      { type: 'aws', config: zone({ workersSubnetID: 'subnet-1' }) },
      [],
      ['subnet-1 (not published)'],
    ],
    [
      'nothing on AWS with IPv6 alone, which needs no NAT',
      { type: 'aws', config: zone({ elasticIPAllocationID: 'eipalloc-1' }), ipFamilies: ['IPv6'] },
      [],
      [],
    ],
    [
      'NAT addresses of GCP by name',
      { type: 'gcp', config: { networks: { cloudNAT: { natIPNames: [{ name: 'nat-1' }, { name: 'nat-2' }] } } } },
      [],
      ['nat-1', 'nat-2'],
    ],
    [
      'a public address of Azure in the group of the shoot',
      { type: 'azure', config: azureNat({ name: 'out', resourceGroup: 'shoot--bar--foo' }) },
      [],
      ['shoot--bar--foo/out'],
    ],
    [
      'one of another group',
      { type: 'azure', config: azureNat({ name: 'out', resourceGroup: 'net' }) },
      [],
      ['net/out (not published)'],
    ],
    ['none of a NAT gateway that is off', { type: 'azure', config: azureNat({ name: 'out' }, false) }, [], []],
    [
      'one per zone of Azure',
      {
        type: 'azure',
        config: {
          resourceGroup: { name: 'net' },
          ...zone({ name: 1, natGateway: { enabled: true, ipAddresses: [{ name: 'out', resourceGroup: 'net' }] } }),
        },
      },
      [],
      ['net/out'],
    ],
    [
      'an address of Alicloud',
      { type: 'alicloud', config: zone({ natGateway: { eipAllocationID: 'eip-1' } }) },
      [],
      ['eip-1'],
    ],
    [
      'egress rules of metal as values',
      { type: 'metal', config: { firewall: { egressRules: [{ networkID: 'n', ips: ['185.7.0.1', '2a01::1'] }] } } },
      ['185.7.0.1/32', '2a01::1/128'],
      [],
    ],
    [
      'a router of OpenStack that exists',
      { type: 'openstack', config: { networks: { router: { id: 'r-1' } } } },
      [],
      ['r-1'],
    ],
    [
      'the nodes themselves where an OpenStack router does not translate',
      { type: 'openstack', config: { networks: { workers: '10.9.0.0/24' } }, profileConfig: { useSNAT: false } },
      ['10.9.0.0/24 (not published)'],
      [],
    ],
    [
      'but not where it is a router of the user, which the profile does not reach',
      {
        type: 'openstack',
        config: { networks: { workers: '10.9.0.0/24', router: { id: 'r-1' } } },
        profileConfig: { useSNAT: false },
      },
      [],
      ['r-1'],
    ],
    [
      'IPv6 nodes of OpenStack, which are never translated',
      {
        type: 'openstack',
        config: { networks: { ipv6: { nodeCIDR: '2a00:1::/64' } } },
        ipFamilies: ['IPv4', 'IPv6'],
      },
      ['2a00:1::/64 (not published)'],
      [],
    ],
    ['the node range of the local setup', { type: 'local', config: {} }, ['10.250.0.0/16'], []],
    ['nothing of a provider that nobody knows', { type: 'vsphere', config: zone({}) }, [], []],
  ])('are %s', (_, nodes, ranges, ids) => {
    const { ranges: known, unresolved } = reservedEgress(of(nodes));
    const note = ({ published }: { readonly published: boolean }): string => (published ? '' : ' (not published)');
    expect(known.map(range => `${range.cidr}${note(range)}`)).toEqual(ranges);
    expect(unresolved.map(source => ('id' in source ? `${source.id}${note(source)}` : 'range'))).toEqual(ids);
  });

  it('become values by a fact about their ids', () => {
    const config = {
      networks: {
        zones: [
          { name: 'a', elasticIPAllocationID: 'eipalloc-1' },
          { name: 'b', elasticIPAllocationID: 'eipalloc-2' },
        ],
      },
    };
    const egressAddresses = {
      'eipalloc-1': '185.7.0.1',
      'eipalloc-2': ['185.7.0.2', '185.7.0.3/32'],
      other: '1.1.1.1',
    };
    expect(knownEgress(of({ type: 'aws', config, facts: { egressAddresses } }))).toEqual({
      certainty: 'reserved',
      unresolved: [],
      ranges: [
        ['185.7.0.1/32', 0],
        ['185.7.0.2/32', 1],
        ['185.7.0.3/32', 1],
      ].map(([cidr, i]) => ({
        cidr,
        origin: `spec.provider.infrastructureConfig.networks.zones[${String(i)}].elasticIPAllocationID`,
        published: true,
      })),
    });
  });

  it('stand beside what the provider has published, each address once', () => {
    const { ranges, certainty } = knownEgress(
      of({
        type: 'metal',
        config: { firewall: { egressRules: [{ ips: ['185.7.0.1', '185.7.0.2'] }] } },
        facts: { infrastructure: { status: { egressCIDRs: ['185.7.0.1/32'] } } },
      }),
    );
    expect(certainty).toBe('observed');
    expect(ranges.map(({ cidr, origin }) => `${cidr} ${origin}`)).toEqual([
      '185.7.0.1/32 infrastructure.status.egressCIDRs',
      '185.7.0.2/32 spec.provider.infrastructureConfig.firewall.egressRules[0].ips[1]',
    ]);
  });

  it('get in through hardened filters before the provider has published anything', () => {
    const target = of({
      type: 'gcp',
      config: { networks: { cloudNAT: { natIPNames: [{ name: 'nat-1' }] } } },
      facts: { egressAddresses: { 'nat-1': '185.7.0.1' } },
    });
    const { lists, objects } = renderAccessControl({ situation: target, delivery: 'gitops', allow: ['185.1.1.0/24'] });
    expect(lists.allow?.toString()).toContain('185.7.0.1/32');
    expect(JSON.stringify(objects)).toContain('"address_prefix":"185.7.0.1","prefix_len":32');
  });
});

describe('nodes that their own ACL refuses', () => {
  /** Findings about egress, as `RULE path: message`. */
  function lint(nodes: Nodes, seed: object = {}): string[] {
    const target = of(nodes);
    const report = new Report();
    const about = { ...target, seed: { ...target.seed, spec: { ...target.seed.spec, ...seed } } };
    lintEgress(
      analyze({ situation: about, delivery: 'extension', seedKnown: true, filters: new FilterIndex([]) }),
      report,
    );
    return report.findings.map(({ rule, path, value, message }) => `${rule} ${path} ${String(value)}: ${message}`);
  }

  it('are found where the extension will not learn their addresses', () => {
    const config = zone({ workersSubnetID: 'subnet-1' });
    expect(lint({ type: 'aws', config })).toEqual([
      expect.stringMatching(/^ACL-W109 .*zones\[0\]\.workersSubnetID undefined: zone a uses a subnet of yours/),
    ]);
    expect(lint({ type: 'aws', config, facts: { egressAddresses: { 'subnet-1': '185.7.0.1' } } })).toEqual([
      'ACL-W106  185.7.0.1/32: the nodes lock themselves out: 185.7.0.1/32 is not allowed everywhere',
    ]);
    expect(lint({ type: 'aws', config, facts: { egressAddresses: { 'subnet-1': '185.1.1.7' } } })).toEqual([]);
  });

  it('are found behind an address of another resource group of Azure, until the rule lists it', () => {
    const config = azureNat({ name: 'out', resourceGroup: 'net' });
    expect(lint({ type: 'azure', config })).toEqual([
      expect.stringMatching(
        /^ACL-W108 .*ipAddresses\[0\]\.resourceGroup undefined: address "out" is in resource group/,
      ),
    ]);
    expect(lint({ type: 'azure', config, facts: { egressAddresses: { 'net/out': '185.7.0.1' } } })).toEqual([
      expect.stringMatching(/^ACL-W106 {2}185\.7\.0\.1\/32:/),
    ]);
    expect(lint({ type: 'azure', config, facts: { egressAddresses: { 'net/out': '185.1.1.7' } } })).toEqual([]);
  });

  it('are none where the provider will publish the address', () => {
    const config = zone({ elasticIPAllocationID: 'eipalloc-1' });
    expect(lint({ type: 'aws', config, facts: { egressAddresses: { 'eipalloc-1': '185.7.0.1' } } })).toEqual([]);
  });

  it('do not miss IPv6 addresses on a gateway that takes none', () => {
    const nodes: Nodes = {
      type: 'openstack',
      config: { networks: { ipv6: { nodeCIDR: '2a00:1::/64' } } },
      ipFamilies: ['IPv4', 'IPv6'],
    };
    expect(lint(nodes)).toEqual([]);
    expect(lint(nodes, { networks: { ipFamilies: ['IPv4', 'IPv6'] } })).toEqual([
      expect.stringMatching(/^ACL-W106 {2}2a00:1::\/64:/),
    ]);
  });

  it('are told that the address of the router is not theirs', () => {
    expect(lint({ type: 'openstack', config: {}, profileConfig: { useSNAT: false } })).toEqual([
      expect.stringMatching(/^ACL-W131 spec\.cloudProfile undefined: the cloud profile sets useSNAT to false/),
    ]);
  });

  it('are not judged by an address that is none: that is an error', () => {
    const config = zone({ elasticIPAllocationID: 'eipalloc-1' });
    expect(lint({ type: 'aws', config, facts: { egressAddresses: { 'eipalloc-1': '185.7.0' } } })).toEqual([
      expect.stringMatching(/^ACL-E011 .*elasticIPAllocationID 185\.7\.0: egress address: must be an address/),
    ]);
  });

  it('of GCP need ports, whichever form the setting has', () => {
    const nat = (cloudNAT: object): Nodes => ({ type: 'gcp', config: { networks: { cloudNAT } } });
    const one = [{ name: 'nat-1' }];
    expect(lint(nat({ natIPNames: one, minPortsPerVM: 65536 }))).toEqual([expect.stringMatching(/0 machines/)]);
    expect(lint(nat({ natIPNames: one, minPortsPerVM: 'many' }))).toEqual([]);
    expect(lint(nat({ natIPNames: [...one, ...one], minPortsPerVM: 32256 }))).toEqual([
      expect.stringMatching(/1 NAT address\(es\) with 32256 ports per machine suffice for 2 machines, .* 4/),
    ]);
  });
});

describe('a tree', () => {
  const known = { 'seed/soil': { wildcardCertificate: false, natAddresses: ['192.0.2.200'] } };
  const rule = withRule({ action: 'ALLOW', type: 'remote_ip', cidrs: ['185.1.1.0/24'] });
  const profile = (kind: string, spec: object): TreeObject => ({
    object: {
      apiVersion: 'core.gardener.cloud/v1beta1',
      kind,
      metadata: {
        name: kind === 'CloudProfile' ? 'base' : 'own',
        ...(kind !== 'CloudProfile' && { namespace: 'garden-bar' }),
      },
      spec,
    },
  });
  const base = profile('CloudProfile', { type: 'openstack', providerConfig: { useSNAT: false } });

  it.each<[string, object, TreeObject[]]>([
    ['a cloud profile', { cloudProfile: { name: 'base' } }, [base]],
    ['a cloud profile by its former field', { cloudProfileName: 'base' }, [base]],
    [
      'the parent of a namespaced one',
      { cloudProfile: { kind: 'NamespacedCloudProfile', name: 'own' } },
      [base, profile('NamespacedCloudProfile', { parent: { kind: 'CloudProfile', name: 'base' } })],
    ],
  ])('tells by %s that addresses are not translated', (_, reference, profiles) => {
    const view = tree([gardenlet(), ...profiles, shoot({ ...rule, ...reference })], { facts: facts(known) });
    expect(judge(view)).toContain('ACL-W131 Shoot/foo spec.cloudProfile');
  });

  it('knows addresses by a fact, and a fact of another shape is reported', () => {
    const provider = {
      type: 'aws',
      workers: [{ name: 'w', zones: ['a'] }],
      infrastructureConfig: zone({ workersSubnetID: 'subnet-1' }),
    };
    const judged = (egressAddresses: unknown): string[] =>
      judge(
        tree([gardenlet(), shoot({ ...rule, provider })], {
          facts: facts({ ...known, 'shoot/bar/foo': { egressAddresses } }),
        }),
      ).filter(text => /W10[69]|FACT/.test(text));
    expect(judged({ 'subnet-1': '185.1.1.7' })).toEqual([]);
    expect(judged({ 'subnet-1': ['185.1.1.7', '185.9.9.9'] })).toEqual(['ACL-W106 Shoot/foo']);
    expect(judged(['185.1.1.7'])).toEqual([
      'ACL-FACT-UNREADABLE Shoot/foo',
      'ACL-W109 Shoot/foo spec.provider.infrastructureConfig.networks.zones[0].workersSubnetID',
    ]);
  });

  it('asks for the address of an id where its filters cannot learn it otherwise', () => {
    const provider = {
      type: 'aws',
      workers: [{ name: 'w', zones: ['a'] }],
      infrastructureConfig: zone({ elasticIPAllocationID: 'eipalloc-1' }),
    };
    const target = of({ type: 'aws', config: provider.infrastructureConfig });
    const { objects } = renderAccessControl({ situation: target, delivery: 'gitops', allow: ['185.1.1.0/24'] });
    const filters = objects.map(object => ({ cluster: 'seeds/soil', object }));
    const judged = judge(tree([gardenlet(), shoot({ provider }), ...filters], { facts: facts(known) }));
    expect(judged.filter(text => text.startsWith('ACL-W106'))).toEqual([
      'ACL-W106 Shoot/foo spec.provider.infrastructureConfig.networks.zones[0].elasticIPAllocationID',
    ]);
  });
});

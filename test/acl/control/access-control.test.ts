import { renderAccessControl, type AccessControlValues } from '../../../lib/acl/control/access-control';
import { situation, type Changes } from '../situations';
import { judge, shoot, tree } from '../tree';

type Options = Partial<AccessControlValues> & { readonly of?: Changes };

function control({ of, ...values }: Options) {
  const result = renderAccessControl({ situation: situation({ seed: { ingress: {} }, ...of }), ...values });
  return {
    ...result,
    rules: result.findings.map(({ rule, path, message }) => `${rule} ${path}: ${message}`),
    names: result.objects.map(({ metadata }) => metadata.name),
  };
}

const ids = (values: Options): string[] => control(values).findings.map(({ rule }) => rule);

describe('an access control', () => {
  it('of the extension is an entry, and the filters that it leaves out', () => {
    const { extension, names, objects, findings } = control({ allow: ['198.51.100.0/24'] });
    expect(extension).toEqual({
      type: 'acl',
      providerConfig: { rule: { action: 'ALLOW', type: 'remote_ip', cidrs: ['198.51.100.0/24'] } },
    });
    expect(names).toEqual(['acl-x-shoot--bar--foo']);
    expect(objects[0]?.spec.configPatches.map(({ match }) => match.listener)).toEqual([
      { portNumber: 8443 },
      { portNumber: 8132 },
    ]);
    expect(findings).toEqual([]);
  });

  it('of the extension alone is only an entry', () => {
    expect(control({ allow: ['198.51.100.0/24'], profile: 'upstream' })).toMatchObject({ names: [], rules: [] });
  });

  it('by Flux is the complete set, and no entry', () => {
    const gitops = { allow: ['198.51.100.0/24'], delivery: 'gitops' as const };
    expect(control(gitops).extension).toBeUndefined();
    expect(control(gitops).objects[0]?.spec.configPatches).toHaveLength(3);
    expect(control({ ...gitops, profile: 'upstream' }).names).toEqual([
      'acl-api-shoot--bar--foo',
      'acl-http-proxy-shoot--bar--foo',
      'acl-vpn-shoot--bar--foo',
    ]);
  });

  it("by Flux in upstream's profile renders nothing where the gateway is not known", () => {
    const seed = { provider: { type: 'openstack', region: 'r1', zones: ['a', 'b'] } };
    const values = {
      allow: ['198.51.100.0/24'],
      delivery: 'gitops' as const,
      profile: 'upstream' as const,
      of: { seed },
    };
    expect(control(values)).toMatchObject({ names: [], rules: [expect.stringContaining('ACL-E013')] });
    expect(control({ ...values, profile: 'hardened' }).names).toHaveLength(3);
  });

  it('denies what is denied even where an allowed range holds it', () => {
    const { lists, extension, objects } = control({ allow: ['198.51.100.0/24'], deny: ['198.51.100.7/32'] });
    expect(lists.deny?.toString()).toBe('198.51.100.7/32');
    expect(extension?.providerConfig).toMatchObject({ rule: { cidrs: ['198.51.100.0/24'] } });
    expect(objects[0]?.spec.configPatches[0]?.match.listener.filterChain?.sni).toBe('api.foo.bar.shoots.example.org');
  });

  it('with denied ranges only has no entry: the extension would let them into the tunnels', () => {
    expect(control({ deny: ['198.51.100.7/32'] }).extension).toBeUndefined();
    expect(ids({ deny: ['198.51.100.7/32'], profile: 'upstream' })).toEqual(['ACL-E008']);
  });

  it('knows the egress addresses that an infrastructure config fixes', () => {
    const infrastructureConfig = { firewall: { egressRules: [{ ips: ['212.34.89.1'] }] } };
    const of: Changes = {
      shoot: { provider: { type: 'metal', workers: [{ name: 'w' }], infrastructureConfig } },
      facts: { infrastructure: undefined },
    };
    expect(control({ allow: ['198.51.100.0/24'], of }).lists.allow?.toString()).toContain('212.34.89.1/32');
  });
});

describe('own ranges', () => {
  it.each<[string, readonly string[], string[], string[]]>([
    ['that are none are an error', ['203.0.113.7/33'], ['ACL-E005 allow[rule][0]: an IPv4 prefix is 0 to 32'], []],
    ['that are IPv4-mapped are an error', ['::ffff:192.0.2.0/120'], ['ACL-E010'], []],
    [
      'with host bits are masked',
      ['203.0.113.7/24'],
      ['ACL-W101 allow[rule][0]: host bits are masked: 203.0.113.0/24'],
      ['203.0.113.0/24'],
    ],
    [
      'in capitals are rewritten',
      ['2001:DB8::/32'],
      ['ACL-W102 allow[rule][0]: written as 2001:db8::/32'],
      ['2001:db8::/32'],
    ],
    [
      'without a length stand for themselves',
      ['203.0.113.7', '2001:db8::1'],
      [],
      ['203.0.113.7/32', '2001:db8::1/128'],
    ],
    [
      'that overlap are left out with a word',
      ['203.0.113.7/32', '203.0.113.0/24', '203.0.113.0/24'],
      ['ACL-W103 allow[rule][0]: 203.0.113.7/32 lies in 203.0.113.0/24', 'ACL-W103 allow[rule][2]'],
      ['203.0.113.0/24'],
    ],
    ['that are no list at all are an error', [], ['ACL-E004 allow'], []],
  ])('%s', (_, allow, expected, cidrs) => {
    const { rules, extension } = control({ allow, profile: 'upstream' });
    expect(rules).toHaveLength(expected.length);
    for (const [i, text] of expected.entries()) expect(rules[i]).toContain(text);
    expect(extension?.providerConfig ?? { rule: { cidrs: [] } }).toMatchObject({ rule: { cidrs } });
  });

  it('of an empty set deny everybody else rather than nobody', () => {
    const { lists, objects } = control({ allow: ['203.0.113.7/33', '198.51.100.0/24'] });
    expect(lists.sources.allow[0]).toEqual({ cidr: '198.51.100.0/24', origin: 'rule' });
    expect(objects).toHaveLength(1);
  });
});

describe('client sets', () => {
  const office = { name: 'office', ranges: ['203.0.113.0/24'], comment: 'main\nbuilding', expires: '2027-01-31' };

  it('keep their names in the lists and in an annotation', () => {
    const { lists, clients, objects } = control({ allow: ['198.51.100.0/24', office] });
    expect(lists.sources.allow.slice(0, 2).map(({ origin }) => origin)).toEqual(['rule', 'office']);
    const text = 'office until 2027-01-31: 203.0.113.0/24 # main building';
    expect(clients).toBe(text);
    expect(objects[0]?.metadata.annotations).toEqual({ 'acl.cdk8s-gardener/clients': text });
  });

  it('expire at the end of their last day, where there is a clock', () => {
    const text = 'office until 2027-01-31: 203.0.113.0/24\nci: 198.51.100.1/32';
    const { object } = shoot({});
    const metadata = { name: 'foo', namespace: 'garden-bar', annotations: { 'acl.cdk8s-gardener/clients': text } };
    const objects = [{ object: { ...object, metadata } }];
    expect(judge(tree(objects, { now: new Date('2027-01-31T23:59:59Z') }))).toEqual([]);
    expect(judge(tree(objects, { now: new Date('2027-02-01T00:00:00Z') }))).toEqual([
      'ACL-W129 Shoot/foo metadata.annotations[acl.cdk8s-gardener/clients]',
    ]);
    expect(judge(tree(objects))).toEqual([]);
  });
});

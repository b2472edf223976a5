import { gardenlet, operator, shoot, withRule, type TreeObject } from '../tree';
import { aggregated, compare, hardened, rule, told } from './changes';

const acled = shoot(withRule(rule()));
const plain = shoot({});
const quiet = { 'seed/soil': { wildcardCertificate: false } };
const guardedWays = 'on every way in that has a filter';

describe('a change of an access rule', () => {
  const change = (old: object, now: object) => told([shoot(old)], [shoot(now)]);
  const cidrs = 'spec.extensions[0].providerConfig.rule.cidrs';

  it('is nothing when the same addresses get in', () => {
    const merged = withRule(rule({ cidrs: ['185.1.2.0/24', '185.1.1.0/25', '185.1.1.128/25', '185.1.1.7/32'] }));
    expect(change(withRule(rule()), merged)).toEqual([]);
  });

  it('names the addresses that lose and gain access', () => {
    const other = withRule(rule({ cidrs: ['185.1.1.0/25', '185.1.2.0/24', '185.9.0.0/30', '185.9.1.1/32'] }));
    expect(change(withRule(rule()), other)).toEqual([
      `warning ACL-NARROWED ${cidrs} access is lost: 185.1.1.128/25 (128 addresses), ${guardedWays}`,
      `notice ACL-WIDENED ${cidrs} access is gained: 185.9.0.0/30, 185.9.1.1/32 (5 addresses), ${guardedWays}`,
    ]);
  });

  it('between ALLOW and DENY is critical, and says on which way who loses and gains access', () => {
    const [finding, ...more] = compare([acled], [shoot(withRule(rule({ action: 'DENY' })))]);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      rule: 'ACL-INVERTED',
      severity: 'critical',
      cluster: 'virtual-garden',
      object: { kind: 'Shoot', namespace: 'garden-bar', name: 'foo' },
      path: 'spec.extensions[0].providerConfig.rule.action',
      value: 'DENY',
      origin: { file: 'tree.yaml', line: 1 },
    });
    const tunnels = 'via vpn on 8443, http-proxy on 8443, vpn on 8132, http-proxy on 8132';
    expect(finding?.effect?.split('; ')).toEqual([
      `the shoot's own nodes are locked out: 10.250.0.0/16 (65536 addresses), ${tunnels}`,
      'access is lost: 185.1.1.0/24, 185.1.2.0/24 (512 addresses), via api.foo.bar.shoots.example.org',
      `access is lost: 10.250.0.0/16 (65536 addresses), ${tunnels}`,
      'access is gained: everybody but 10.250.0.0/16, 185.1.1.0/24, 185.1.2.0/24, via api.foo.bar.shoots.example.org',
    ]);
  });

  it('to an action in lower case locks out whoever was always allowed', () => {
    const lost = `10.250.0.0/16 (65536 addresses), ${guardedWays}`;
    expect(change(withRule(rule()), withRule(rule({ action: 'allow' })))).toEqual([
      `critical ACL-LOCKOUT ${cidrs} the shoot's own nodes are locked out: ${lost}`,
      `warning ACL-NARROWED ${cidrs} access is lost: ${lost}`,
    ]);
  });

  it('that ends or begins an ACL is told', () => {
    const others = 'everybody but 10.250.0.0/16, 185.1.1.0/24, 185.1.2.0/24';
    const opened = `access is gained: ${others}, ${guardedWays}`;
    expect(change(withRule(rule()), {})).toEqual([`warning ACL-OPENED ${opened}`]);
    expect(change({}, withRule(rule()))).toEqual([
      `warning ACL-NARROWED ${cidrs} access is lost: ${others}, ${guardedWays}`,
    ]);
    expect(change(withRule(rule()), withRule(rule(), { disabled: true }))).toEqual([
      `warning ACL-OPENED spec.extensions[0] ${opened}`,
    ]);
  });

  it('that lets in a whole address family says which', () => {
    expect(change(withRule(rule()), withRule(rule({ cidrs: ['0.0.0.0/0'] })))).toEqual([
      `warning ACL-OPENED ${cidrs} access is gained: everybody but 10.250.0.0/16, 185.1.1.0/24, 185.1.2.0/24, ::/0, ${guardedWays}`,
    ]);
    expect(change(withRule(rule()), withRule(rule({ cidrs: ['0.0.0.0/0', '::/0'] })))).toEqual([
      `warning ACL-OPENED ${cidrs} access is gained: everybody but 10.250.0.0/16, 185.1.1.0/24, 185.1.2.0/24, ${guardedWays}`,
    ]);
  });

  it('says nothing about a rule that is broken from now on, because the filters stay as they are', () => {
    expect(change(withRule(rule()), withRule(rule({ cidrs: [] })))).toEqual([]);
  });

  it('says that nobody knows what there was when a broken rule is mended', () => {
    expect(change(withRule(rule({ cidrs: [] })), withRule(rule()))).toEqual([
      'notice ACL-UNJUDGED spec.extensions[0] who gains and who loses access cannot be told: which filters there were is not known',
    ]);
  });

  it('looks at the rule alone where nothing tells the hosts of the shoot', () => {
    const nameless = (changes: object) => shoot({ ...withRule(rule(changes)), dns: {} });
    expect(told([nameless({})], [nameless({ cidrs: ['185.1.1.0/24'] })])).toEqual([
      `warning ACL-NARROWED ${cidrs} access is lost: 185.1.2.0/24 (256 addresses), on every way in`,
    ]);
  });

  it('looks at the filters of Flux where only the other tree has a rule alone', () => {
    const filters = hardened({ allow: ['185.1.1.0/24', '10.250.0.0/16'] });
    const nameless = (more: object) => shoot({ ...more, dns: {} });
    const before = [gardenlet({ dns: {} }), nameless({}), ...filters];
    const found = told(before, [gardenlet({ dns: {} }), nameless(withRule(rule({ cidrs: ['185.1.1.0/24'] })))]);
    expect(found.filter(text => !text.includes('ACL-DELIVERY'))).toEqual([
      `notice ACL-WIDENED ${cidrs} access is gained: 10.240.0.0/15 (131072 addresses), on every way in`,
    ]);
  });

  it('says nothing about a new or a vanished shoot', () => {
    expect(told([], [acled])).toEqual([]);
    expect(told([acled], [])).toEqual([]);
  });
});

describe('a change of always allowed ranges', () => {
  it('of the seed says who loses access, and why', () => {
    const after = gardenlet({ networks: { nodes: '10.240.0.0/17', pods: '10.241.0.0/16' } });
    const [finding, ...more] = compare([gardenlet(), acled], [after, acled]);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      rule: 'ACL-NARROWED',
      path: '',
      message: `access is lost: 10.240.128.0/17 (32768 addresses), ${guardedWays}`,
      effect: 'always allowed ranges change: seed.spec.networks.nodes',
    });
  });

  it('of the operator reaches every shoot with an ACL, and no other', () => {
    const config = (...additionalAllowedCidrs: string[]) => operator({ additionalAllowedCidrs });
    const shoots = [acled, shoot(withRule(rule()), 'moss'), shoot({}, 'fern')];
    const found = compare([config('192.0.2.1/32'), ...shoots], [config('192.0.2.2/32'), ...shoots]);
    expect(found.map(({ object, rule: id, effect }) => [object?.name, id, effect])).toEqual(
      ['foo', 'foo', 'moss', 'moss'].map((name, i) => [
        name,
        i % 2 === 0 ? 'ACL-NARROWED' : 'ACL-WIDENED',
        'always allowed ranges change: extension --additional-allowed-cidrs',
      ]),
    );
  });

  it('of the egress follows what the provider publishes', () => {
    const published = (cidr: string) => ({ 'shoot/bar/foo': { egressCIDRs: [cidr] } });
    expect(told([acled], [acled], published('203.0.113.10/32'), published('203.0.113.11/32'))).toEqual([
      `warning ACL-NARROWED access is lost: 203.0.113.10/32 (1 address), ${guardedWays}`,
      `notice ACL-WIDENED access is gained: 203.0.113.11/32 (1 address), ${guardedWays}`,
    ]);
  });

  it('does not reach filters of Flux, whose nodes are locked out then', () => {
    const published = (cidr: string) => ({ ...quiet, 'shoot/bar/foo': { egressCIDRs: [cidr] } });
    const objects = [gardenlet(), plain, ...hardened({ allow: ['185.1.1.0/24', '203.0.113.10/32', '10.0.0.0/8'] })];
    expect(told(objects, objects, published('203.0.113.10/32'), published('203.0.113.11/32'))).toEqual([
      "critical ACL-LOCKOUT the shoot's own nodes are locked out: 203.0.113.11/32 (1 address), on every way in",
    ]);
  });

  it('of the shoot names its field', () => {
    const moved = shoot({ ...withRule(rule()), networking: { nodes: '10.249.0.0/16' } });
    expect(compare([acled], [moved]).map(({ rule: id, path }) => [id, path])).toEqual([
      ['ACL-NARROWED', 'spec.networking.nodes'],
      ['ACL-WIDENED', 'spec.networking.nodes'],
    ]);
  });
});

describe('a lock-out', () => {
  const office = { 'shoot/bar/foo': { expectedClients: [{ name: 'office', addresses: ['185.1.2.7'] }] } };

  it.each<[string, object, string]>([
    ['of clients that must get in', office, 'clients "office" are locked out: 185.1.2.7/32 (1 address)'],
    [
      'of nodes',
      { 'shoot/bar/foo': { egressAddresses: { 'subnet-1': '185.1.2.9' } } },
      "the shoot's own nodes are locked out: 185.1.2.9/32 (1 address)",
    ],
    [
      'of clients inside the seed',
      { 'seed/soil': { natAddresses: ['185.1.2.30'] } },
      'clients inside the seed are locked out: 185.1.2.30/32 (1 address)',
    ],
  ])('%s is critical', (_, known, message) => {
    const provider = {
      type: 'aws',
      workers: [{ name: 'w' }],
      infrastructureConfig: { networks: { zones: [{ name: 'a', workersSubnetID: 'subnet-1' }] } },
    };
    const of = (changes: object) => [gardenlet(), shoot({ ...withRule(rule(changes)), provider })];
    const cidrs = 'spec.extensions[0].providerConfig.rule.cidrs';
    expect(told(of({}), of({ cidrs: ['185.1.1.0/24'] }), known as never)).toEqual([
      `critical ACL-LOCKOUT ${cidrs} ${message}, ${guardedWays}`,
      `warning ACL-NARROWED ${cidrs} access is lost: 185.1.2.0/24 (256 addresses), ${guardedWays}`,
    ]);
  });

  it('that was there before is no news', () => {
    const locked = { 'shoot/bar/foo': { expectedClients: [{ name: 'office', addresses: ['8.8.8.8'] }] } };
    expect(told([acled], [shoot(withRule(rule({ cidrs: ['185.1.1.0/24'] })))], locked)).toEqual([
      expect.stringMatching(/^warning ACL-NARROWED/),
    ]);
  });
});

describe('filters of Flux', () => {
  const ranges = ['185.1.1.0/24', '10.0.0.0/8'];
  const others = 'everybody but 10.0.0.0/8, 185.1.1.0/24';
  const observability = ['gu', 'p', 'au', 'v', 'otc'].map(prefix => `${prefix}-bar--foo.ingress.soil.example.org`);
  /** What the extension leaves open. */
  const open = `via ${['socket on 8443', 'socket on 8132', ...observability].join(', ')}`;
  const of = (...filters: readonly TreeObject[][]) => [gardenlet(), plain, ...filters.flat()];

  it.each<[string, TreeObject[], TreeObject[], string[]]>([
    [
      'that go leave everybody in',
      of(hardened({ allow: ranges })),
      of(),
      [`warning ACL-OPENED access is gained: ${others}, on every way in`],
    ],
    [
      'whose dry run ends refuse whom they counted',
      of(hardened({ allow: ranges }, { shadow: true })),
      of(hardened({ allow: ranges })),
      [
        `warning ACL-NARROWED access is lost: ${others}, on every way in`,
        'notice ACL-DRY-RUN the dry run ends: who was only counted is refused from now on, on every way in',
      ],
    ],
    [
      'that become a dry run refuse nobody',
      of(hardened({ allow: ranges })),
      of(hardened({ allow: ranges }, { shadow: true })),
      [
        `warning ACL-OPENED access is gained: ${others}, on every way in`,
        'notice ACL-DRY-RUN a dry run begins: the filters count and refuse nobody, on every way in',
      ],
    ],
    [
      'that rehearse another list change nothing',
      of(hardened({ allow: ranges }, { shadow: true })),
      of(hardened({ allow: ['10.0.0.0/8'] }, { shadow: true })),
      [],
    ],
    [
      'may deny a part of what they allow',
      of(hardened({ allow: ranges })),
      of(hardened({ allow: ranges, deny: ['185.1.1.128/25'] })),
      ['warning ACL-NARROWED access is lost: 185.1.1.128/25 (128 addresses), on every way in'],
    ],
    [
      'may refuse others than before',
      of(hardened({ deny: ['185.1.1.0/24'] })),
      of(hardened({ deny: ['185.1.2.0/24'] })),
      [
        'warning ACL-NARROWED access is lost: 185.1.2.0/24, ::ffff:185.1.2.0/120 (512 addresses), on every way in',
        'notice ACL-WIDENED access is gained: 185.1.1.0/24, ::ffff:185.1.1.0/120 (512 addresses), on every way in',
      ],
    ],
    [
      'that refuse whom they let in are inverted',
      of(hardened({ allow: ranges })),
      of(hardened({ deny: ['185.1.1.0/24'] })),
      [expect.stringMatching(/^critical ACL-INVERTED/) as never],
    ],
    [
      'move into shared objects and let the same in',
      of(hardened({ allow: ranges })),
      of(aggregated([{ name: 'foo', ranges: { allow: ranges } }])),
      [
        'notice ACL-REGROUPED the filters are in objects that shoots share from now on, and no longer in objects of the shoot alone',
      ],
    ],
    [
      'that close what the extension leaves open may lack',
      [gardenlet(), acled, ...hardened({ allow: [...ranges, '185.1.2.0/24'] }, { coverage: 'complement' })],
      [gardenlet(), acled],
      [
        `warning ACL-UNGUARDED no longer protected: access is gained: everybody but 10.0.0.0/8, 185.1.1.0/24, 185.1.2.0/24, ${open}`,
      ],
    ],
    [
      'take over from the extension',
      [gardenlet(), acled],
      of(hardened({ allow: ['185.1.1.0/24', '185.1.2.0/24', '10.240.0.0/15', '10.250.0.0/16'] })),
      [
        `notice ACL-GUARDED protected from now on: access is lost: everybody but 10.240.0.0/15, 10.250.0.0/16, 185.1.1.0/24, 185.1.2.0/24, ${open}`,
        'warning ACL-DELIVERY the filters are those of Flux from now on, and no longer those of the extension',
      ],
    ],
    [
      'hand over to the extension',
      of(hardened({ allow: ['185.1.1.0/24', '185.1.2.0/24', '10.240.0.0/15', '10.250.0.0/16'] })),
      [gardenlet(), acled],
      [
        `warning ACL-UNGUARDED no longer protected: access is gained: everybody but 10.240.0.0/15, 10.250.0.0/16, 185.1.1.0/24, 185.1.2.0/24, ${open}`,
        'warning ACL-DELIVERY spec.extensions[0] the filters are those of the extension from now on, and no longer those of Flux alone',
      ],
    ],
  ])('%s', (_, before, after, expected) => {
    const path = 'spec.extensions[0].providerConfig.rule.cidrs ';
    expect(told(before, after, quiet).map(text => text.replace(path, ''))).toEqual(expected);
  });

  it('of one shoot in a shared object are told of that shoot only', () => {
    const shoots = [gardenlet(), plain, shoot({}, 'moss'), shoot({}, 'fern')];
    const filters = (moss: string) =>
      aggregated([
        { name: 'foo', ranges: { allow: ranges } },
        { name: 'moss', ranges: { allow: [moss] } },
        { name: 'fern', ranges: { allow: ranges } },
      ]);
    const found = compare([...shoots, ...filters('185.3.0.0/24')], [...shoots, ...filters('185.3.0.0/25')], quiet);
    expect(found.map(({ object, message }) => [object?.name, message])).toEqual([
      ['moss', 'access is lost: 185.3.0.128/25 (128 addresses), on every way in'],
    ]);
  });

  it('that cannot be judged are named', () => {
    const [mine] = hardened({ allow: ranges }) as [TreeObject];
    const foreign = JSON.parse(JSON.stringify(mine).replaceAll('"remote_ip"', '"authenticated"')) as TreeObject;
    const [finding, ...more] = compare(of([mine]), of([foreign]), quiet);
    expect(more).toEqual([]);
    expect(finding?.message).toMatch(
      /^who gains and who loses access cannot be told because of istio-ingress\/acl-x-shoot--bar--foo, via api\.foo/,
    );
  });
});

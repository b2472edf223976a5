// What operators of the ACL extension stumbled over (the reference is the commit in which somebody met it), seen from outside.
import { renderAggregated } from '../../lib/acl/hardened/aggregate';
import { hardenedLists } from '../../lib/acl/hardened/refusal';
import { renderHardened, type ProtectedShoot } from '../../lib/acl/hardened/render';
import { acl } from '../../lib/acl/topic';
import { Judge } from '../../lib/rules/judge';
import { allow, deny, situation } from '../acl/situations';
import { facts, gardenlet, shoot, tree, type TreeObject } from '../acl/tree';
import { admitted, synthesized } from './acl-tree';

/** A rule per shoot; undefined for a shoot that has none. */
type Rules = Readonly<Record<string, object | undefined>>;

const entry = (providerConfig: object | undefined): object =>
  providerConfig === undefined ? {} : { extensions: [{ type: 'acl', providerConfig }] };

const protectedShoots = (rules: Rules): ProtectedShoot[] =>
  Object.entries(rules).flatMap(([name, providerConfig]) => {
    if (providerConfig === undefined) return [];
    const target = situation({ name, providerConfig });
    const result = hardenedLists(target);
    if ('refused' in result) throw new Error(result.refused);
    return [{ situation: target, lists: result.lists }];
  });

/** The same shoots by each way in which their filters may come about. */
const deliveries: readonly (readonly [string, (rules: Rules) => object[]])[] = [
  ['the extension', rules => Object.entries(rules).map(([name, rule]) => shoot(entry(rule), name).object)],
  ['filters of our own', rules => [...plain(rules), ...protectedShoots(rules).flatMap(one => renderHardened(one))]],
  ['filters that shoots share', rules => [...plain(rules), ...renderAggregated(protectedShoots(rules), { shards: 1 })]],
];

const plain = (rules: Rules): object[] => Object.keys(rules).map(name => shoot({}, name).object);

/** The ways that every delivery protects. */
const protectedWay = /^(?:api\.|vpn|http-proxy)/;

describe.each(deliveries)(
  'D03 (gardener-extension-acl#31) by %s: shoots of one gateway keep their ranges apart',
  (_, of) => {
    it.each<[string, Rules, Readonly<Record<string, string>>]>([
      [
        'that have nothing in common',
        { a: allow('198.51.100.0/24'), b: allow('192.0.2.0/24') },
        { a: 'alice bob', b: 'carol' },
      ],
      ['that overlap', { a: allow('198.51.100.0/24'), b: allow('198.51.100.128/25') }, { a: 'alice bob', b: 'bob' }],
      [
        'that are the same',
        { a: allow('198.51.100.0/24'), b: allow('198.51.100.0/24') },
        { a: 'alice bob', b: 'alice bob' },
      ],
      [
        'of three, one within the other',
        { a: allow('198.51.100.0/24'), b: allow('198.51.100.0/25'), c: allow('198.51.100.200/32') },
        { a: 'alice bob', b: 'alice', c: 'bob' },
      ],
      [
        'of three, in halves',
        { a: allow('198.51.100.0/25', '198.51.100.128/25'), b: allow('198.51.100.128/25'), c: allow('192.0.2.0/25') },
        { a: 'alice bob', b: 'bob', c: 'carol' },
      ],
      [
        'with names that begin alike',
        { foo: allow('198.51.100.7/32'), 'foo-bar': allow('192.0.2.0/24') },
        { foo: 'alice', 'foo-bar': 'carol' },
      ],
      [
        'with names that end alike',
        { bar: allow('198.51.100.7/32'), 'foo-bar': allow('192.0.2.0/24') },
        { bar: 'alice', 'foo-bar': 'carol' },
      ],
      ['of two families', { a: allow('198.51.100.0/24'), b: allow('2001:db8:d::/48') }, { a: 'alice bob', b: 'dora' }],
      [
        'when one lets in everybody',
        { a: allow('198.51.100.7/32'), b: allow('0.0.0.0/0', '::/0') },
        { a: 'alice', b: 'alice bob carol dora eve' },
      ],
      [
        'when one has no rule',
        { a: allow('198.51.100.7/32'), b: undefined },
        { a: 'alice', b: 'alice bob carol dora eve' },
      ],
      ['with host bits', { a: allow('198.51.100.7/24'), b: allow('192.0.2.99/24') }, { a: 'alice bob', b: 'carol' }],
      [
        'with many ranges',
        { a: allow(...hosts('203.0.113')), b: allow(...hosts('198.51.100')) },
        { a: '', b: 'alice' },
      ],
      [
        'in other letters',
        { a: allow('198.51.100.7/32'), b: { rule: { action: 'allow', type: 'REMOTE_IP', cidrs: ['192.0.2.0/24'] } } },
        { a: 'alice', b: 'carol' },
      ],
    ])('%s', (_title, rules, expected) => {
      const objects = [gardenlet().object, ...of(rules)];
      const ways = Object.keys(rules).map(name => {
        const names = new Set(
          [...admitted(objects, name)].flatMap(([way, who]) => (protectedWay.test(way) ? [who] : [])),
        );
        return [name, [...names]];
      });
      expect(ways).toEqual(Object.entries(expected).map(([name, who]) => [name, [who]]));
    });
  },
);

function hosts(network: string): string[] {
  return Array.from({ length: 50 }, (_, i) => `${network}.${i}/32`);
}

it('D03: a deny-list beside an allow-list changes nothing for the other, and by the extension turns round in its own tunnels', () => {
  const rules = { a: allow('198.51.100.0/24'), b: deny('198.51.100.0/25') };
  const [[, extension], [, own]] = deliveries as [(typeof deliveries)[number], (typeof deliveries)[number]];
  const ask = (of: typeof own, name: string, way: string) =>
    admitted([gardenlet().object, ...of(rules)], name).get(way);
  const others = 'bob carol dora eve';
  for (const of of [extension, own]) expect(ask(of, 'a', 'vpn on 8443')).toBe('alice bob');
  expect(['api.b.bar.shoots.example.org', 'vpn on 8443'].map(way => ask(extension, 'b', way))).toEqual([
    others,
    'alice',
  ]);
  expect(['api.b.bar.shoots.example.org', 'vpn on 8443'].map(way => ask(own, 'b', way))).toEqual([others, others]);
});

describe('D06 (gardener-extension-acl#37): a shoot that sleeps has no gateway', () => {
  const rule = allow('185.1.1.0/24');
  const asleep = { hibernation: { enabled: true } };
  const observed = { namespace: 'istio-ingress', selector: { istio: 'ingressgateway' } };
  const zones = { provider: { type: 'openstack', region: 'r1', zones: ['a', 'b'] } };
  const w132 = 'warning ACL-W132';
  const random = 'notice ACL-E013';

  it.each<
    [
      string,
      Readonly<{
        spec?: object;
        status?: object;
        seed?: object;
        fact?: Readonly<Record<string, unknown>>;
        disabled?: boolean;
      }>,
      string[],
      number,
    ]
  >([
    ['asleep, nothing known', { spec: asleep }, [], 3],
    ['asleep, gateway gone', { spec: asleep, fact: { kubeApiserverGateway: { absent: true } } }, [], 0],
    ['asleep, gateway known to be null', { spec: asleep, fact: { kubeApiserverGateway: null } }, [], 0],
    ['asleep, gateway still there', { spec: asleep, fact: { kubeApiserverGateway: observed } }, [], 3],
    [
      'asleep and reported so, gateway gone',
      { spec: asleep, status: { hibernated: true }, fact: { kubeApiserverGateway: { absent: true } } },
      [],
      0,
    ],
    [
      'on its way to sleep, gateway gone',
      { spec: asleep, status: { hibernated: false }, fact: { kubeApiserverGateway: { absent: true } } },
      [w132],
      0,
    ],
    [
      'waking up, gateway gone',
      {
        spec: { hibernation: { enabled: false } },
        status: { hibernated: true },
        fact: { kubeApiserverGateway: { absent: true } },
      },
      [w132],
      0,
    ],
    ['awake, nothing known', {}, [], 3],
    ['awake, gateway gone', { fact: { kubeApiserverGateway: { absent: true } } }, [w132], 0],
    ['awake, gateway known to be null', { fact: { kubeApiserverGateway: null } }, [w132], 0],
    [
      'awake by day only, gateway gone',
      {
        spec: { hibernation: { schedules: [{ start: '0 20 * * *' }] } },
        fact: { kubeApiserverGateway: { absent: true } },
      },
      [w132],
      0,
    ],
    ['awake, gateway there', { fact: { kubeApiserverGateway: observed } }, [], 3],
    ['asleep, in one of two zones', { spec: asleep, seed: zones }, [random], 0],
    ['asleep, zone known', { spec: asleep, seed: zones, fact: { controlPlaneZones: 'b' } }, [], 3],
    [
      'asleep, in one of two zones, gateway gone',
      { spec: asleep, seed: zones, fact: { kubeApiserverGateway: { absent: true } } },
      [],
      0,
    ],
    ['switched off, gateway gone', { disabled: true, fact: { kubeApiserverGateway: { absent: true } } }, [], 0],
    [
      'asleep behind an exposure class that nobody knows',
      { spec: { ...asleep, exposureClassName: 'x' } },
      ['notice ACL-E014'],
      3,
    ],
  ])('%s', (_, { spec = {}, status, seed = {}, fact = {}, disabled = false }, expected, predicted) => {
    const extensions = [{ type: 'acl', providerConfig: rule, disabled }];
    const { object } = shoot({ ...spec, extensions });
    const exported: TreeObject = { object: status === undefined ? object : { ...object, status } };
    const view = tree([gardenlet(seed), exported], { facts: facts({ 'shoot/bar/foo': fact }) });
    const judge = new Judge();
    judge.run(view, [acl]);
    const about = judge.result().findings.filter(({ rule: id }) => /^ACL-(?:E|W132)/.test(id));
    expect(about.map(({ severity, rule: id }) => `${severity} ${id}`)).toEqual(expected);
    expect([...(acl.predict?.(view) ?? [])]).toHaveLength(predicted);
  });

  it.each(['hardened', 'upstream'] as const)(
    'and keeps the %s filters that Flux applies, byte by byte, when it falls asleep',
    profile => {
      const gone = facts({
        'shoot/dev/foo': { seedName: 'soil', kubeApiserverGateway: { absent: true } },
        'seed/soil': { natAddresses: [] },
      });
      const props = { delivery: 'gitops', profile, allow: ['185.1.1.0/24'] } as const;
      const [awake, asleep] = [false, true].map(hibernated => synthesized(props, { hibernated, facts: gone }));
      expect(asleep?.filters).toContain('185.1.1.0');
      expect(asleep?.filters).toBe(awake?.filters);
      expect([awake, asleep].flatMap(made => made?.findings.filter(text => /error|W132/.test(text)))).toEqual([]);
    },
  );
});

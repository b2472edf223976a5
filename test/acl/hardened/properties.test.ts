import fc from 'fast-check';
import { Cidr } from '../../../lib/core/cidr';
import { admitted, listsOf } from '../../../lib/acl/access-lists';
import { alwaysAllowed } from '../../../lib/acl/always-allowed';
import { entryPaths } from '../../../lib/acl/entry-paths';
import { evaluate } from '../../../lib/acl/evaluate/evaluate';
import { FilterIndex } from '../../../lib/acl/evaluate/filter-index';
import { renderAggregated } from '../../../lib/acl/hardened/aggregate';
import { renderHardened, type ProtectedShoot } from '../../../lib/acl/hardened/render';
import { predictUpstream } from '../../../lib/acl/outcome';
import { allow, situation } from '../situations';

const address = fc.oneof(
  fc
    .tuple(fc.constantFrom(10, 192, 203), fc.nat(1), fc.constantFrom(0, 113, 240, 250), fc.nat(3))
    .map(octets => octets.join('.')),
  fc.tuple(fc.constantFrom('2001:db8', 'fd00'), fc.nat(3)).map(([prefix, last]) => `${prefix}::${last}`),
);
const range = fc
  .tuple(address, fc.nat(128))
  .map(([text, length]) => `${text}/${Math.min(length, text.includes(':') ? 128 : 32)}`);
const ranges = (minLength: number) => fc.array(range, { minLength, maxLength: 4 });

/** Names that are made to collide: prefixes and suffixes of each other. */
const identity = fc.constantFrom(
  ...[
    ['bar', 'foo'],
    ['bar', 'foo-bar'],
    ['foo', 'db'],
    ['x-foo', 'db'],
  ].map(([project = '', name = '']) => ({ project, name })),
);

const shoot: fc.Arbitrary<ProtectedShoot> = fc
  .record({
    identity,
    zones: fc.constantFrom(['a'], ['a', 'b']),
    controlPlaneZones: fc.constantFrom(undefined, 'a', 'a,b'),
    wildcardCertificate: fc.constantFrom(undefined, true, false),
    gardener: fc.constantFrom('1.139.0', '1.143.0', '1.150.0'),
    families: fc.constantFrom(['IPv4' as const], ['IPv6' as const], ['IPv4' as const, 'IPv6' as const]),
    allow: ranges(0),
    deny: ranges(0),
  })
  .map(({ identity: { project, name }, zones, families, ...values }) => {
    const target = situation({
      project,
      name,
      gardener: values.gardener,
      seed: {
        provider: { type: 'openstack', region: 'r1', zones },
        networks: { nodes: '10.240.0.0/16', pods: '10.241.0.0/16', ipFamilies: families },
      },
      facts: { controlPlaneZones: values.controlPlaneZones, wildcardCertificate: values.wildcardCertificate },
    });
    const label = (cidrs: readonly string[]) => cidrs.map(cidr => ({ cidr, origin: 'rule' }));
    const lists = listsOf({ allow: label(values.allow), deny: label(values.deny) }, alwaysAllowed(target).list);
    return { situation: target, lists };
  });

const shoots = fc.uniqueArray(shoot, {
  minLength: 1,
  maxLength: 4,
  selector: ({ situation: { project, shoot: object } }) => `${project}/${object.metadata?.name ?? ''}`,
});

const layouts: readonly [string, (all: readonly ProtectedShoot[]) => FilterIndex][] = [
  ['one object per shoot', all => new FilterIndex(all.flatMap(one => renderHardened(one)))],
  ['aggregated', all => new FilterIndex(renderAggregated(all))],
  ['aggregated into a single object', all => new FilterIndex(renderAggregated(all, { shards: 1 }))],
];

describe.each(layouts)('the hardened profile, %s', (_, index) => {
  it('lets in exactly the clients of the lists, on every path, whatever other shoots do', () => {
    fc.assert(
      fc.property(shoots, address, (all, client) => {
        const filters = index(all);
        const network = Cidr.of(`${client}/${client.includes(':') ? 128 : 32}`);
        for (const one of all) {
          const expected = admitted(one.lists).contains(network) ? 'ALLOW' : 'DENY';
          for (const { chain, request, name } of entryPaths(one.situation)) {
            const { verdict } = evaluate(filters, { ...chain, ...request, peer: client, proxied: null });
            expect(`${name}: ${verdict}`).toBe(`${name}: ${expected}`);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('an allowed range', () => {
  it('never denies more than without it, in either profile', () => {
    fc.assert(
      fc.property(ranges(1), range, address, (given, added, client) => {
        const upstream = (cidrs: readonly string[]): FilterIndex => {
          const outcome = predictUpstream(situation({ providerConfig: allow(...cidrs) }));
          return new FilterIndex(outcome.kind === 'rendered' ? outcome.objects : []);
        };
        const hardened = (cidrs: readonly string[]): FilterIndex => {
          const lists = listsOf({ allow: cidrs.map(cidr => ({ cidr, origin: 'rule' })), deny: [] });
          return new FilterIndex(renderHardened({ situation: situation(), lists }));
        };
        for (const render of [upstream, hardened]) {
          const [before, after] = [render(given), render([...given, added])];
          for (const { chain, request } of entryPaths(situation())) {
            const connection = { ...chain, ...request, peer: client, proxied: null };
            if (evaluate(before, connection).verdict === 'ALLOW')
              expect(evaluate(after, connection).verdict).toBe('ALLOW');
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

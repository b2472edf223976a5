import fc from 'fast-check';
import { tryClient } from '../../../lib/acl/access-table';
import { compareTables, type PathChange } from '../../../lib/acl/compare/path-change';
import { describe as inWords } from '../../../lib/acl/compare/describe';
import { analyze } from '../../../lib/acl/lints/analysis';
import { acl } from '../../../lib/acl/topic';
import { everyShoot } from '../../../lib/acl/view/subjects';
import { parseIpAddress } from '../../../lib/core/ip';
import type { View } from '../../../lib/rules/view';
import { facts, gardenlet, shoot, tree, withRule, type TreeObject } from '../tree';
import { aggregated, hardened, rule } from './changes';

/** Few ranges, so that they meet each other and the clients. */
const cidr = fc.constantFrom(
  '185.1.0.0/30',
  '185.1.0.2/31',
  '185.1.0.3/32',
  '185.1.0.4/30',
  '10.240.0.0/16',
  '10.250.0.0/16',
  '0.0.0.0/0',
  '2a00::/126',
  '2a00::2/127',
  '2a00::4/128',
);
const ranges = fc.uniqueArray(cidr, { minLength: 1, maxLength: 4 });

/** Borders of those ranges, and their neighbors. */
const clients = [
  ...[0, 1, 2, 3, 4, 5, 7, 8].map(last => `185.1.0.${last}`),
  ...['10.240.0.1', '10.241.0.1', '10.250.255.255', '8.8.8.8'],
  ...[0, 1, 2, 3, 4, 5].map(last => `2a00::${last}`),
  '::ffff:185.1.0.3',
];

const byExtension = fc
  .record({ action: fc.constantFrom('ALLOW', 'DENY', 'allow'), cidrs: ranges })
  .map(entry => [shoot(withRule(rule(entry)))]);
const lists = fc.oneof(
  fc.record({ allow: ranges }),
  fc.record({ deny: ranges }),
  fc.record({ allow: ranges, deny: ranges }),
);
const byFlux = fc
  .record({ list: lists, shadow: fc.boolean(), shared: fc.boolean() })
  .map(({ list, shadow, shared }) => [
    shoot({}),
    ...(shared ? aggregated([{ name: 'foo', ranges: list }]) : hardened(list, { shadow })),
  ]);
const byBoth = fc
  .record({ cidrs: ranges, list: lists })
  .map(({ cidrs, list }) => [shoot(withRule(rule({ cidrs }))), ...hardened(list, { coverage: 'complement' })]);
const seed = fc.constantFrom('10.240.0.0/16', '10.240.0.0/17').map(nodes => gardenlet({ networks: { nodes } }));

/** One shoot with an access control of any kind, or with none, and a neighbor that never changes. */
const trees = fc
  .record({ seed, own: fc.oneof(fc.constant([shoot({})]), byExtension, byFlux, byBoth) })
  .map(({ seed: around, own }) => [around, ...own, ...neighbor]);
const neighbor: TreeObject[] = [shoot({}, 'moss'), ...hardened({ allow: ['185.1.0.0/24'] }, {}, { name: 'moss' })];

const known = facts({ 'seed/soil': { wildcardCertificate: false } });
const viewOf = (objects: readonly TreeObject[]): View => tree(objects, { facts: known });
const findings = (before: View, after: View) => [...(acl.compare?.(before, after) ?? [])];

function tableOf(view: View) {
  const [own] = everyShoot(view);
  if (own === undefined) throw new Error('a shoot');
  return analyze(own).table;
}

const changesOf = (before: View, after: View): readonly PathChange[] =>
  compareTables(tableOf(before), tableOf(after)).common;

const accessRules = new Set([
  'ACL-INVERTED',
  'ACL-NARROWED',
  'ACL-WIDENED',
  'ACL-OPENED',
  'ACL-GUARDED',
  'ACL-UNGUARDED',
]);

describe('a comparison', () => {
  it('of a tree with itself is empty', () => {
    fc.assert(
      fc.property(trees, objects => expect(findings(viewOf(objects), viewOf(objects))).toEqual([])),
      {
        numRuns: 50,
      },
    );
  });

  it('backwards gains what forwards loses', () => {
    fc.assert(
      fc.property(trees, trees, (a, b) => {
        const [old, now] = [viewOf(a), viewOf(b)];
        const lost = changesOf(old, now).map(way => [way.name, way.lost.toString()]);
        expect(changesOf(now, old).map(way => [way.name, way.gained.toString()])).toEqual(lost);
      }),
      { numRuns: 100 },
    );
  });

  it('says of a client exactly what the verdicts of both trees say, on every way in', () => {
    fc.assert(
      fc.property(trees, trees, (a, b) => {
        const [old, now] = [viewOf(a), viewOf(b)];
        const [before, after] = [tableOf(old), tableOf(now)];
        const ways = compareTables(before, after).common;
        expect(ways).toHaveLength(after.length);
        for (const [i, way] of ways.entries()) {
          for (const peer of clients) {
            const [was, is] = [before[i], after[i]].map(row => row && tryClient(row, { peer, proxied: null }).verdict);
            const address = parseIpAddress(peer);
            if (address === undefined) throw new Error(peer);
            const [lost, gained] = [way.lost.contains(address), way.gained.contains(address)];
            expect([peer, way.name, lost, gained]).toEqual([
              peer,
              way.name,
              was === 'ALLOW' && is === 'DENY',
              was === 'DENY' && is === 'ALLOW',
            ]);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('has a finding for every set of addresses that is lost or gained, and no other', () => {
    fc.assert(
      fc.property(trees, trees, (a, b) => {
        const [old, now] = [viewOf(a), viewOf(b)];
        const sets = changesOf(old, now).flatMap(({ lost, gained }) => [
          ...(lost.isEmpty() ? [] : [`access is lost: ${inWords(lost)}, `]),
          ...(gained.isEmpty() ? [] : [`access is gained: ${inWords(gained)}, `]),
        ]);
        const texts = findings(old, now)
          .filter(({ rule: id }) => accessRules.has(id))
          .flatMap(({ message, effect, rule: id }) => (id === 'ACL-INVERTED' ? (effect ?? '').split('; ') : [message]))
          .filter(text => text.includes('access is '));
        for (const set of sets) expect(texts.some(text => text.includes(set))).toBe(true);
        for (const text of texts) expect(sets.some(set => text.includes(set))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

// Which shoots a comparison looks at: a landscape has thousands, and a change is about few of them.
import { ChangedFilters } from '../../../lib/acl/compare/changed-filters';
import { changedShoots } from '../../../lib/acl/compare/changed-shoots';
import { facts, gardenlet, operator, shoot, tree, withRule, type TreeObject } from '../tree';
import { aggregated, hardened, rule } from './changes';

const names = Array.from({ length: 60 }, (_, i) => `s${i}`);
const copy = (objects: readonly TreeObject[]): TreeObject[] => JSON.parse(JSON.stringify(objects)) as TreeObject[];

type Known = Parameters<typeof facts>[0];

function lookedAt(
  before: readonly TreeObject[],
  after: readonly TreeObject[],
  known: Known = {},
  later = known,
): string[] {
  const [old, now] = [tree(copy(before), { facts: facts(known) }), tree(copy(after), { facts: facts(later) })];
  return [...changedShoots(old, now, new ChangedFilters(old, now))].map(
    ({ after: { entry } }) => entry.object.metadata.name ?? '',
  );
}

const plain = names.map(name => shoot({}, name));
const acled = names.map(name => shoot(withRule(rule()), name));
const ranges = (name: string, other: string) => ({ allow: [name === other ? '185.2.0.0/16' : '185.1.0.0/16'] });

describe('a comparison', () => {
  it('looks at no shoot of a tree that is the same', () => {
    expect(lookedAt([gardenlet(), ...acled], [gardenlet(), ...acled])).toEqual([]);
  });

  it('looks at a shoot whose manifest changes, where it has an access control', () => {
    const change = (objects: readonly TreeObject[], i: number, spec: object) =>
      objects.map((object, j) => (i === j ? shoot(spec, names[i]) : object));
    expect(
      lookedAt([gardenlet(), ...acled], [gardenlet(), ...change(acled, 7, withRule(rule({ action: 'DENY' })))]),
    ).toEqual(['s7']);
    expect(lookedAt([gardenlet(), ...plain], [gardenlet(), ...change(plain, 7, { purpose: 'testing' })])).toEqual([]);
    expect(lookedAt([gardenlet(), ...plain], [gardenlet(), ...change(plain, 7, withRule(rule()))])).toEqual(['s7']);
  });

  it('looks at the one shoot whose filters change, whether it shares objects or not', () => {
    const separate = (other: string) => names.flatMap(name => hardened(ranges(name, other), {}, { name }));
    const shared = (other: string) => aggregated(names.map(name => ({ name, ranges: ranges(name, other) })));
    for (const filters of [separate, shared]) {
      const trees = ['', 's7'].map(other => [gardenlet(), ...plain, ...filters(other)]);
      expect(lookedAt(trees[0] ?? [], trees[1] ?? [])).toEqual(['s7']);
    }
  });

  it('looks at the shoots of a seed that changes', () => {
    const other = gardenlet({ networks: { nodes: '10.9.0.0/16', pods: '10.241.0.0/16' } });
    const elsewhere = shoot({ ...withRule(rule()), seedName: 'clay' }, 'fern');
    expect(lookedAt([gardenlet(), ...acled, elsewhere], [other, ...acled, elsewhere])).toEqual(names);
  });

  it('looks at the shoots that facts, classes, profiles and the operator are about', () => {
    const [fern, moss] = [
      shoot(withRule(rule()), 'fern'),
      shoot({ ...withRule(rule()), exposureClassName: 'x' }, 'moss'),
    ];
    const profiled = shoot({ ...withRule(rule()), cloudProfile: { name: 'eu01' } }, 'rush');
    const exposureClass = (handler: string): TreeObject => ({
      object: { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'ExposureClass', metadata: { name: 'x' }, handler },
    });
    const profile = (useSNAT: boolean): TreeObject => ({
      object: {
        apiVersion: 'core.gardener.cloud/v1beta1',
        kind: 'CloudProfile',
        metadata: { name: 'eu01' },
        spec: { providerConfig: { useSNAT } },
      },
    });
    const shoots = [gardenlet(), fern, moss, profiled];
    const objects = [exposureClass('a'), profile(true), ...shoots];
    expect(lookedAt(objects, objects, {}, { 'shoot/bar/fern': { egressCIDRs: ['192.0.2.1/32'] } })).toEqual(['fern']);
    expect(lookedAt(objects, objects, {}, { 'seed/soil': { natAddresses: [] } })).toEqual(['fern', 'moss', 'rush']);
    expect(lookedAt(objects, [exposureClass('b'), profile(true), ...shoots])).toEqual(['moss']);
    expect(lookedAt(objects, [exposureClass('a'), profile(false), ...shoots])).toEqual(['rush']);
    expect(lookedAt(objects, [...objects, operator({ additionalAllowedCidrs: ['192.0.2.2/32'] })])).toEqual([
      'fern',
      'moss',
      'rush',
    ]);
  });
});

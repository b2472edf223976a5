import * as fc from 'fast-check';
import { openstack } from '../../../lib/openstack/topic';
import { amdPool, armPool, profile, shoot, viewOf, workerConfig } from '../fixture';

/** Names of all predicted objects, by pool name and zone. */
const names = (workers: readonly Record<string, unknown>[]): string[] =>
  [...(openstack.predict?.(viewOf([profile(), shoot({ workers })])) ?? [])]
    .map(({ object }) => `${object.kind} ${object.metadata.name ?? ''}`)
    .sort();

const shuffled = <T>(list: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...list], { minLength: list.length });

const labels = [
  ['team', 'a'],
  ['cost-center', 'b'],
  ['x.example.org/y', 'c'],
] as const;
const taints = ['one', 'two', 'three'].map(key => ({ key, effect: 'NoSchedule' }));
const machineLabels = ['l', 'm', 'n'].map(name => ({ name, value: '1', triggerRollingOnUpdate: true }));
const groups = ['sg-a', 'sg-b', 'sg-c'];

describe('names of machine objects', () => {
  it('stay when labels, taints, machine labels, security groups or pools change their order', () => {
    const base = {
      ...armPool,
      labels: Object.fromEntries(labels),
      taints,
      providerConfig: workerConfig({ machineLabels, additionalSecurityGroups: groups }),
    };
    const expected = names([amdPool, base]);
    fc.assert(
      fc.property(
        shuffled(labels),
        shuffled(taints),
        shuffled(machineLabels),
        shuffled(groups),
        fc.boolean(),
        (l, t, m, g, swap) => {
          const pool = {
            ...armPool,
            labels: Object.fromEntries(l),
            taints: t,
            providerConfig: workerConfig({ machineLabels: m, additionalSecurityGroups: g }),
          };
          expect(names(swap ? [pool, amdPool] : [amdPool, pool])).toEqual(expected);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('stay when labels, annotations and taints change', () => {
    const expected = names([amdPool, armPool]);
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.stringMatching(/^[a-z]{0,8}$/)), map => {
        expect(names([amdPool, { ...armPool, labels: map, annotations: map, taints: [] }])).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  it('keep within 63 characters for the longest names that Gardener allows', () => {
    const long = shoot({ name: 'a'.repeat(18), workers: [{ ...armPool, name: 'p'.repeat(15) }] });
    const objects = [...(openstack.predict?.(viewOf([profile(), long])) ?? [])];
    const longest = Math.max(...objects.map(({ object }) => (object.metadata.name ?? '').length));
    expect(longest).toBe('shoot--dev--'.length + 18 + 1 + 15 + '-z1-abcde'.length);
  });
});

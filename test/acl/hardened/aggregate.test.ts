import { hardenedLists } from '../../../lib/acl/hardened/refusal';
import { renderAggregated } from '../../../lib/acl/hardened/aggregate';
import { renderHardened, type ProtectedShoot } from '../../../lib/acl/hardened/render';
import { allow, situation } from '../situations';

function shoot(number: number, last = 0): ProtectedShoot {
  const cidrs = Array.from({ length: 10 }, (_, i) => `198.18.${i}.${(number % 128) * 2 + last}/32`);
  const target = situation({ name: `s${number}`, providerConfig: allow(...cidrs) });
  const result = hardenedLists(target);
  if ('refused' in result) throw new Error(result.refused);
  return { situation: target, lists: result.lists };
}

const many = (count: number): ProtectedShoot[] => Array.from({ length: count }, (_, i) => shoot(i));

describe('the aggregated filters of 1,000 shoots', () => {
  const all = many(1000);
  const objects = renderAggregated(all);

  it('are as many objects as there are shards, none too large to be stored', () => {
    expect(objects.map(({ metadata }) => metadata.name).sort()).toEqual(
      Array.from({ length: 16 }, (_, i) => `acl-x-gateway-${i}`).sort(),
    );
    for (const object of objects) expect(JSON.stringify(object).length).toBeLessThan(1_000_000);
  });

  it('have one filter per tunnel port and object, with one policy per shoot', () => {
    const ports = objects.flatMap(({ spec }) => spec.configPatches.filter(({ applyTo }) => applyTo === 'HTTP_FILTER'));
    expect(ports).toHaveLength(32);
    const policies = ports
      .filter(({ match }) => match.listener.portNumber === 8443)
      .flatMap(({ patch }) => Object.keys(patch.value.typed_config.rules?.policies ?? {}));
    expect(new Set(policies).size).toBe(1000);
    expect(policies).toHaveLength(1000);
  });

  it('change in one object when one shoot changes, leaves or joins', () => {
    const changes = (after: readonly ProtectedShoot[]): number => {
      const before = new Map(objects.map(object => [object.metadata.name, JSON.stringify(object)]));
      return renderAggregated(after).filter(object => before.get(object.metadata.name) !== JSON.stringify(object))
        .length;
    };
    expect(changes(all)).toBe(0);
    expect(changes(all.map((one, i) => (i === 500 ? shoot(500, 1) : one)))).toBe(1);
    expect(changes(all.filter((_, i) => i !== 500))).toBe(1);
    expect(changes([...all, shoot(5000)])).toBe(1);
  });

  it('do not depend on the order of the shoots', () => {
    expect(renderAggregated([...all].reverse())).toEqual(objects);
  });
});

describe('rendering', () => {
  it('makes objects whose size is linear in the shoots', () => {
    const size = (count: number): number => JSON.stringify(renderAggregated(many(count))).length / count;
    expect(size(400) / size(100)).toBeCloseTo(1, 1);
    const perShoot = many(200).flatMap(one => renderHardened(one));
    expect(perShoot).toHaveLength(200);
  });
});

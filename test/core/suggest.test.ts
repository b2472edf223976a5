import { editDistance, suggest } from '../../lib/core/suggest';

describe('suggest', () => {
  test.each([
    ['maximun', ['minimum', 'maximum', 'maxSurge'], 'maximum'],
    ['Nodes', ['pods', 'nodes', 'services'], 'nodes'],
    ['namspace', ['name', 'namespace'], 'namespace'],
    ['recieve', ['receive', 'relieve'], 'receive'],
    ['cidr', ['cidrs', 'cdir'], 'cidrs'],
    ['foo', ['bar', 'workers'], undefined],
    ['ab', ['cd'], undefined],
    ['type', ['type'], undefined],
    ['x', [], undefined],
  ])('for %p among %p gives %p', (given, candidates, expected) => {
    expect(suggest(given, candidates)).toBe(expected);
    expect(suggest(given, [...candidates].reverse())).toBe(expected);
  });

  test('counts a swap of neighbors as one edit', () => {
    expect(editDistance('abcd', 'abdc')).toBe(1);
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('', 'abc')).toBe(3);
    expect(editDistance('kitten', 'sitting', 1)).toBe(2);
  });
});
